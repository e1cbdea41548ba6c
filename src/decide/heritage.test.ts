import { expect, it } from 'vitest';
import { secret, text } from '../statement/field.ts';
import type { Statement } from '../statement/statement.ts';
import { household } from '../testing/household-statement.ts';
import { heritageOf } from './heritage.ts';

const now: Statement = household;
const { usage } = now.words.data;
/** The same, with other fields of what is said about usage. */
const using = (says: string, fields: object): Statement => ({
  ...now,
  words: { ...now.words, data: { ...now.words.data, usage: { ...usage!, says, fields: { ...fields } } } },
});

it('a single version is its own heritage', () => {
  expect(heritageOf([now])).toBe(now);
});

it('what every version says is said by the newest, what it dropped by the last that had it', () => {
  const { survey: _, ...data } = now.words.data;
  const without: Statement = { ...now, id: 'without', words: { ...now.words, data } };
  const heritage = heritageOf([
    using('the oldest words', {}),
    using('older words', { mood: text('your mood', 9) }),
    without,
  ]);
  expect(heritage.id).toBe('without');
  expect(heritage.words.data.survey).toEqual(now.words.data.survey);
  expect(heritage.words.data.usage).toMatchObject({ says: usage!.says, fields: { mood: text('your mood', 9) } });
});

it('what was a secret once is never shown', () => {
  const heritage = heritageOf([using('', { code: secret('a code') }), using('', { code: text('a code', 9) })]);
  expect(heritage.words.data.usage!.fields.code).toEqual(secret('a code'));
});
