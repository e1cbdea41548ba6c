import type { Parts } from './parts.ts';
import { type DatedEntry, entryIn, LEDGER_KEY, openLeaf } from './sealed-leaf.ts';

/** One leaf of the ledger with its opening, as its subject may keep it. */
export interface ReadLeaf extends DatedEntry {
  readonly leaf: number;
  readonly subject: string;
  readonly body: Buffer;
  readonly opening: Buffer;
}

/** What was recorded about any of these subjects, oldest first, at most `limit` after the leaf `after`; not of the erased. */
export async function readLeaves(
  { vault, keyring }: Parts,
  { subjects, after = 0, limit = 100 }: { subjects: readonly string[]; after?: number; limit?: number },
): Promise<ReadLeaf[]> {
  const rows = await vault.query<{ leaf: string; subject: string; body: Buffer; sealed: Buffer }>(
    `select d.leaf, d.subject, l.body, d.sealed from leaf_details d join leaves l on l.id = d.leaf
      join subjects s on s.id = d.subject and s.tombstone is null
      where d.subject = any($1::uuid[]) and d.leaf > $2 order by d.leaf limit $3`,
    [subjects, after, limit],
  );
  const keys = new Map(
    await Promise.all(
      [...new Set(rows.map(({ subject }) => subject))].map(
        async (subject) => [subject, (await keyring.find(subject, [LEDGER_KEY]))[0]] as const,
      ),
    ),
  );
  return rows.flatMap(({ leaf, subject, body, sealed }) => {
    const key = keys.get(subject);
    if (key === undefined) return [];
    const opening = openLeaf(key, subject, body, sealed);
    return [{ leaf: Number(leaf), subject, body, opening, ...entryIn(body, opening) }];
  });
}
