/** People have what is older than a span of their own deleted by itself: hidden as it passes, then gone, also from restored backups. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { after } from '../../src/statement/span.ts';
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

interface Listener {
  readonly person: TestPerson;
  readonly subject: SubjectId;
  readonly kitchen: TestProduct;
}

async function listener(name: string): Promise<Listener> {
  const person = await house.signUp(name);
  const { subject } = (await house.world.people.personOf(person.token))!;
  return { person, subject, kitchen: await person.product(await person.household(), 'Kitchen') };
}

/** Sweeps now, as a service does that ran all along. */
async function sweep() {
  await pool.query('select believe_time($1)', [new Date(house.clock.now)]);
  return house.world.gate.sweep();
}

/** Begins a sweep now, and ends with its process. */
async function cutOff() {
  const now = new Date(house.clock.now);
  await pool.query('select believe_time($1)', [now]);
  await pool.query('insert into sweeps (id, began_at, through) values ($1, $2, $3)', [
    randomUUID(),
    now,
    now.toISOString().slice(0, 10),
  ]);
}

const volume = (volume: number, at = house.clock.now) => ({
  event: 'volume',
  at: new Date(at).toISOString(),
  data: { volume, room: 'Kitchen' },
});

/** What somebody sees of the volumes that their products told; sessions end sooner than these tests do. */
async function seen({ subject }: Listener): Promise<{ volume: number; ends: string }[]> {
  const page = await house.world.people.ownData(subject, { category: 'activity', limit: 500 });
  if (page.kind !== 'page') throw new Error(page.kind);
  return page.items
    .map(({ data, ends }) => ({ volume: data.volume as number, ends }))
    .sort((a, b) => a.volume - b.volume);
}
const volumes = async (of: Listener) => (await seen(of)).map(({ volume }) => volume);
const stored = async ({ kitchen }: Listener) => {
  const { rows } = await pool.query(
    `select coalesce(sum(events), 0)::int as n from segments where product = $1 and category = 'activity'`,
    [kitchen.id],
  );
  return rows[0].n;
};
const set = (of: Listener, olderThan: string, category = 'activity') =>
  of.person.ask('PUT', `/v1/me/auto-deletions/${category}`, { olderThan });

