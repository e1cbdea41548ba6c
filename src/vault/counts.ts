import type { Parts } from './parts.ts';

/** The sums of the counts of every batch there ever was, by name. Exact at every moment. */
export async function counts({ vault }: Parts): Promise<{ [name: string]: number }> {
  const rows = await vault.query<{ name: string; n: string }>(
    `select name, sum(n)::text as n from (
        select c.key as name, c.value::bigint as n from batches b, jsonb_each_text(b.counts) c
          where b.xact >= (select up_to from tallied)
        union all select name, n from tallies) every_count
      group by name order by name`,
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
}

/** Sums up the counts of the batches since the last time, so that `counts` has few to read. Several processes may do so at once. */
export async function tallyBatches({ vault }: Parts): Promise<void> {
  await vault.query('select tally_batches()');
}

/**
 * Drops the batches received before an instant; their counts stay. Their ids are forgotten: choose an instant from before the
 * longest time that a product may be offline.
 */
export async function dropBatches(parts: Parts, before: number): Promise<void> {
  await tallyBatches(parts);
  await parts.vault.query('delete from batches where received_at < $1 and xact < (select up_to from tallied)', [
    new Date(before),
  ]);
}
