/** The results of `npm run prove`, kept beside the mutations that they are about. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that enforces promises, and how to switch it off. */
export interface Mutation {
  /** None for what is no promise of the statement, and has to hold all the same. */
  readonly promises: readonly string[];
  /** What is switched off, in a few words. */
  readonly switchesOff: string;
  readonly file: string;
  /** Text that stands exactly once in the file, and what to put there instead. */
  readonly find: string;
  readonly put: string;
  /** More to replace in the same file, where one place is not enough. */
  readonly also?: readonly { readonly find: string; readonly put: string }[];
  /** The test file that must fail, and the start or whole of a test's name in it. */
  readonly test: string;
  readonly named?: string;
}

export interface Proof {
  readonly promises: readonly string[];
  readonly switchesOff: string;
  readonly test: string;
  /** `stale`: the mutation, the file that it changes or the test is another since it was tried; `untried`: it never was. */
  readonly result: 'caught' | 'missed' | 'stale' | 'untried';
}

interface Stored {
  readonly switchesOff: string;
  readonly caught: boolean;
  readonly digest: string;
}

const PROOFS = join('tests', 'mutations', 'proofs.json');

/** What has become of each of the mutations: one entry for each, in their order. */
export function readProofs(root: string, mutations: readonly Mutation[]): readonly Proof[] {
  const stored = new Map(readStored(root).map((one) => [one.switchesOff, one]));
  return mutations.map((mutation) => {
    const { promises, switchesOff, test } = mutation;
    return { promises, switchesOff, test, result: resultOf(stored.get(switchesOff), digestOf(root, mutation)) };
  });
}

function resultOf(stored: Stored | undefined, digest: string): Proof['result'] {
  if (stored === undefined) return 'untried';
  if (stored.digest !== digest) return 'stale';
  return stored.caught ? 'caught' : 'missed';
}

/** Keeps a result. Those of mutations that are no longer there go. */
export function storeProof(root: string, mutations: readonly Mutation[], tried: Mutation, caught: boolean): void {
  const stored = new Map(readStored(root).map((one) => [one.switchesOff, one]));
  const { switchesOff } = tried;
  stored.set(switchesOff, { switchesOff, caught, digest: digestOf(root, tried) });
  const left = mutations.flatMap((one) => stored.get(one.switchesOff) ?? []);
  writeFileSync(join(root, PROOFS), `${JSON.stringify(left, null, 2)}\n`);
}

/** Names the mutation, the file that it changes and the file that must notice, as all three are now. */
export function digestOf(root: string, mutation: Mutation): string {
  const hash = createHash('sha256').update(JSON.stringify(mutation));
  for (const file of [mutation.file, mutation.test])
    hash.update('\0').update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '');
  return hash.digest('hex').slice(0, 16);
}

function readStored(root: string): readonly Stored[] {
  const file = join(root, PROOFS);
  // Sound: only `storeProof` writes this file.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Stored[]) : [];
}