describe('what somebody has deleted by itself', () => {
  // First, since the months that are counted are those of rows, which never go back.
  it('waits for a legal hold, unseen, and is not counted among what is held', async () => {
    const ida = await listener('Ida');
    await ida.kitchen.collect([volume(1)]);
    house.clock.now += 40 * DAY;
    await ida.kitchen.collect([volume(2)]);
    const { household } = (await house.world.people.productOf(ida.kitchen.token)) as { household: string };
    await pool.query(
      `insert into holds (id, subject, categories, made_at, ends_at, sealed)
        values (gen_random_uuid(), $1, array['activity'], $2, $3, '')`,
      [household, new Date(house.clock.now), new Date(house.clock.now + 12 * DAY)],
    );
    await house.world.people.autoDeleteOwn(ida.subject, 'activity', '30 days');
    house.clock.now += 8 * DAY;
    await sweep();
    expect([await volumes(ida), await stored(ida)]).toEqual([[2], 2]);
    const counted = (await house.world.people.glance(ida.subject)).months.filter(
      ({ category }) => category === 'activity',
    );
    expect(counted.map(({ events }) => events)).toEqual([1]);
    house.clock.now += 5 * DAY;
    await sweep();
    expect([await volumes(ida), await stored(ida)]).toEqual([[2], 1]);
  });

  it('is hidden at once where it is older, and as it passes; then it is destroyed, and says so before', async () => {
    keeps('rights.view-edit-delete');
    const ada = await listener('Ada');
    await ada.kitchen.collect([volume(1, TEN_O_CLOCK - 40 * DAY), volume(2, TEN_O_CLOCK - 29 * DAY), volume(3)]);
    expect((await set(ada, '30 days')).body).toEqual({ undoUntil: new Date(TEN_O_CLOCK + 7 * DAY).toISOString() });
    await house.world.people.mail.settled();
    const told = house.outbox.letters.filter(({ to, text }) => to === ada.person.email && /30 days/.test(text));
    expect(told).toHaveLength(1);
    expect(await seen(ada)).toEqual([
      { volume: 2, ends: '2027-03-02' },
      { volume: 3, ends: '2027-03-31' },
    ]);
    expect((await ada.person.ask('GET', '/v1/me/auto-deletions')).body.autoDeletions).toEqual([
      {
        category: 'activity',
        olderThan: '30 days',
        since: new Date(TEN_O_CLOCK).toISOString(),
        undoUntil: new Date(TEN_O_CLOCK + 7 * DAY).toISOString(),
      },
    ]);
    house.clock.now += DAY;
    expect(await volumes(ada)).toEqual([3]);
    await sweep();
    // It can be had back still.
    expect(await stored(ada)).toBe(3);

    house.clock.now += 6 * DAY;
    expect(await sweep()).toMatchObject({
      reports: [{ went: [{ category: 'activity', clause: 'requests.erasure', n: 2 }] }],
    });
    expect(await stored(ada)).toBe(1);
    house.clock.now += HOUR;
    expect(await sweep()).toMatchObject({ reports: [] });
    house.clock.now = TEN_O_CLOCK + 30 * DAY;
    expect(await volumes(ada)).toEqual([]);
    await sweep();
    expect(await stored(ada)).toBe(0);

    const { email, password } = ada.person;
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body;
    const { entries } = (await house.ask('GET', '/v1/me/ledger?limit=500', { token })).body;
    expect(entries.map(({ says }: { says: string }) => says)).toContainEqual(
      expect.stringMatching(/deleted by itself, where it is older than 30 days/),
    );
    // It is no deletion that was made.
    expect((await house.ask('GET', '/v1/me/deletions', { token })).body.deletions).toEqual([]);
  });

  it('all comes back when it is lifted in time; later on what has passed stays deleted', async () => {
    keeps('rights.view-edit-delete');
    const ben = await listener('Ben');
    await ben.kitchen.collect([volume(1, TEN_O_CLOCK - 40 * DAY), volume(2, TEN_O_CLOCK - 10 * DAY), volume(3)]);
    await set(ben, '30 days');
    house.clock.now += 6 * DAY;
    expect((await ben.person.ask('DELETE', '/v1/me/auto-deletions/activity')).status).toBe(204);
    expect((await ben.person.ask('DELETE', '/v1/me/auto-deletions/activity')).status).toBe(404);
    expect(await volumes(ben)).toEqual([1, 2, 3]);
    await set(ben, '1 month');
    house.clock.now += 8 * DAY;
    await house.world.people.autoDeleteOwn(ben.subject, 'activity', undefined);
    expect(await volumes(ben)).toEqual([2, 3]);
    house.clock.now += 60 * DAY;
    await sweep();
    expect([await volumes(ben), await stored(ben)]).toEqual([[2, 3], 2]);
    // Longer than before brings nothing back that was gone; what comes late of it is not kept.
    await house.world.people.autoDeleteOwn(ben.subject, 'activity', '6 months');
    const late = await ben.kitchen.collect([volume(4, TEN_O_CLOCK - 40 * DAY), volume(5, TEN_O_CLOCK)]);
    expect(late.body.clauses).toMatchObject({ withheld: { 'requests.erasure': 1 } });
    expect(await volumes(ben)).toEqual([2, 3, 5]);
  });

  it('is shorter than the statement’s own time, of what happened, and not of what products need', async () => {
    const { person } = await listener('Cleo');
    const ask = async (category: string, olderThan: string) => {
      const { status, body } = await person.ask('PUT', `/v1/me/auto-deletions/${category}`, { olderThan });
      return status === 200 ? 'set' : `${body.code} ${body.clause ?? body.detail ?? ''}`.trim();
    };
    const { offered } = (await person.ask('GET', '/v1/me/auto-deletions')).body;
    expect(offered).toContainEqual({
      category: 'activity',
      spans: ['1 week', '1 month', '3 months', '6 months', '1 year'],
    });
    expect(offered.map(({ category }: { category: string }) => category)).not.toContain('account');
    expect(await ask('activity', '12 months')).toBe('set');
    expect(await ask('activity', '13 months')).toBe('gone-before keep.activity');
    expect(await ask('account', '1 month')).toBe('not-history');
    expect(await ask('dreams', '1 month')).toBe('not-found');
    for (const span of ['1 hour', '0 days', 'a while', '-3 days', '9999999 years'])
      expect(await ask('activity', span), span).toBe('not-accepted `olderThan`');
  });

  it('is nothing that the law has us keep, and nothing of a browser without an account', async () => {
    const { person } = await listener('Finn');
    const ask = async (category: string) =>
      (await person.ask('PUT', `/v1/me/auto-deletions/${category}`, { olderThan: '1 month' })).body;
    expect(await ask('order')).toMatchObject({
      code: 'held-by-law',
      clause: 'keep.order',
      help: expect.stringMatching(/see it and take it along/),
    });
    expect(await ask('visit')).toMatchObject({ code: 'not-found' });
    const { offered } = (await person.ask('GET', '/v1/me/auto-deletions')).body;
    const categories = offered.map(({ category }: { category: string }) => category);
    expect(categories.filter((one: string) => ['order', 'visit', 'searches'].includes(one))).toEqual([]);
  });

  it('is not set anew by the same span again: nothing moves, and no second letter comes', async () => {
    const hana = await listener('Hana');
    const letters = async () => {
      await house.world.people.mail.settled();
      return house.outbox.letters.filter(({ to, text }) => to === hana.person.email && /older\s+than/.test(text))
        .length;
    };
    const first = await set(hana, '30 days');
    expect(await letters()).toBe(1);
    house.clock.now += 8 * DAY;
    expect(await house.world.people.autoDeleteOwn(hana.subject, 'activity', '30 days')).toEqual({
      kind: 'set',
      until: Date.parse(first.body.undoUntil),
      isNew: false,
    });
    expect((await house.world.people.ownAutoDeletions(hana.subject)).inForce).toMatchObject([{ since: TEN_O_CLOCK }]);
    expect(await letters()).toBe(1);
    expect(await house.world.people.autoDeleteOwn(hana.subject, 'activity', '20 days')).toMatchObject({ isNew: true });
    expect(await letters()).toBe(2);
  });

  it('goes by whole days: what passes in the course of a day is gone from its first moment on', async () => {
    keeps('rights.view-edit-delete');
    const iris = await listener('Iris');
    const midnight = TEN_O_CLOCK - (TEN_O_CLOCK % DAY);
    await iris.kitchen.collect([volume(1, midnight - 20 * DAY + 23 * HOUR), volume(2, midnight - 19 * DAY)]);
    await set(iris, '30 days');
    house.clock.now = midnight + 10 * DAY - 1;
    expect(await volumes(iris)).toEqual([1, 2]);
    house.clock.now += 1;
    expect(await volumes(iris)).toEqual([2]);
    await sweep();
    expect(await stored(iris)).toBe(1);
    // The next day it is looked through again, however early.
    house.clock.now += DAY;
    await sweep();
    expect(await stored(iris)).toBe(0);
  });

  it('does not show again when a clock is set back, nor when it is lifted then', async () => {
    keeps('rights.view-edit-delete');
    const jon = await listener('Jon');
    await jon.kitchen.collect([volume(1, TEN_O_CLOCK - 25 * DAY), volume(2)]);
    await set(jon, '30 days');
    house.clock.now += 8 * DAY;
    await pool.query('select believe_time($1)', [new Date(house.clock.now)]);
    expect(await volumes(jon)).toEqual([2]);
    house.clock.now = TEN_O_CLOCK + DAY;
    expect(await volumes(jon)).toEqual([2]);
    await house.world.people.autoDeleteOwn(jon.subject, 'activity', undefined);
    expect(await volumes(jon)).toEqual([2]);
    house.clock.now += 7 * DAY;
    await sweep();
    expect([await volumes(jon), await stored(jon)]).toEqual([[2], 1]);
  });

  it('loses nothing of later days to a sweep that was cut off, and is brought to its end then', async () => {
    keeps('rights.view-edit-delete');
    const kim = await listener('Kim');
    await kim.kitchen.collect([volume(1, TEN_O_CLOCK - 25 * DAY), volume(2, TEN_O_CLOCK - 20 * DAY)]);
    await set(kim, '30 days');
    house.clock.now += 8 * DAY;
    await cutOff();
    house.clock.now += 4 * DAY;
    expect(await house.world.gate.sweep({ onlyResume: true })).toMatchObject({ reports: [{ went: [{ n: 1 }] }] });
    expect([await volumes(kim), await stored(kim)]).toEqual([[], 1]);
    await sweep();
    expect(await stored(kim)).toBe(0);
  });

  it('is so in a home that they set up afterwards, as their limits are', async () => {
    const { person } = await listener('Gus');
    await person.ask('PUT', '/v1/me/restriction', { state: 'on' });
    await person.ask('PUT', '/v1/me/auto-deletions/activity', { olderThan: '1 week' });
    const den = await person.product(await person.household(), 'Den');
    const { body } = await den.collect([volume(1)]);
    expect(body.clauses.withheld).toMatchObject({ 'requests.restriction': 1 });
    await person.ask('PUT', '/v1/me/restriction', { state: 'off' });
    const late = await den.collect([volume(2, TEN_O_CLOCK - 8 * DAY), volume(3, TEN_O_CLOCK + 1)]);
    expect(late.body).toMatchObject({ stored: 1, withheld: 1 });
  });

  it('is known to every process at once, and survives a vault that is restored from before', async () => {
    keeps('rights.view-edit-delete');
    const dora = await listener('Dora');
    await dora.kitchen.collect([volume(1, TEN_O_CLOCK - 40 * DAY), volume(2)]);
    const other = await house.another();
    let sent = 0;
    const send = async () => {
      sent += 1;
      const body = { batch: `late-${sent}`, events: [volume(3, TEN_O_CLOCK - 35 * DAY)] };
      return (await other.ask('POST', '/v1/collect', { token: dora.kitchen.token, body })).body.stored;
    };
    expect(await send()).toBe(1);
    await set(dora, '30 days');
    // What is taken a moment before the other hears of it is as little to be seen.
    expect(await volumes(dora)).toEqual([2]);
    await expect.poll(send).toBe(0);
    await other.close();

    // As a vault from before would have it: it never heard of it.
    const reapplied = async () => {
      const keys = epochKeysInFile(house.keyFile);
      const vault = await openVault({ ...house.clusters, epochKeys: keys, clock: house.clock });
      await vault.reapplyDeletions();
      await vault.close();
    };
    const { rows } = await pool.query('select * from deletions');
    await pool.query('delete from deletions');
    await reapplied();
    expect(await volumes(dora)).toEqual([2]);
    house.clock.now += 8 * DAY;
    await sweep();
    expect(await stored(dora)).toBe(1);

    // And one from before it was lifted: what had passed by then is gone, and no more.
    await house.world.people.autoDeleteOwn(dora.subject, 'activity', undefined);
    await pool.query('delete from deletions');
    for (const { subject, id, made_at, until, scope } of rows)
      await pool.query(
        `insert into deletions (subject, id, made_at, until, state, scope) values ($1, $2, $3, $4, 'rolling', $5)`,
        [subject, id, made_at, until, JSON.stringify(scope)],
      );
    await reapplied();
    house.clock.now += 60 * DAY;
    expect(await volumes(dora)).toEqual([2]);
    await sweep();
    expect(await stored(dora)).toBe(1);
  });
});

