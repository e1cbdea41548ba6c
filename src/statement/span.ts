/** Lengths of time as people write them: `'30 days'`, `'13 months'`, `'7 years'`. */
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type Span = `${number} ${Unit}` | `${number} ${Unit}s`;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIXED: Partial<Record<Unit, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY, week: 7 * DAY };
const WRITTEN = /^([1-9]\d*) (minute|hour|day|week|month|year)s?$/;
/** A thousand years: what is longer is a slip, and could run past the last day that a date can hold. */
const LONGEST = 365_250;

/** The count and unit of a span. Throws a `RangeError` on anything else, and on more than a thousand years. */
export function parseSpan(span: string): { count: number; unit: Unit } {
  const [, number, unit] = WRITTEN.exec(span) ?? [];
  if (number === undefined) throw new RangeError(`\`${span}\` is not a span of time; write, for example, \`30 days\``);
  // Sound: the pattern lists the units.
  const parsed = { count: Number(number), unit: unit as Unit };
  if (usualDays(parsed) > LONGEST) throw new RangeError(`\`${span}\` is longer than a thousand years`);
  return parsed;
}

/** Whether a text is a span. */
export function isSpan(text: string): text is Span {
  try {
    parseSpan(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant one span after another, both in epoch milliseconds, by the UTC calendar. Where the month has no
 * such day, it is the last millisecond of the month's last day (Regulation 1182/71, article 3(2)(c)): a promise
 * never grows longer because a month is short, and what came later never ends earlier.
 * Throws a `RangeError` past the last day that a date can hold.
 */
export function after(instant: number, span: string): number {
  const { count, unit } = parseSpan(span);
  const fixed = FIXED[unit];
  const end =
    fixed === undefined ? afterMonths(instant, unit === 'year' ? 12 * count : count) : instant + count * fixed;
  if (Number.isNaN(new Date(end).getTime())) throw new RangeError(`no date can hold ${span} after ${instant}`);
  return end;
}

function afterMonths(instant: number, months: number): number {
  const from = new Date(instant);
  const end = new Date(instant);
  end.setUTCMonth(from.getUTCMonth() + months);
  // A day that the month lacks has rolled over into the next one.
  if (end.getUTCDate() === from.getUTCDate()) return end.getTime();
  return Date.UTC(end.getUTCFullYear(), end.getUTCMonth()) - 1;
}

/** A span's usual length in days (a month is 30.44, a year 365.25), to compare spans; never to compute an end. */
export function inDays(span: string): number {
  return usualDays(parseSpan(span));
}

function usualDays({ count, unit }: { count: number; unit: Unit }): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) return (count * fixed) / DAY;
  return count * (unit === 'year' ? 365.25 : 30.4375);
}
