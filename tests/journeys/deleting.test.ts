/** People delete a part of what is theirs: hidden at once, to be had back for a week, then gone, also from restored backups. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Product } from '../../src/people/product.ts';
import { TEN_O_CLOCK } from '../../src/testing/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault } from '../../src/vault/vault.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let house: TestWorld;
let pool: pg.Pool;
beforeAll(async () => {
  house = await openTestWorld();
  pool = new pg.Pool(house.clusters.vault);
});
afterAll(async () => {
  await pool?.end();
  await house?.close();
});
beforeEach(async () => {
  house.clock.now = TEN_O_CLOCK;
  await pool.query('delete from deletions');
  await pool.query(`update known_time set at = null, through = '-infinity'`);
});

/** Sweeps at a moment, as a service does that ran all along. */
async function sweepAt(now: number) {
  house.clock.now = now;
  await pool.query('select believe_time($1)', [new Date(now)]);
  return house.world.gate.sweep();
}

const volume = (volume: number, at = house.clock.now) => ({
  event: 'volume',
  at: new Date(at).toISOString(),
  data: { volume, room: 'Kitchen' },
});

interface Seen {
  readonly id: string;
  readonly category: string;
  readonly data: { readonly volume?: number };
}

/** What somebody sees of the volumes that their products told. */
async function volumes(person: TestPerson): Promise<number[]> {
  const { items } = (await person.ask('GET', '/v1/me/data?category=activity&limit=500')).body as { items: Seen[] };
  return items.flatMap(({ data }) => data.volume ?? []).sort((a, b) => a - b);
}

async function withKitchen(name: string): Promise<{ person: TestPerson; kitchen: TestProduct }> {
  const person = await house.signUp(name);
  return { person, kitchen: await person.product(await person.household(), 'Kitchen') };
}

const remove = (person: TestPerson, what: object) => person.ask('POST', '/v1/me/deletions', what);

/** What is held of a household's activity, sealed or not: rows, and events in them. */
async function stored(kitchen: TestProduct) {
  const { rows } = await pool.query(
    `select count(*)::int as rows, coalesce(sum(events), 0)::int as events from segments where product = $1 and category = 'activity'`,
    [kitchen.id],
  );
  return rows[0];
}

