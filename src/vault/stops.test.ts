import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshVault, firstStatement, freshVault } from '../testing/vault.ts';

let fresh: FreshVault;
beforeAll(async () => {
  fresh = await freshVault();
});
afterAll(() => fresh.stop());

const leaf = { kind: 'collection-stopped', detail: { data: 'activity' } };

test('a commit that was decided under another number of stops writes nothing, and learns the number', async () => {
  const { vault } = fresh;
  const subject = await vault.createSubject({ kind: 'person' });
  const commit = (stops: number) =>
    vault.commit({
      subject,
      expected: { generation: 1, statement: firstStatement.hash, stops },
      segments: [],
      facts: [{ category: 'account', product: '', values: { name: `of ${stops}` } }],
      figures: [],
      consume: [],
      leaf: { kind: 'collected', detail: {} },
    });
  expect((await commit(0)).kind).toBe('stored');
  expect(await vault.stops.set('activity', 'stopped', leaf)).toBe(true);
  expect(await vault.stops.set('activity', 'stopped', leaf)).toBe(false);
  expect(await commit(0)).toMatchObject({ kind: 'moved', standing: { generation: 1, stops: 1 } });
  expect((await vault.readFacts(subject)).map(({ values }) => values)).toEqual([{ name: 'of 0' }]);
  expect((await commit(1)).kind).toBe('stored');
  await vault.stops.set('activity', 'on', leaf);
  expect((await commit(1)).kind).toBe('moved');
  expect((await vault.readStanding(subject))?.stops).toBe(2);
});

test('of many who stop the same at the same moment one does', async () => {
  const { vault } = fresh;
  const { n, all } = await vault.stops.read();
  expect(all).toEqual([]);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, k) => vault.stops.set(`kind-${k % 2}`, 'stopped', leaf)),
  );
  expect(many.filter(Boolean)).toHaveLength(2);
  expect(await vault.stops.read()).toEqual({
    n: n + 2,
    all: ['kind-0', 'kind-1'].map((data) => ({ data, since: fresh.clock.now })),
  });
});
