/** Lengths of time as people write them: `'30 days'`, `'13 months'`, `'7 years'`. */
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type Span = `${number} ${Unit}` | `${number} ${Unit}s`;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIXED: Partial<Record<Unit, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY, week: 7 * DAY };
const UNITS: readonly string[] = ['minute', 'hour', 'day', 'week', 'month', 'year'] satisfies Unit[];

/** The count and unit of a span. Throws a `RangeError` on anything else, and on less than one whole unit. */
export function parseSpan(span: string): { count: number; unit: Unit } {
  const [number = '', word = '', ...rest] = span.split(' ');
  const unit = word.replace(/s$/, '');
  const count = Number(number);
  if (rest.length > 0 || !UNITS.includes(unit) || !Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`\`${span}\` is not a span of time; write, for example, \`30 days\``);
  }
  return { count, unit: unit as Unit };
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
 * The instant one span after another, both in epoch milliseconds, by the UTC calendar. A month after
 * 31 January is the last day of February: a promise never grows longer because a month is short.
 */
export function after(instant: number, span: string): number {
  const { count, unit } = parseSpan(span);
  const fixed = FIXED[unit];
  if (fixed !== undefined) return instant + count * fixed;
  const from = new Date(instant);
  const months = from.getUTCFullYear() * 12 + from.getUTCMonth() + (unit === 'year' ? 12 * count : count);
  const lastDay = new Date(Date.UTC(0, 0)).setUTCFullYear(Math.floor(months / 12), (months % 12) + 1, 0);
  const day = Math.min(from.getUTCDate(), new Date(lastDay).getUTCDate());
  const date = new Date(lastDay);
  date.setUTCDate(day);
  return date.getTime() + (from.getTime() - new Date(from).setUTCHours(0, 0, 0, 0));
}

/** A span's usual length in days (a month is 30.44, a year 365.25), to compare spans; never to compute an end. */
export function inDays(span: string): number {
  const { count, unit } = parseSpan(span);
  const fixed = FIXED[unit];
  if (fixed !== undefined) return (count * fixed) / DAY;
  return count * (unit === 'year' ? 365.25 : 30.4375);
}
