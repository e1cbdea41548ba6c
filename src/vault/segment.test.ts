import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, encodeSegment, type Json, type StoredEvent } from './segment.ts';

const generation = 3;
const back = (events: StoredEvent[]) => decodeSegment(encodeSegment(events), generation);

/** Any JSON, but for negative zero, which JSON has no text for. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
const instant = fc.integer({ min: -4e15, max: 4e15 });
const name = fc.constantFrom('volume', 'room', '', '__proto__', 'constructor', 'toString', '0');
const data = fc.oneof(
  json,
  fc.dictionary(name, json).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);
const event = fc.record({
  event: fc.constantFrom('play', 'pause', '["volume"]', ''),
  at: instant,
  generation: fc.constant(generation),
  data,
});

test('any events come back as they were', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      expect(JSON.stringify(back(events))).toBe(JSON.stringify(events));
    }),
    { numRuns: 500 },
  );
});

test('a member that is missing, one that is null and one that is empty stay apart', () => {
  const events = [{}, { room: null }, { room: '' }, { room: [] }, { room: {} }, null, []].map((data, k) => ({
    event: 'play',
    at: k,
    generation,
    data,
  }));
  expect(back(events)).toStrictEqual(events);
});

test('a member called `__proto__` is a member and changes no prototype', () => {
  const data = JSON.parse('{"__proto__": {"admin": true}}') as Json;
  const [read] = back([{ event: 'play', at: 1, generation, data }]);
  expect(Object.getPrototypeOf(read!.data)).toBe(Object.prototype);
  expect(Object.keys(read!.data as object)).toEqual(['__proto__']);
});

test('an event takes at most half the bytes of its JSON, from a dozen on', () => {
  for (const count of [12, 50, 200]) {
    const events = Array.from({ length: count }, (_, k) => ({
      event: k % 3 === 0 ? 'play' : 'volume',
      at: 1_790_000_000_000 + k * 5_137,
      generation,
      data: {
        command: k % 3 === 0 ? 'play' : 'volume',
        room: ['Kitchen', 'Bath', 'Living room'][(k * 5) % 3]!,
        volume: (k * 37) % 101,
        service: 'hummingbird',
        container: `playlist:${(k * 631) % 40}`,
        track: `track:${(k * 7_919_317).toString(36)}`,
      },
    }));
    const plain = events.reduce((sum, one) => sum + JSON.stringify(one.data).length, 0);
    expect(encodeSegment(events).length / plain).toBeLessThanOrEqual(0.5);
  }
});
