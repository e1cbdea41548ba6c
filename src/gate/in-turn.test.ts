import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('so many run at once, the others in their turn, and who would wait too long is turned away', async () => {
  const take = inTurn({ atOnce: 2, mostWaiting: 3 });
  let running = 0;
  const most = { running: 0 };
  const order: number[] = [];
  const work = (n: number, fails = false) =>
    take(async () => {
      running += 1;
      most.running = Math.max(most.running, running);
      await soon();
      running -= 1;
      order.push(n);
      if (fails) throw new Error(`work ${n} failed`);
      return n;
    });

  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((n) => work(n, n === 1)));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true, false, false]);
  expect(results[5]).toMatchObject({ reason: { code: 'too-busy' } });
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most.running).toBe(2);

  // All places are free again, also that of the one that failed.
  expect(await Promise.all([7, 8, 9, 10, 11].map((n) => work(n)))).toEqual([7, 8, 9, 10, 11]);
});
