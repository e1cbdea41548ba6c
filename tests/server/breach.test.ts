/** A drill for a bad day: whom it would concern, counted from what is held. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let eli: TestStaff;
let began: number;
const HOUR = 60 * 60_000;
const iso = (instant: number) => new Date(instant).toISOString();

beforeAll(async () => {
  house = await openTestWorld();
  began = house.clock.now;
  // Ada has a home in which music plays, Ben a home that is silent, and Cem none.
  const [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben'), await house.signUp('Cem')];
  const kitchen = await ada.product(await ada.household(), 'Kitchen');
  await ben.household();
  house.clock.now += HOUR;
  const at = iso(house.clock.now);
  await kitchen.collect([{ event: 'volume', at, data: { volume: 33, room: 'Kitchen' } }]);
  house.clock.now += HOUR;
  eli = await hire(house, 'eli', 'engineer');
});
afterAll(() => house.close());

const hours = () => ({ from: iso(began), to: iso(house.clock.now), found: iso(house.clock.now) });
const drill = (what: string, name: string, more: object = {}) =>
  eli.ask('POST', '/v1/staff/breach', { what, name, ...hours(), ...more });

describe('a drill', () => {
  it('about a table counts who has something there, and the owners of homes among them', async () => {
    const { body } = await drill('table', 'segments');
    expect(body).toMatchObject({ readable: false, people: 1, households: 1, visitors: 0 });
    expect(body.categories).toEqual([
      { category: 'activity', says: expect.any(String), n: 1 },
      // That her product was registered.
      { category: 'system', says: expect.any(String), n: 1 },
    ]);
    expect((await drill('table', 'accounts')).body).toMatchObject({ readable: true, people: 3, categories: [] });
  });

  it('counts what there was by the end of the hours', async () => {
    const by = async (to: number) => (await drill('table', 'segments', { from: iso(began - HOUR), to: iso(to) })).body;
    expect((await by(began + HOUR - 1)).categories).toMatchObject([{ category: 'system', n: 1 }]);
    expect(await by(began - 1)).toMatchObject({ people: 0, households: 0, categories: [] });
  });

  it('about the epoch key is about everybody; about the key of the ledger, about nobody', async () => {
    expect((await drill('key', 'epoch')).body).toMatchObject({ people: 3, households: 2 });
    expect((await drill('key', 'ledger')).body).toMatchObject({ people: 0, households: 0, categories: [] });
  });

  it('about a recipient is about nobody as long as nothing was sent there', async () => {
    expect((await drill('recipient', 'music-service')).body).toMatchObject({ readable: true, people: 0 });
  });

  it('says by when the authority is told: 72 hours from when it was found', async () => {
    const { body } = await drill('table', 'facts');
    expect(Date.parse(body.tellBy) - house.clock.now).toBe(72 * HOUR);
  });

  it('refuses what is no key, table or recipient, and hours that end before they begin', async () => {
    for (const [what, name] of [
      ['table', 'pg_authid'],
      ['table', 'constructor'],
      ['key', 'toString'],
      ['recipient', '__proto__'],
    ] as const)
      expect((await drill(what, name)).body.code).toBe('not-accepted');
    expect((await drill('table', 'facts', { to: iso(began - 1) })).body.code).toBe('malformed-request');
    expect((await drill('table', 'facts', { found: 'soon' })).body.code).toBe('malformed-request');
  });

  it('is in the ledger, with its numbers and nobody’s data', async () => {
    const { query } = house.world.database;
    const count = async () => Number((await query<{ n: string }>('select count(*) as n from leaves'))[0]!.n);
    const before = await count();
    await drill('table', 'segments');
    expect(await count()).toBe(before + 1);
  });
});
