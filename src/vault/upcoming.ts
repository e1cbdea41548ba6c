import { dayOf, type ExpiryDay, fromDate } from './expiry.ts';
import type { Parts } from './parts.ts';

/** What is held of a category about everybody, and when the next of it goes. */
export interface Upcoming {
  readonly category: string;
  /** Events, and facts. */
  readonly n: number;
  /** The next day on which some of it goes; `open` where that depends on an ending. */
  readonly next: ExpiryDay;
  /** The last. */
  readonly last: ExpiryDay;
}

/** What is held, by category. It looks at every row, so it is for people, not for a page that is asked for often. */
export async function upcoming({ vault, clock }: Pick<Parts, 'vault' | 'clock'>): Promise<Upcoming[]> {
  const rows = await vault.query<{ category: string; n: string; next: string; last: string }>(
    `select category, sum(n)::text as n, min(ends)::text as next, max(ends)::text as last from (
        select category, sum(events) as n, min(expires_on) as ends from segments where expires_on > $1 group by category, expires_on
        union all select category, count(*), date '9999-12-31' from facts group by category) held
      group by category order by category`,
    [dayOf(clock())],
  );
  return rows.map(({ category, n, next, last }) => ({
    category,
    n: Number(n),
    next: fromDate(next),
    last: fromDate(last),
  }));
}
