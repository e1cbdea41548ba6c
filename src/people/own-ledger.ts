/** What the ledger has about a person and their households, each entry with a receipt to keep. */
import type { SubjectId } from '../gate/gate.ts';
import type { Receipt } from '../ledger/receipt.ts';
import { entryWords } from '../wording/entry.ts';
import type { PeopleParts } from './parts.ts';

export interface OwnEntry {
  /** Whom it is about. Which household is not said: to tell their ids, these would have to be opened, and that recorded. */
  readonly of: 'you' | 'household';
  /** To go on with. */
  readonly leaf: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: string;
  readonly says: string;
  /** Absent in the first seconds, until the entry is in the tree. */
  readonly receipt?: Receipt;
}

/** Oldest first, at most `limit` after the leaf `after`. Looking at it is not recorded: there would be no end to it. */
export async function ownLedger(
  { registry, ledger, compiled }: PeopleParts,
  person: SubjectId,
  { after, limit }: { after: number; limit: number },
): Promise<readonly OwnEntry[]> {
  const households = (await registry.subjectsOf(person)).filter(({ kind }) => kind === 'household');
  const leaves = await registry.readLeaves({ subjects: [person, ...households.map(({ id }) => id)], after, limit });
  const receipts = await ledger.receipts(leaves);
  return leaves.map(({ subject, leaf, at, kind, detail }, k) => {
    const receipt = receipts[k];
    return {
      of: subject === person ? 'you' : 'household',
      leaf,
      at,
      kind,
      says: entryWords(compiled.statement, { kind, detail }),
      ...(receipt !== undefined && { receipt }),
    };
  });
}
