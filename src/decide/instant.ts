/** RFC 3339 with an offset, as far as a `Date` can hold it: no leap second. */
const RFC3339 = /^\d{4}-\d\d-(\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Epoch milliseconds of RFC 3339 text, such as `2027-03-01T10:00:00Z`; `NaN` for anything else. `Date.parse` alone would
 * take `2027`, `March 7` in the zone of the machine, and the thirtieth of February for a day of March.
 */
export function instantOf(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN;
  const day = RFC3339.exec(value)?.[1];
  if (day === undefined || (day > '28' && !isDayOfMonth(value))) return Number.NaN;
  return Date.parse(value);
}

function isDayOfMonth(text: string): boolean {
  const date = text.slice(0, 10);
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