type Step =
  | { readonly do: 'collect'; readonly hoursAgo: number }
  | { readonly do: 'set'; readonly olderThan: string }
  | { readonly do: 'lift' | 'sweep' | 'cut off' | 'resume' }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'set the clock back'; readonly hours: number };

const alone = (what: 'lift' | 'sweep' | 'cut off' | 'resume') => fc.constant({ do: what });
/** Even, since a clock that is an hour behind is believed. */
const hours = (most: number) => fc.integer({ min: 1, max: most / 2 }).map((n) => 2 * n);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('collect' as const), hoursAgo: hours(1200) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      olderThan: fc.constantFrom('1 day', '10 days', '3 weeks', '1 month'),
    }),
  },
  { weight: 1, arbitrary: alone('lift') },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: hours(400) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set the clock back' as const), hours: hours(200) }) },
  { weight: 3, arbitrary: alone('sweep') },
  { weight: 1, arbitrary: alone('cut off') },
  { weight: 1, arbitrary: alone('resume') },
);

const day = (instant: number) => Math.floor(instant / DAY);
const hasPassed = (at: number, olderThan: string, by: number) => day(after(at, olderThan)) <= day(by);

/**
 * What a person expects, said plainly and by days: what has passed is not there, what was gone for good stays gone, and a sweep leaves none of
 * that which can't be had back. No clock that is set back changes it.
 */
