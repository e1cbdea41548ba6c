import { unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { type Entry, LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';
import { type Outcome, type SubjectStanding, standingAfter } from './standing.ts';

/** An opening that was decided and is about to happen. */
export interface Opening {
  readonly subject: string;
  readonly expected: { readonly generation: number; readonly statement: string };
  readonly leaf: Entry;
}

export type Opened =
  /** Recorded, durably: values may leave now. */
  | {
      readonly kind: 'stored';
      readonly leaf: number;
      /** When a product of it was last connected, in epoch milliseconds; `undefined` for whom none can be. */
      readonly connectedAt: number | undefined;
    }
  | { readonly kind: 'moved'; readonly standing: SubjectStanding }
  | { readonly kind: 'gone' };

/**
 * Records an opening, if what it was decided by is still so. Call it before anything is read.
 *
 * @throws Fault `subject-unknown`, or what a database throws
 */
export async function recordOpening(parts: Parts, opening: Opening): Promise<Opened> {
  const { vault, keyring, clock } = parts;
  const { subject, expected } = opening;
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return { kind: 'gone' };
  const leaf = sealLeaf(keys[0]!, subject, opening.leaf, clock());
  const [outcome] = await vault.query<Outcome<'stored'>>(
    'select * from open_commit($1, $2, $3, $4, $5)',
    [subject, expected.generation, expected.statement, leaf.body, leaf.sealed],
    'open_commit',
  );
  if (!outcome || outcome.kind === 'unknown') throw unknownSubject();
  if (outcome.kind === 'gone') return { kind: 'gone' };
  return outcome.kind === 'stored'
    ? { kind: 'stored', leaf: Number(outcome.leaf), connectedAt: outcome.connected_at?.getTime() }
    : { kind: 'moved', standing: await standingAfter(parts, subject, outcome) };
}
