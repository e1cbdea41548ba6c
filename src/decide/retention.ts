/** When what is held must be gone. */
import { needOf } from '../statement/clause.ts';
import { after, inDays } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';

/** The instant (epoch milliseconds) from which it must not be held, or `open` while its clock has not started. */
export type End = number | 'open';

/**
 * The end of something collected at an instant (epoch milliseconds). Its category's clause decides; a source's
 * own limit can only bring the end nearer. `started` gives the instants of endings that have happened.
 * Throws a `RangeError` for a category without a clause: nothing without an end is ever held.
 */
export function endOf(
  statement: Statement,
  category: string,
  collected: number,
  { source, started = {} }: { source?: string | undefined; started?: { readonly [ending: string]: number } } = {},
): End {
  const clause = Object.hasOwn(statement.keep, category) ? statement.keep[category] : undefined;
  if (clause === undefined) throw new RangeError(`\`${category}\` has no retention, so it cannot be held`);
  const start = clause.after === 'collection' ? collected : started[clause.after];
  const own: End = start === undefined ? 'open' : after(start, clause.for);
  const limit = source === undefined ? undefined : statement.words.sources[source]?.forbids.longerThan;
  if (limit === undefined) return own;
  const limited = after(collected, limit);
  return own === 'open' ? limited : Math.min(own, limited);
}

/**
 * The instant from which a purpose no longer sees something that happened at an instant, though it may be held for
 * others; `open` where the purpose needs it as long as it is held. Seeing one's own is no purpose, and has no end.
 */
export function seenUntil(statement: Statement, purpose: string, category: string, happened: number): End {
  const clause = purpose !== 'self' && Object.hasOwn(statement.use, purpose) ? statement.use[purpose] : undefined;
  const need = clause === undefined ? 'while held' : needOf(clause, category);
  return need === 'while held' ? 'open' : after(happened, need);
}

/** The longest that a category can be held after its clock starts, in days; to compare, not to compute. */
export const holdsForDays = (statement: Statement, category: string): number | undefined => {
  const clause = statement.keep[category];
  return clause && inDays(clause.for);
};
