/** What starts the clocks of retention, from a statement about speakers at home and the reference. */
import { describe, expect, test } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { endedBy, endsAfterClosing, isOver, startedBy } from './endings.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const march = day('2027-03-01');
const ended = (kind: 'person' | 'household', life: Parameters<typeof endedBy>[2], now: string) =>
  [...endedBy(statement, kind, life, day(now))].sort();

describe('a system that was last connected in March', () => {
  const life = { connectedAt: march };

  test('is inactive 24 months later, and what it needs goes 30 days after', () => {
    expect(startedBy(statement, life)).toEqual({ 'system-inactive': day('2029-03-01') });
    expect(ended('household', life, '2029-03-30')).toEqual([]);
    expect(ended('household', life, '2029-03-31')).toEqual(['registration', 'system', 'tuning']);
    expect(isOver(statement, 'household', life, day('2029-03-30'))).toBe(false);
    expect(isOver(statement, 'household', life, day('2029-03-31'))).toBe(true);
  });

  test('ends sooner when its owner closes the account, and not later', () => {
    expect(ended('household', { ...life, closedAt: march }, '2027-03-31')).toEqual([
      'registration',
      'system',
      'tuning',
    ]);
    expect(ended('household', { ...life, closedAt: day('2029-06-01') }, '2029-03-31')).toHaveLength(3);
  });

  test('says nothing of its owner', () => {
    expect(ended('person', life, '2040-01-01')).toEqual([]);
  });
});

describe('an account that is closed in March', () => {
  const life = { closedAt: march };

  test('loses its password after a day, and itself after 30', () => {
    expect(ended('person', life, '2027-03-02')).toEqual(['sign-in']);
    expect(ended('person', life, '2027-03-31')).toEqual(['account', 'sign-in']);
    expect(isOver(statement, 'person', life, day('2027-03-30'))).toBe(false);
    expect(isOver(statement, 'person', life, day('2027-03-31'))).toBe(true);
  });

  test('is told so before', () => {
    expect(endsAfterClosing(statement, march)).toEqual({
      account: day('2027-03-31'),
      'sign-in': day('2027-03-02'),
      registration: day('2027-03-31'),
      system: day('2027-03-31'),
      tuning: day('2027-03-31'),
    });
  });
});

test('of whom nothing is known, nothing ends', () => {
  expect(startedBy(statement, {})).toEqual({});
  expect(isOver(statement, 'person', {}, day('2099-01-01'))).toBe(false);
});
