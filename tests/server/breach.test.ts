/** A drill for a bad day: whom it would concern, counted from what is held. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import type { Vault } from '../../src/vault/vault.ts';

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

/** Nothing is sent by the product yet: this is the record that a sending of Ada’s home leaves. */
async function sentTo(recipient: string, categories: readonly string[]): Promise<void> {
  // Sound: the records are those of the vault.
  const vault = house.world.records as Vault;
  const { query } = house.world.database;
  const [row] = await query<{ id: string; generation: number }>(
    `select id, generation from subjects where id in (select subject from segments where category = 'activity')`,
  );
  const { id: subject, generation } = row!;
  await vault.recordOpening({
    subject,
    expected: { generation, statement: house.world.hash },
    leaf: { kind: 'disclosed', detail: { recipient, clause: 'share.listening', categories } },
  });
}

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

  it('can be about every table that has something of somebody', async () => {
    const { query } = house.world.database;
    const found = await query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'subject'
        where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace`,
    );
    expect(found.length).toBeGreaterThan(10);
    const offered = (await eli.ask('GET', '/v1/staff/breach')).body.tables.map(({ name }: { name: string }) => name);
    expect(offered.sort()).toEqual(found.map(({ name }) => name).sort());
    for (const name of offered) expect((await drill('table', name)).status).toBe(200);
  });

  it('counts what there was by the end of the hours', async () => {
    const by = async (to: number) => (await drill('table', 'segments', { from: iso(began - HOUR), to: iso(to) })).body;
    expect((await by(began + HOUR - 1)).categories).toMatchObject([{ category: 'system', n: 1 }]);
    expect(await by(began - 1)).toMatchObject({ people: 0, households: 0, categories: [] });
  });

  it('about the epoch key is about everybody; about the key of the ledger, about nobody', async () => {
    for (const key of ['epoch', 'keyring'])
      expect((await drill('key', key)).body).toMatchObject({ readable: false, people: 3, households: 2 });
    expect((await drill('key', 'ledger')).body).toMatchObject({ people: 0, households: 0, categories: [] });
  });

  it('about a recipient is about whose data was sent there in these hours, and at most about who has what may go there', async () => {
    // What plays may go to a music service, and where our servers stand lies all of it.
    const nothing = { readable: true, people: 0, households: 0, categories: [] };
    expect((await drill('recipient', 'music-service')).body).toMatchObject({
      ...nothing,
      atMost: { people: 1, households: 1 },
    });
    expect((await drill('recipient', 'hosting')).body).toMatchObject({
      ...nothing,
      atMost: { people: 3, households: 2 },
    });

    const sent = house.clock.now;
    await sentTo('music-service/hummingbird', ['activity']);
    house.clock.now += 60_000;
    const told = { people: 1, households: 1, categories: [{ category: 'activity', says: expect.any(String), n: 1 }] };
    for (const name of ['music-service', 'music-service/hummingbird'])
      expect((await drill('recipient', name)).body).toMatchObject(told);
    for (const [name, more] of [
      ['music-service/nightingale', {}],
      ['music-service', { from: iso(sent + 1) }],
      ['music-service', { to: iso(sent - 1) }],
      ['hosting', {}],
    ] as const)
      expect((await drill('recipient', name, more)).body).toMatchObject(nothing);
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
      ['recipient', 'music-service/'],
      ['recipient', 'music-service/hummingbird/x'],
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