class Expected {
  #rows: { readonly at: number; readonly volume: number }[] = [];
  #inForce: { readonly olderThan: string; readonly until: number; lookedOn?: number } | undefined;
  #lifted: { readonly olderThan: string; readonly asOf: number }[] = [];
  /** Days that sweeps went through which were cut off. */
  #begun: number[] = [];
  /** The latest that the time was known to be. */
  #known = 0;

  #isGone = (at: number, now: number) =>
    (this.#inForce !== undefined && hasPassed(at, this.#inForce.olderThan, now)) ||
    this.#lifted.some(({ olderThan, asOf }) => hasPassed(at, olderThan, asOf));

  isBehind = (now: number) => now < this.#known;

  collect(at: number, volume: number, now: number) {
    if (!this.#isGone(at, now)) this.#rows.push({ at, volume });
  }
  set(olderThan: string | undefined, now: number) {
    const [before, known] = [this.#inForce, Math.max(now, this.#known)];
    if (before?.olderThan === olderThan) return;
    if (before !== undefined && before.until <= known) this.#lifted.push({ ...before, asOf: known });
    this.#inForce = olderThan === undefined ? undefined : { olderThan, until: now + 7 * DAY };
  }
  cutOff(now: number) {
    this.#known = now;
    this.#begun.push(day(now));
  }
  resume(now: number) {
    for (const through of this.#begun) this.#destroy(Math.min(now, (through + 1) * DAY - 1));
    this.#begun = [];
  }
  sweep(now: number) {
    this.resume(now);
    if (this.isBehind(now)) return;
    this.#known = now;
    this.#destroy(now);
  }
  #destroy(at: number) {
    const over = this.#lifted.filter(({ asOf }) => asOf <= at);
    const looks = this.#inForce;
    const isDue = looks !== undefined && looks.until <= at && looks.lookedOn !== day(at);
    this.#rows = this.#rows.filter(
      (row) =>
        !over.some(({ olderThan, asOf }) => hasPassed(row.at, olderThan, asOf)) &&
        !(isDue && hasPassed(row.at, looks.olderThan, at)),
    );
    if (isDue) looks.lookedOn = day(at);
  }
  seen = (now: number) =>
    this.#rows.filter(({ at }) => !this.#isGone(at, Math.max(now, this.#known))).map(({ volume }) => volume);
  stored = () => this.#rows.length;
}

it('whatever is set, lifted, sent late and swept, and whatever the clock says, what is seen and what is stored is what a person expects', {
  timeout: 120_000,
}, async () => {
  let run = 0;
  let latest = house.clock.now;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 24 }), async (steps: readonly Step[]) => {
      // Nobody may open too many accounts in a day.
      latest += DAY;
      house.clock.now = latest;
      await pool.query(`update known_time set at = null, through = '-infinity'`);
      await pool.query('update sweeps set done_at = began_at where done_at is null');
      run += 1;
      const of = await listener(`Eve${run}`);
      const expected = new Expected();
      let n = 0;
      for (const one of steps) {
        const { now } = house.clock;
        switch (one.do) {
          case 'collect':
            n += 1;
            await of.kitchen.collect([volume(n, now - one.hoursAgo * HOUR)]);
            expected.collect(now - one.hoursAgo * HOUR, n, now);
            break;
          case 'set':
            await house.world.people.autoDeleteOwn(of.subject, 'activity', one.olderThan);
            expected.set(one.olderThan, now);
            break;
          case 'lift':
            await house.world.people.autoDeleteOwn(of.subject, 'activity', undefined);
            expected.set(undefined, now);
            break;
          case 'wait':
            house.clock.now += one.hours * HOUR;
            latest = Math.max(latest, house.clock.now);
            break;
          case 'set the clock back':
            house.clock.now -= one.hours * HOUR;
            break;
          case 'sweep':
            if (!expected.isBehind(now)) await pool.query('select believe_time($1)', [new Date(now)]);
            await house.world.gate.sweep();
            expected.sweep(now);
            break;
          case 'cut off':
            if (expected.isBehind(now)) break;
            await cutOff();
            expected.cutOff(now);
            break;
          case 'resume':
            await house.world.gate.sweep({ onlyResume: true });
            expected.resume(now);
        }
        expect([await volumes(of), await stored(of)]).toEqual([expected.seen(house.clock.now), expected.stored()]);
      }
    }),
    { numRuns: 20 },
  );
});
