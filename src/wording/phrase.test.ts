import { expect, test } from 'vitest';
import { statement } from '../../statements/corner-shop/statement.ts';
import { conditionWords, dateWords, listWords, sentence, spanWords } from './phrase.ts';

test('spans read as people say them', () => {
  expect(['1 months', '13 months', '24 hours', '1 week'].map(spanWords)).toEqual([
    '1 month',
    '13 months',
    '24 hours',
    '1 week',
  ]);
});

test('lists end with a word, and take semicolons where an item has a comma', () => {
  expect(listWords([])).toBe('');
  expect(listWords(['a'])).toBe('a');
  expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listWords(['a, or b', 'c'], 'or')).toBe('a, or b; or c');
});

test('a sentence has a capital and one end', () => {
  expect(sentence('it is so')).toBe('It is so.');
  expect(sentence('Is it so?')).toBe('Is it so?');
});

test('conditions read in plain words', () => {
  const facts = {
    age: { says: 'your age', type: 'number' },
    open: { says: 'the shop is open', type: 'flag' },
  } as const;
  const known = { ...statement, words: { ...statement.words, facts } };
  const words = conditionWords(known, { all: [{ fact: 'open', is: true }, { not: { fact: 'age', below: 18 } }] });
  expect(words).toBe('the shop is open and it is not so that your age is below 18');
});

test('dates read as people say them', () => {
  expect([dateWords('2017-08-01'), dateWords('2026-12-31')]).toEqual(['1 August 2017', '31 December 2026']);
});
