import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts } from './accept.ts';
import { instantOf } from './instant.ts';

describe('an instant', () => {
  it.each([
    ['2027-03-01T10:00:00Z', '2027-03-01T10:00:00.000Z'],
    ['2027-03-01T10:00:00.5+01:00', '2027-03-01T09:00:00.500Z'],
    ['2028-02-29T23:59:59.999999999-00:00', '2028-02-29T23:59:59.999Z'],
    ['2027-12-31T00:00:00Z', '2027-12-31T00:00:00.000Z'],
  ])('%s is read', (text, same) => {
    expect(new Date(instantOf(text)).toISOString()).toBe(same);
    expect(accepts({ type: 'instant' })(text)).toBe(true);
  });

  it.each([
    '2027',
    '1',
    'March 7',
    '2027-03-01',
    '2027-03-01T10:00:00',
    '2027-03-01 10:00:00Z',
    '2027-03-01T10:00Z',
    '2027-02-30T10:00:00Z',
    '2027-02-29T10:00:00Z',
    '2027-04-31T10:00:00Z',
    '2027-03-00T10:00:00Z',
    '2027-13-01T10:00:00Z',
    '2027-03-01T24:00:00Z',
    '2027-03-01T10:60:00Z',
    '2027-03-01T10:00:00+25:00',
    '2027-03-01T10:00:00.Z',
    '2027-03-01T10:00:00.0123456789Z',
    '+002027-03-01T10:00:00Z',
    'Mon, 01 Mar 2027 10:00:00 GMT (Ada)',
    '2027-03-01T10:00:00Z\n',
    '２０２７-03-01T10:00:00Z',
    '',
    20_270_301,
    null,
    undefined,
    ['2027-03-01T10:00:00Z'],
  ])('%j is not one', (value) => {
    expect(instantOf(value)).toBeNaN();
    expect(accepts({ type: 'instant' })(value)).toBe(false);
  });

  it('is what every moment of four digits is written as', () => {
    const moment = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moment, (date) => instantOf(date.toISOString()) === date.getTime()));
  });
});
