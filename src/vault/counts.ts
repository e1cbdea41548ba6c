import type { Parts } from './parts.ts';

/** The sums of the counts of every batch there ever was, by name. */
export async function counts({ vault }: Parts): Promise<{ [name: string]: number }> {
  const rows = await vault.query<{ name: string; n: string }>(
    `select name, sum(n)::text as n from (
        select c.key as name, c.value::bigint as n from batches, jsonb_each_text(counts) c
        union all select name, n from tallies) every_count
      group by name order by name`,
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
}

/**
 * Drops the batches received before an instant and keeps their counts. Their ids are forgotten: choose an instant from
 * before the longest time that a product may be offline.
 */
export async function foldBatches({ vault }: Parts, before: number): Promise<void> {
  await vault.query(
    `with dropped as (delete from batches where received_at < $1 returning counts)
      insert into tallies as t (name, n)
        select c.key, sum(c.value::bigint) from dropped, jsonb_each_text(counts) c group by c.key order by c.key
        on conflict (name) do update set n = t.n + excluded.n`,
    [new Date(before)],
  );
}
