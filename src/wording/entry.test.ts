import { expect, test } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { entryWords } from './entry.ts';

test('an entry is told in the words of the statement, and one of an unknown kind by its name', () => {
  const books = {
    received: { events: 3 },
    stored: { 'collect.volume': { events: 2 } },
    refused: { unknown: { events: 1 } },
  };
  const touchpoint = 'registration';
  expect(entryWords(statement, { kind: 'collected', detail: { touchpoint, books } })).toBe(
    '3 events came from set-up: 2 kept and 1 refused.',
  );
  expect(
    entryWords(statement, { kind: 'chosen', detail: { choice: 'music-service/hummingbird', state: 'on' } }),
  ).toMatch(/\(hummingbird\) was turned on\.$/);
  expect(entryWords(statement, { kind: 'opened', detail: { purpose: 'self', categories: ['usage'] } })).toMatch(
    /was opened: you looked at it yourself\.$/,
  );
  expect(entryWords(statement, { kind: 'swept-clean', detail: {} })).toBe('Swept clean.');
});
