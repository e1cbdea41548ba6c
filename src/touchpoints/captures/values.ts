/**
 * Values in the statement's units. What does not read as expected is handed on as it is: the gate refuses it as a bad
 * value, and that is counted. Nothing is put right here.
 */

/** `0:05:18` → 318; fractions stay: `0:00:01.5` → 1.5. */
export function seconds(value: unknown): unknown {
  const match = typeof value === 'string' ? /^(\d{1,4}):([0-5]?\d):([0-5]?\d(?:\.\d{1,6})?)$/.exec(value) : null;
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : value;
}

/** `'12'` → 12. */
export const whole = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

/** `'1'` and `'true'` → true, `'0'` and `'false'` → false. */
export const flag = (value: unknown): unknown =>
  value === '1' || value === 'true' ? true : value === '0' || value === 'false' ? false : value;

/** Milliseconds → seconds. */
export const fromMilliseconds = (value: unknown): unknown => (typeof value === 'number' ? value / 1000 : value);

/** A word of the capture → the statement's. */
export const word =
  (words: { readonly [word: string]: string }) =>
  (value: unknown): unknown =>
    typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value;

/** RFC 3339 has a text for these and what is between them. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment in seconds or milliseconds since 1970 → RFC 3339. What is no moment stays what it is. */
export function moment(value: unknown, unit: 'seconds' | 'milliseconds'): string {
  const at = typeof value === 'number' ? value * (unit === 'seconds' ? 1000 : 1) : Number.NaN;
  return at >= FIRST && at <= LAST ? new Date(at).toISOString() : String(value);
}
