import type { Check } from './diagnostic.ts';

export const notADate: Check = {
  code: 'S105',
  name: 'not-a-date',
  severity: 'error',
  summary: 'a date is none of the calendar',
  *check(statement) {
    const dates = [
      ['dated', statement.dated] as const,
      ...statement.signedOff.map(({ on }, index) => [`signedOff.${index + 1}`, on] as const),
    ];
    for (const [at, date] of dates) {
      if (isDate(date)) continue;
      yield { at, says: `\`${date}\` is not a day of the calendar`, help: 'write it as `2026-03-01`' };
    }
  },
};

/** `Date` rolls 30 February over to March, so the day must come back as it went in. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
