/**
 * The day on which data ends, `YYYY-MM-DD` (UTC), or `open` where its end is not known yet. From the first moment of that
 * day on nothing of it is opened: it is the day in which its time runs out, so that a promise never grows longer.
 */
export type ExpiryDay = string;

/** How `open` stands in the database: later than any day. */
export const OPEN_DAY = '9999-12-31';

/** The UTC day of an instant. */
export const dayOf = (instant: number): ExpiryDay => new Date(instant).toISOString().slice(0, 10);

/** The month that a key belongs to: `YYYY-MM`, or nothing for data whose end is open. */
export const monthOf = (day: ExpiryDay): string => (day === 'open' ? '' : day.slice(0, 7));

export const toDate = (day: ExpiryDay): string => (day === 'open' ? OPEN_DAY : day);
export const fromDate = (date: string): ExpiryDay => (date === OPEN_DAY ? 'open' : date);
