import { expect, test } from 'vitest';
import { endedBy, leaseOf, parseDirective, parseReceipt, retryAfter } from './wire.ts';

const HOUR = 60 * 60_000;
const NOON = Date.UTC(2026, 2, 1, 12);
const sent = {
  generation: 3,
  statement: { id: 'home', hash: 'h1' },
  until: '2026-03-02T12:00:00Z',
  events: { volume: ['level'] },
  withheld: { playback: 'choices.usage-data' },
};

test('a directive is obeyed until its end by the clock of the service, and never longer than a day', () => {
  expect(leaseOf('2026-03-01T15:00:00Z', NOON)).toBe(3 * HOUR);
  expect(leaseOf('2026-04-01T12:00:00Z', NOON)).toBe(24 * HOUR);
  expect(leaseOf('2026-02-28T12:00:00Z', NOON)).toBe(0);
  expect(leaseOf(null, NOON)).toBe(24 * HOUR);
  expect(leaseOf('2026-03-01T15:00:00Z', Number.NaN)).toBe(24 * HOUR);
});

test('a directive is read as it was sent', () => {
  expect(parseDirective(JSON.stringify(sent))).toEqual(sent);
});

test.each([
  ['no JSON', '<html>'],
  ['a list', '[]'],
  ['no generation', JSON.stringify({ ...sent, generation: undefined })],
  ['a generation that is no whole number', JSON.stringify({ ...sent, generation: 1.5 })],
  ['no time', JSON.stringify({ ...sent, until: 'soon' })],
  ['no statement', JSON.stringify({ ...sent, statement: 'home' })],
  ['a wildcard for fields', JSON.stringify({ ...sent, events: { volume: '*' } })],
  ['a field without a name', JSON.stringify({ ...sent, events: { volume: [7] } })],
])('%s is no directive', (_, text) => {
  expect(parseDirective(text)).toBeUndefined();
});

test('only an answer that counts what it received acknowledges', () => {
  expect(parseReceipt('{"received":0}')).toEqual({ generation: undefined });
  expect(parseReceipt('{"received":2,"generation":4}')).toEqual({ generation: 4 });
  for (const text of ['{}', '', 'null', '[]', '<h1>Sign in</h1>']) expect(parseReceipt(text)).toBeUndefined();
});

test('only a 401 that says so ends the service', async () => {
  const answer = (status: number, code: string) => endedBy(new Response(JSON.stringify({ code }), { status }));
  expect(await answer(401, 'revoked')).toBe('revoked');
  expect(await answer(401, 'not-registered')).toBe('not-registered');
  expect(await answer(401, 'constructor')).toBeUndefined();
  expect(await answer(503, 'revoked')).toBeUndefined();
});

test('a wait is asked for in seconds or as a date, and kept for an hour at most', () => {
  const asked = (value: string) =>
    retryAfter(new Response('', { headers: { 'retry-after': value, date: new Date(NOON).toUTCString() } }));
  expect(asked('120')).toBe(120_000);
  expect(asked(new Date(NOON + 90_000).toUTCString())).toBe(90_000);
  expect(asked('999999999')).toBe(HOUR);
  expect(asked(new Date(NOON - HOUR).toUTCString())).toBe(0);
  expect(asked('whenever')).toBe(0);
  expect(retryAfter(new Response(''))).toBe(0);
});
