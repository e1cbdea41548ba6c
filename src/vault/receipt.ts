import type { Parts } from './parts.ts';
import type { ReadLeaf } from './read-leaves.ts';
import { entryIn, NO_SUBJECT, openLeaf } from './sealed-leaf.ts';

/** What somebody who was erased keeps of it. It leads to nobody: whoever has its id, has it. */
export interface Receipt {
  /** A random UUID. */
  readonly id: string;
  /** From when on everything was refused, in epoch milliseconds as all of these. */
  readonly refusedAt: number;
  /** When what was held was gone; `null` while it is being deleted. */
  readonly goneAt: number | null;
  /** When no backup could be read any more; until that is so, when it will be at the latest. */
  readonly backups: { readonly at: number; readonly isPlanned: boolean };
  /** The leaf of the ledger that says so. */
  readonly leaf: number | null;
}

/** The receipt with this id, a UUID. */
export async function readReceipt({ vault }: Pick<Parts, 'vault'>, id: string): Promise<Receipt | undefined> {
  const [row] = await vault.query<{
    refused_at: Date;
    gone_at: Date | null;
    backups_by: Date;
    backups_at: Date | null;
    leaf: string | null;
  }>('select refused_at, gone_at, backups_by, backups_at, leaf from erasures where id = $1', [id]);
  return (
    row && {
      id,
      refusedAt: row.refused_at.getTime(),
      goneAt: row.gone_at?.getTime() ?? null,
      backups: { at: (row.backups_at ?? row.backups_by).getTime(), isPlanned: row.backups_at === null },
      leaf: row.leaf === null ? null : Number(row.leaf),
    }
  );
}

/** The leaf that an erasure is on record with, opened; `undefined` until it is. */
export async function readErasureLeaf(
  { vault, keyring }: Pick<Parts, 'vault' | 'keyring'>,
  id: string,
): Promise<ReadLeaf | undefined> {
  const [row] = await vault.query<{ leaf: string; body: Buffer; sealed: Buffer }>(
    `select d.leaf, l.body, d.sealed from erasures e
      join leaf_details d on d.leaf = e.leaf and d.subject = $2 join leaves l on l.id = d.leaf where e.id = $1`,
    [id, NO_SUBJECT],
  );
  if (row === undefined) return undefined;
  const { body, sealed } = row;
  const opening = openLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, body, sealed);
  return { leaf: Number(row.leaf), subject: NO_SUBJECT, body, opening, ...entryIn(body, opening) };
}
