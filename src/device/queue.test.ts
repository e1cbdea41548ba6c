import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batch, type Entry, Queue, type Sort } from './queue.ts';

const LIMITS = { events: 12, bytes: 1_200, ageMs: 100 };

type Move =
  | { readonly do: 'add'; readonly sort: Sort; readonly bytes: number }
  | { readonly do: 'next' | 'settle' | 'halve'; readonly sort: Sort }
  | { readonly do: 'withdraw' | 'age' };

const sort = fc.constantFrom<Sort>('essential', 'usage');
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('add'), sort, bytes: fc.integer({ min: 1, max: 300 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('next', 'settle', 'halve'), sort }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'age') }) },
);

test('the bounds hold, every event is accounted for once, and a batch under way never changes', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
      const queue = new Queue(LIMITS);
      const made = new Map<Batch, string>();
      let now = 0;
      let ids = 0;
      let added = 0;
      let sent = 0;
      const make = () => ({ id: `${++ids}`, generation: 1 });
      for (const one of moves) {
        now += 5;
        if (one.do === 'add') {
          const json = `${++added}`;
          queue.add({ event: 'e', fields: [], json, bytes: one.bytes, generation: 1, sort: one.sort, since: now });
        } else if (one.do === 'withdraw') queue.withdraw((entry) => entry.sort === 'essential');
        else if (one.do === 'age') queue.age(now);
        else if ('sort' in one) {
          const batch = queue.next(one.sort, now, make);
          if (batch && one.do === 'settle') {
            sent += batch.entries.length;
            queue.settle(batch);
          }
          if (batch && one.do === 'halve' && batch.entries.length > 1) queue.halve(batch, () => `${++ids}`);
        }
        for (const batch of queue.batches) {
          const text = JSON.stringify(batch);
          expect(made.get(batch) ?? text).toBe(text);
          made.set(batch, text);
        }

        const held = [...queue.batches.flatMap((batch) => batch.entries), ...queue.waiting];
        const lost = Object.values(queue.dropped).reduce((sum, count) => sum + count, 0);
        expect(held.length).toBe(queue.events);
        expect(held.length + lost + sent).toBe(added);
        expect(held.length).toBeLessThanOrEqual(LIMITS.events);
        expect(held.reduce((sum, entry) => sum + entry.bytes, 0)).toBeLessThanOrEqual(LIMITS.bytes);
        for (const lane of ['essential', 'usage'] as const) expect(inOrder(held, lane)).toBe(true);
      }
    }),
  );
});

function inOrder(held: readonly Entry[], lane: Sort): boolean {
  const times = held.filter((entry) => entry.sort === lane).map((entry) => entry.since);
  return times.every((time, index) => index === 0 || times[index - 1]! <= time);
}