describe('what somebody deletes', () => {
  it('is one item: hidden at once from everything, and the others stay', async () => {
    keeps('rights.view-edit-delete');
    const { person, kitchen } = await withKitchen('Ada');
    await kitchen.collect([volume(1), volume(2), volume(3)]);
    const { items } = (await person.ask('GET', '/v1/me/data?category=activity')).body as { items: Seen[] };
    const second = items.find(({ data }) => data.volume === 2)!;
    const deleted = await remove(person, { item: second.id });
    expect(deleted).toMatchObject({ status: 201 });
    expect(deleted.body.undoUntil).toBe(new Date(TEN_O_CLOCK + 7 * DAY).toISOString());
    expect(await volumes(person)).toEqual([1, 3]);
    const { household } = (await house.world.people.productOf(kitchen.token)) as Product;
    const open = { subject: household, purpose: 'improve', data: ['activity.volume'], actor: 'service:test' } as const;
    const opened = await house.world.gate.open(open);
    const seen = opened?.effect === 'permitted' ? (await opened.history({})).items : [];
    expect(seen.map(({ data }) => data.volume).sort()).toEqual([1, 3]);

    await sweepAt(TEN_O_CLOCK + 7 * DAY);
    expect(await stored(kitchen)).toEqual({ rows: 1, events: 2 });
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { ...login(person) } })).body;
    const { deletions } = (await house.ask('GET', '/v1/me/deletions', { token })).body;
    expect(deletions).toMatchObject([{ id: deleted.body.id, isDestroyed: true, item: second.id }]);
  });

  it('is a time, what a product told, a category, or everything; and never the account', async () => {
    keeps('rights.view-edit-delete');
    const { person, kitchen } = await withKitchen('Ben');
    const { systems } = { systems: (await person.ask('GET', '/v1/households')).body };
    const systemId = (systems.households ?? systems)[0].systemId as string;
    const bath = await person.product(systemId, 'Bath');
    await kitchen.collect([volume(1, TEN_O_CLOCK - 2 * DAY), volume(2, TEN_O_CLOCK - DAY), volume(3)]);
    await bath.collect([volume(4)]);
    house.clock.now += 1000;
    const [from, to] = [TEN_O_CLOCK - 2 * DAY, TEN_O_CLOCK - DAY].map((at) => new Date(at).toISOString());
    await remove(person, { from, to });
    expect(await volumes(person)).toEqual([2, 3, 4]);
    await remove(person, { product: bath.id });
    expect(await volumes(person)).toEqual([2, 3]);
    await remove(person, { category: 'activity', to });
    expect(await volumes(person)).toEqual([2, 3]);
    await remove(person, { everything: true });
    const left = (await person.ask('GET', '/v1/me/data?limit=500')).body;
    expect(left.items).toEqual([]);
    expect(new Set(left.current.map(({ category }: Seen) => category))).toEqual(new Set(['account', 'registration']));
    // Figures are about many, and stay.
    expect((await remove(person, { category: 'account' })).body.code).toBe('not-history');
    expect((await remove(person, { category: 'dreams' })).status).toBe(404);
    expect((await remove(person, { product: 'the one in the kitchen' })).status).toBe(404);
    for (const unclear of [{}, { everything: true, category: 'activity' }, { item: 'x', product: 'y' }])
      expect((await remove(person, unclear)).body.code).toBe('malformed-request');
    await house.world.people.mail.settled();
    const letters = house.outbox.letters.filter(({ to, subject }) => to === person.email && /hidden/.test(subject));
    expect(letters).toHaveLength(4);
  });

  it('can be had back until the time that was told, and not after', async () => {
    keeps('rights.view-edit-delete');
    const { person, kitchen } = await withKitchen('Cleo');
    await kitchen.collect([volume(5)]);
    house.clock.now += 1000;
    const first = (await remove(person, { category: 'activity' })).body.id;
    await sweepAt(house.clock.now + 6 * DAY);
    const back = await person.ask('DELETE', `/v1/me/deletions/${first}`);
    expect(back.status).toBe(204);
    expect(await volumes(person)).toEqual([5]);
    expect((await person.ask('DELETE', `/v1/me/deletions/${first}`)).status).toBe(404);

    const second = (await remove(person, { category: 'activity' })).body.id;
    house.clock.now += 7 * DAY;
    expect((await person.ask('DELETE', `/v1/me/deletions/${second}`)).status).toBe(404);
    const swept = await sweepAt(house.clock.now);
    expect(swept).toMatchObject({
      reports: [{ went: expect.arrayContaining([{ category: 'activity', clause: 'requests.erasure', n: 1 }]) }],
    });
    expect(await stored(kitchen)).toEqual({ rows: 0, events: 0 });
    const { entries } = (await person.ask('GET', '/v1/me/ledger?limit=500')).body;
    const said = (entries as { says: string }[]).map(({ says }) => says);
    expect(said).toEqual(
      expect.arrayContaining([expect.stringMatching(/^You deleted /), 'You had back what you deleted.']),
    );
  });

  it('does not come back with what a product sends later, nor with a clock that ran ahead', async () => {
    keeps('rights.view-edit-delete');
    const { person, kitchen } = await withKitchen('Dora');
    await kitchen.collect([volume(1), volume(9, TEN_O_CLOCK + 20 * HOUR)]);
    house.clock.now += HOUR;
    await remove(person, { category: 'activity' });
    expect(await volumes(person)).toEqual([]);
    const late = await kitchen.collect([volume(2, TEN_O_CLOCK + 1000), volume(3, house.clock.now + 1000)]);
    expect(late.body.clauses.withheld).toMatchObject({ 'requests.erasure': 1 });
    expect(await volumes(person)).toEqual([3]);
    // Another process knows at once too.
    const other = await house.another();
    other.clock.now = house.clock.now;
    await sweepAt(house.clock.now + 8 * DAY);
    const batch = { batch: 'later-still', events: [volume(4, TEN_O_CLOCK + 2000)] };
    const still = await other.ask('POST', '/v1/collect', { token: kitchen.token, body: batch });
    expect(still.body).toMatchObject({ stored: 0, withheld: 1 });
    await other.close();
    expect(await volumes(person)).toEqual([3]);
  });

  it('stays deleted when a vault from before is restored, and what was undone stays undone', async () => {
    keeps('rights.view-edit-delete');
    const { person, kitchen } = await withKitchen('Eli');
    await kitchen.collect([volume(1, TEN_O_CLOCK - 2 * DAY)]);
    await kitchen.collect([volume(2)]);
    house.clock.now += 1000;
    const back = await pool.query('select * from segments where product = $1', [kitchen.id]);
    const to = new Date(TEN_O_CLOCK - DAY).toISOString();
    await remove(person, { category: 'activity', to });
    const second = (await remove(person, { category: 'activity' })).body.id;
    const { rows: pending } = await pool.query('select * from deletions where id = $1', [second]);
    await person.ask('DELETE', `/v1/me/deletions/${second}`);
    await sweepAt(house.clock.now + 8 * DAY);
    expect(await stored(kitchen)).toEqual({ rows: 1, events: 1 });

    // As a vault from before would have it: the events are there, the first deletion is not, the second is pending.
    await pool.query('delete from deletions');
    await pool.query('delete from segments where product = $1', [kitchen.id]);
    for (const row of back.rows) await insert('segments', row);
    for (const row of pending) await insert('deletions', row);
    expect((await stored(kitchen)).events).toBe(2);

    const vault = await openVault({ ...house.clusters, epochKeys: epochKeysInFile(house.keyFile), clock: house.clock });
    await vault.reapplyDeletions();
    await vault.close();
    expect(await volumes(person)).toEqual([2]);
    await sweepAt(house.clock.now + HOUR);
    expect(await stored(kitchen)).toEqual({ rows: 1, events: 1 });
    expect(await volumes(person)).toEqual([2]);
  });
});

const login = ({ email, password }: TestPerson) => ({ email, password });

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const values = names.map((name) => {
    const value = row[name];
    return name === 'scope' ? JSON.stringify(value) : value;
  });
  await pool.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, k) => `$${k + 1}`).join(', ')})`,
    values,
  );
}
