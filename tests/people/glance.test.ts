import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let kitchen: TestProduct;
beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  kitchen = await ada.product(await ada.household(), 'Kitchen');
});
afterAll(() => house.close());

const moment = () => new Date(house.clock.now).toISOString();
const volume = () => ({ event: 'volume', at: moment(), data: { volume: 33, room: 'Kitchen' } });
const counted = async (who = ada) => {
  const { months } = (await who.ask('GET', '/v1/me/glance')).body as {
    months: { month: string; category: string; events: number }[];
  };
  return months.filter(({ category }) => category === 'activity').map(({ month, events }) => [month, events] as const);
};

describe('a person at a glance', () => {
  it('is told how much is held, by category and month, and nobody else is', async () => {
    await kitchen.collect([volume(), volume()]);
    house.clock.now += 31 * 24 * 60 * 60_000;
    await kitchen.collect([volume()]);
    ada = { ...ada, ...(await again(ada)) };
    expect(await counted()).toEqual([
      ['2027-03', 2],
      ['2027-04', 1],
    ]);
    const { months, words, disclosures } = (await ada.ask('GET', '/v1/me/glance')).body;
    expect(months).toContainEqual({ month: '2027-03', category: 'system', events: 1 });
    expect(words.categories.activity).toBe('what you play and command, in which rooms, product by product');
    expect(disclosures).toEqual([]);
    expect(await counted(await house.signUp('Ben'))).toEqual([]);
  });

  it('is told of nothing that they deleted, until they have it back', async () => {
    const before = await counted();
    const [newest] = (await ada.ask('GET', '/v1/me/data?category=activity&limit=1')).body.items;
    const one = (await ada.ask('POST', '/v1/me/deletions', { item: newest.id })).body.id;
    expect(await counted()).toEqual([['2027-03', 2]]);
    await ada.ask('DELETE', `/v1/me/deletions/${one}`);
    expect(await counted()).toEqual(before);
    const [from, to] = ['2027-03-01T00:00:00Z', '2027-03-31T00:00:00Z'];
    await ada.ask('POST', '/v1/me/deletions', { category: 'activity', from, to });
    expect(await counted()).toEqual([['2027-04', 1]]);
    await ada.ask('POST', '/v1/me/deletions', { category: 'performance' });
    expect(await counted()).toEqual([['2027-04', 1]]);
    await ada.ask('POST', '/v1/me/deletions', { category: 'activity' });
    expect(await counted()).toEqual([]);
    await kitchen.collect([{ ...volume(), at: new Date(house.clock.now + 60_000).toISOString() }]);
    house.clock.now += 60_000;
    await kitchen.collect([volume()]);
    expect((await counted()).at(-1)?.[0]).toBe('2027-04');
  });

  it('is told of what is held alone: not of what was withheld, nor of what has ended', async () => {
    const before = await counted();
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    await kitchen.collect([volume()]);
    expect(await counted()).toEqual(before);
    house.clock.now += 400 * 24 * 60 * 60_000;
    ada = { ...ada, ...(await again(ada)) };
    expect((await counted()).map(([month]) => month)).not.toContain('2027-03');
  });
});

async function again({ email, password }: TestPerson): Promise<Pick<TestPerson, 'token' | 'ask'>> {
  const { token } = (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body;
  return { token, ask: (method, path, body) => house.ask(method, path, { token, body }) };
}
