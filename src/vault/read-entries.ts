import type { Parts } from './parts.ts';
import { type DatedEntry, LEDGER_KEY, NO_SUBJECT, unsealLeaf } from './sealed-leaf.ts';

/** One leaf of the ledger, as its subject may read it. */
export interface ReadEntry extends DatedEntry {
  readonly leaf: number;
}

/**
 * What was recorded about a subject, oldest first, at most `limit` after the leaf `after`; about no one in particular when
 * `subject` is left out. Nothing once the subject is erased.
 */
export async function readEntries(
  { vault, keyring }: Parts,
  { subject = NO_SUBJECT, after = 0, limit = 100 }: { subject?: string; after?: number; limit?: number },
): Promise<ReadEntry[]> {
  const rows = await vault.query<{ leaf: string; body: Buffer; sealed: Buffer }>(
    `select d.leaf, l.body, d.sealed from leaf_details d join leaves l on l.id = d.leaf
      where d.subject = $1 and d.leaf > $2
        and not exists (select from subjects where id = $1 and tombstone is not null)
      order by d.leaf limit $3`,
    [subject, after, limit],
  );
  if (rows.length === 0) return [];
  const key =
    subject === NO_SUBJECT ? await keyring.systemKey('ledger') : (await keyring.find(subject, [LEDGER_KEY]))[0];
  if (!key) return [];
  return rows.map(({ leaf, body, sealed }) => ({ leaf: Number(leaf), ...unsealLeaf(key, subject, body, sealed) }));
}
