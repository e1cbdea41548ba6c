import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after as endOf, inDays, isSpan, parseSpan } from './span.ts';

const at = (text: string) => Date.parse(text);
const text = (instant: number) => new Date(instant).toISOString();

const unit = fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'year');
const span = fc.tuple(fc.integer({ min: 1, max: 400 }), unit).map(([count, unit]) => `${count} ${unit}s`);
const calendar = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom('month', 'year'))
  .map(([count, unit]) => ({ months: unit === 'year' ? 12 * count : count, span: `${count} ${unit}s` }));
const instant = fc.integer({ min: at('1970-01-01T00:00:00Z'), max: at('2200-01-01T00:00:00Z') });

describe('a span', () => {
  it.each([
    ['30 days', 30, 'day'],
    ['1 month', 1, 'month'],
    ['7 years', 7, 'year'],
    ['1 weeks', 1, 'week'],
  ])('%s is read', (written, count, unit) => {
    expect(parseSpan(written)).toEqual({ count, unit });
    expect(isSpan(written)).toBe(true);
  });

  it.each([
    '',
    '30',
    'days',
    '30days',
    '30  days',
    ' 30 days',
    '30 days ',
    '0 days',
    '-1 days',
    '1.5 days',
    '1e3 days',
    '0x10 days',
    '030 days',
    '+30 days',
    '30 Days',
    '30 dayss',
    '30 fortnights',
    '30 days\n',
    '1001 years',
    '99999999999999999999 minutes',
  ])('%j is not one', (written) => {
    expect(() => parseSpan(written)).toThrow(RangeError);
    expect(isSpan(written)).toBe(false);
  });

  it('says which text it could not read, and how to write it', () => {
    expect(() => parseSpan('a month')).toThrow('`a month` is not a span of time; write, for example, `30 days`');
  });
});

describe('the end of a span', () => {
  it.each([
    ['2026-01-15T08:30:00.250Z', '1 month', '2026-02-15T08:30:00.250Z'],
    ['2026-01-31T08:30:00.000Z', '1 month', '2026-02-28T23:59:59.999Z'],
    ['2028-01-31T08:30:00.000Z', '1 month', '2028-02-29T23:59:59.999Z'],
    ['2028-02-29T08:30:00.000Z', '1 year', '2029-02-28T23:59:59.999Z'],
    ['2028-02-29T08:30:00.000Z', '4 years', '2032-02-29T08:30:00.000Z'],
    ['2026-11-30T00:00:00.000Z', '13 months', '2027-12-30T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', '2 months', '2027-02-28T23:59:59.999Z'],
    ['2026-02-27T12:00:00.000Z', '2 days', '2026-03-01T12:00:00.000Z'],
    ['2026-03-29T00:30:00.000Z', '3 hours', '2026-03-29T03:30:00.000Z'],
    ['1969-12-31T23:00:00.000Z', '1 month', '1970-01-31T23:00:00.000Z'],
  ])('%s and %s make %s', (from, span, end) => {
    expect(text(endOf(at(from), span))).toBe(end);
  });

  it('is a date or a fault, and never a number that no comparison stops', () => {
    expect(() => endOf(8.64e15, '1 day')).toThrow(RangeError);
    expect(() => endOf(8.64e15, '1 month')).toThrow(RangeError);
    expect(() => endOf(Number.NaN, '1 day')).toThrow(RangeError);
  });

  it('is after its beginning', () => {
    fc.assert(fc.property(instant, span, (from, span) => endOf(from, span) > from));
  });

  it('lies in the month that was meant, however short it is', () => {
    fc.assert(
      fc.property(instant, calendar, (from, { months, span }) => {
        const begins = new Date(from);
        const ends = new Date(endOf(from, span));
        const passed =
          12 * (ends.getUTCFullYear() - begins.getUTCFullYear()) + ends.getUTCMonth() - begins.getUTCMonth();
        expect(passed).toBe(months);
        expect(ends.getUTCDate()).toBeLessThanOrEqual(begins.getUTCDate());
      }),
    );
  });

  it('keeps the time of day where the month has the day', () => {
    fc.assert(
      fc.property(instant, calendar, (from, { span }) => {
        const end = endOf(from, span);
        if (new Date(end).getUTCDate() === new Date(from).getUTCDate()) {
          expect(text(end).slice(10)).toBe(text(from).slice(10));
        } else expect(text(end).slice(10)).toBe('T23:59:59.999Z');
      }),
    );
  });

  it('never comes earlier for what came later', () => {
    const close = fc.tuple(instant, fc.integer({ min: 0, max: 4 * 86_400_000 }));
    fc.assert(
      fc.property(close, span, ([from, gap], span) => endOf(from, span) <= endOf(from + gap, span)),
      { numRuns: 2_000, examples: [[[at('2026-01-30T23:00:00Z'), 2 * 3_600_000], '1 months']] },
    );
  });

  it('never comes earlier for a longer span of one unit', () => {
    fc.assert(
      fc.property(instant, unit, fc.integer({ min: 1, max: 300 }), (from, unit, count) => {
        expect(endOf(from, `${count} ${unit}s`)).toBeLessThan(endOf(from, `${count + 1} ${unit}s`));
      }),
    );
  });
});

describe('the usual length', () => {
  it('orders spans of different units', () => {
    const ordered = ['90 minutes', '1 day', '1 week', '4 weeks', '30 days', '1 month', '31 days', '1 year', '366 days'];
    expect([...ordered].sort((a, b) => inDays(a) - inDays(b))).toEqual(ordered);
  });

  it('is within three days of the real one for a year', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 12 }), (from, months) => {
        const real = (endOf(from, `${months} months`) - from) / 86_400_000;
        expect(Math.abs(real - inDays(`${months} months`))).toBeLessThan(3);
      }),
    );
  });
});
