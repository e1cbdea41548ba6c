import { dayOf } from './expiry.ts';
import type { Parts } from './parts.ts';

/** How many events of a category came in during a month. */
export interface MonthCount {
  /** `2027-03`, UTC. */
  readonly month: string;
  readonly category: string;
  readonly events: number;
}

/**
 * Counts what is held of what happened, by the month in which it came in, oldest first. Nothing is opened: how many stand in
 * a segment is not sealed, nor when it came. What has expired is not counted, swept or not; nor is anything of who is gone, nor
 * what was deleted, where a time that was deleted is taken for the time in which things came in.
 */
export async function countEvents(
  { vault, clock }: Pick<Parts, 'vault' | 'clock'>,
  subjects: readonly string[],
): Promise<MonthCount[]> {
  const rows = await vault.query<{ month: string; category: string; events: string }>(
    `with known as (select greatest($2::date, through) as today from known_time)
    select to_char(came_at at time zone 'UTC', 'YYYY-MM') as month, category, sum(events - gone) as events
      from segments g join subjects s on s.id = g.subject and s.tombstone is null,
        lateral (select to_timestamp(('x' || translate(left(g.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
          as came_at) as came,
        lateral (select count(*) as gone from deletions d where d.subject = g.subject and d.state = 'pending'
          and d.scope -> 'item' ->> 'segment' = g.id::text) as single
      where g.subject = any ($1) and g.expires_on > (select today from known) and events > gone and not exists (
        select from deletions d where d.subject = g.subject and d.state <> 'undone' and not d.scope ? 'item'
          and coalesce(d.scope -> 'categories' ? g.category, true) and coalesce(d.scope ->> 'product' = g.product, true)
          and case when d.scope ? 'olderThan' then
            (came_at at time zone 'UTC' + (d.scope ->> 'olderThan')::interval)::date
              <= coalesce((to_timestamp((d.scope ->> 'asOf')::float8 / 1000) at time zone 'UTC')::date, (select today from known))
          else
            came_at <= d.made_at
            and coalesce(came_at >= to_timestamp((d.scope ->> 'from')::float8 / 1000), true)
            and coalesce(came_at < to_timestamp((d.scope ->> 'to')::float8 / 1000), true)
          end)
      group by 1, 2 order by 1, 2`,
    [subjects, dayOf(clock())],
  );
  return rows.map(({ events, ...row }) => ({ ...row, events: Number(events) }));
}
