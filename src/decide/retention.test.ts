/** When things end, from a statement about speakers at home. */
import { describe, expect, test } from 'vitest';
import type { Statement } from '../statement/statement.ts';
import { household } from '../testing/household-statement.ts';
import { endOf, holdsForDays, seenUntil } from './retention.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const written = (end: ReturnType<typeof endOf>) => (end === 'open' ? end : new Date(end).toISOString().slice(0, 10));
const march = day('2027-03-01');

const kept = (survey: Partial<Statement['keep'][string]>, longerThan?: '30 days' | '2 years'): Statement => {
  const firm = household.words.sources['survey-firm']!;
  const forbids = { ...firm.forbids, ...(longerThan && { longerThan }) };
  return {
    ...(household as Statement),
    words: { ...household.words, sources: { 'survey-firm': { ...firm, forbids } } },
    keep: { ...household.keep, survey: { ...household.keep.survey!, ...survey } },
  };
};
const untilClosed = { for: '1 year', after: 'closed' } as const;
const given = { source: 'survey-firm' };

describe('what was collected in March is held', () => {
  test('for its time', () => expect(written(endOf(kept({}), 'survey', march))).toBe('2028-03-01'));

  test.each([
    ['for the time of its source, where that is shorter', '30 days', '2027-03-31'],
    ['for its own time, where the source would allow more', '2 years', '2028-03-01'],
  ] as const)('%s', (_, longerThan, end) => {
    expect(written(endOf(kept({}, longerThan), 'survey', march, given))).toBe(end);
  });

  test('whatever a source says of what others gave', () => {
    expect(written(endOf(kept({}, '30 days'), 'survey', march))).toBe('2028-03-01');
  });

  test('openly, while what ends it has not happened', () => {
    expect(endOf(kept(untilClosed), 'survey', march)).toBe('open');
    expect(endOf(kept(untilClosed), 'survey', march, { started: { moved: march } })).toBe('open');
    expect(endOf(kept(untilClosed), 'survey', march, given)).toBe('open');
  });

  test('for the time of its source, though what ends it has not happened', () => {
    expect(written(endOf(kept(untilClosed, '30 days'), 'survey', march, given))).toBe('2027-03-31');
  });

  test('from the day on which what ends it happened', () => {
    const started = { closed: day('2030-06-15') };
    expect(written(endOf(kept(untilClosed), 'survey', march, { started }))).toBe('2031-06-15');
    expect(written(endOf(kept(untilClosed, '2 years'), 'survey', march, { ...given, started }))).toBe('2029-03-01');
  });

  test('never without an end', () => {
    for (const category of ['dreams', 'voice', 'constructor'])
      expect(() => endOf(kept({}), category, march)).toThrow(
        new RangeError(`\`${category}\` has no retention, so it cannot be held`),
      );
  });
});

test('spans compare in days, and what is not held has none', () => {
  expect(holdsForDays(kept({ for: '30 days' }), 'survey')).toBe(30);
  expect(holdsForDays(kept({}), 'dreams')).toBeUndefined();
});

describe('what happened in March is seen', () => {
  const { improve, play } = household.use;
  const statement: Statement = {
    ...(household as Statement),
    use: {
      ...household.use,
      improve: { ...improve!, needsOf: { snapshot: '30 days', survey: 'while held' } },
      self: { ...play!, needs: '1 day' },
    },
  };

  test.each([
    ['for as long as the purpose needs what it uses', 'improve', 'usage', '2028-03-01'],
    ['for as long as it needs that category', 'improve', 'snapshot', '2027-03-31'],
    ['while it is held, where it needs it so long', 'improve', 'survey', 'open'],
    ['while it is held, by a purpose without a limit', 'play', 'usage', 'open'],
    ['while it is held, by the person it is about', 'self', 'usage', 'open'],
  ])('%s', (_, purpose, category, end) => {
    expect(written(seenUntil(statement, purpose, category, march))).toBe(end);
  });
});
