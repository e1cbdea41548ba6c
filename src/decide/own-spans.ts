/**
 * How long a person lets a category be held, within what the statement says. It is kept as a limit is, under a name that no
 * statement can give; what comes in afterwards ends by it, and what was there is not seen past it.
 */
import type { Statement } from '../statement/statement.ts';
import { endOf } from './retention.ts';

/** In days. A closed list, so that a span tells nothing of who set it. */
export const OWN_SPANS = [7, 30, 90, 180, 365] as const;
export type OwnSpan = (typeof OWN_SPANS)[number];

/** Stands beside every span that is set, so that whose data ends by one is found. */
export const SHORTENED = ':shorter';
export const shortened = (category: string, days: OwnSpan): string => `${SHORTENED} ${category} ${days}`;

const DAY = 86_400_000;

interface Choices {
  readonly [choice: string]: { readonly state: 'on' | 'off'; readonly since: number };
}

/** What somebody set for a category, in days. */
export const ownSpan = (choices: Choices, category: string): OwnSpan | undefined =>
  OWN_SPANS.find((days) => choices[shortened(category, days)]?.state === 'on');

/** The instant from which what happened at an instant is not held any more (epoch milliseconds): never a moment longer than so many days. */
export const endsBySpan = (days: OwnSpan, happened: number): number => (Math.floor(happened / DAY) + days) * DAY;

/** The instant before which, at another, what happened is not held any more by such a span. */
export const heldFrom = (days: OwnSpan, now: number): number => (Math.floor(now / DAY) - days + 1) * DAY;

/** Whether a category may be held for so many days only: what is not needed for products to work, and would be held longer. */
export function mayShorten(statement: Statement, category: string, days: OwnSpan): boolean {
  const { functional, current } = statement.words.data[category] ?? {};
  if (functional || current) return false;
  const end = endOf(statement, category, 0);
  return end === 'open' || end > days * DAY;
}
