/** The results of `npm run prove`, kept beside the mutations that they are about. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that enforces promises, and how to switch it off. */
export interface Mutation {
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
  /** `stale`: the mutated file or the test has changed since it was tried. */
  readonly result: 'caught' | 'missed' | 'stale';
}

interface Stored extends Omit<Proof, 'result'> {
  readonly file: string;
  readonly caught: boolean;
  /** Of the two files as they were. */
  readonly digest: string;
}

export const PROOFS = join('tests', 'mutations', 'proofs.json');

export function readProofs(root: string): readonly Proof[] {
  const file = join(root, PROOFS);
  if (!existsSync(file)) return [];
  // Sound: only `npm run prove` writes this file.
  const stored = JSON.parse(readFileSync(file, 'utf8')) as readonly Stored[];
  return stored.map(({ promises, switchesOff, test, file: mutated, caught, digest }) => ({
    promises,
    switchesOff,
    test,
    result: digest !== digestOf(root, mutated, test) ? 'stale' : caught ? 'caught' : 'missed',
  }));
}

/** Names the two files as they are now. */
export function digestOf(root: string, ...files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '').update('\0');
  return hash.digest('hex').slice(0, 16);
}

export const storedProof = (root: string, mutation: Mutation, caught: boolean): Stored => ({
  promises: mutation.promises,
  switchesOff: mutation.switchesOff,
  file: mutation.file,
  test: mutation.test,
  caught,
  digest: digestOf(root, mutation.file, mutation.test),
});
