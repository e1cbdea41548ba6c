/** What has ended goes, on record before and after; what is held stays; nobody's clock deletes anything by a leap. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import { dayOf } from './expiry.ts';
import type { SweepPlan, SweepStep } from './sweep.ts';
import type { Vault } from './vault.ts';

const DAY = 86_400_000;

let world: FreshVault;
let vault: Vault;
let pool: pg.Pool;
let keys: pg.Pool;

beforeAll(async () => {
  world = await freshVault();
  vault = world.vault;
  pool = new pg.Pool(world.clusters.vault);
  keys = new pg.Pool(world.clusters.keyring);
});
afterAll(async () => {
  await Promise.all([pool?.end(), keys?.end()]);
  await world?.stop();
});
beforeEach(async () => {
  world.clock.now = NOON;
  await pool.query('delete from segments');
  await pool.query('delete from holds');
  await pool.query('update sweeps set done_at = began_at where done_at is null');
  await pool.query('update known_time set at = null, doubted_since = null, doubted_at = null, through = $1', [
    '-infinity',
  ]);
});

/** A statement by which nothing ends by an ending. */
const plain: SweepPlan = {
  quietSince: 0,
  endedOf: () => ({ categories: [], isOver: false }),
  backupsBy: NOON + 7 * DAY,
};

/** Somebody, with events that end on these days. */
async function someone(...days: readonly string[]): Promise<string> {
  const subject = (await vault.createSubject({ kind: 'household' })) as string;
  await hold(subject, days);
  return subject;
}

const hold = (subject: string, days: readonly string[]) =>
  vault.commit({
    subject,
    expected: { generation: 1, statement: firstStatement.hash },
    segments: days.map((expiresOn) => ({
      category: 'activity',
      product: 'kitchen',
      expiresOn,
      events: [{ event: 'play', at: NOON, generation: 1, data: { volume: 5 } }],
    })),
    facts: [],
    figures: [],
    consume: [],
    leaf: { kind: 'collected', detail: {} },
  });

async function left(subject: string): Promise<string[]> {
  const { rows } = await pool.query('select expires_on::text from segments where subject = $1 order by 1', [subject]);
  return rows.map(({ expires_on }) => expires_on);
}

async function readable(subject: string): Promise<string[]> {
  const days: string[] = [];
  for await (const { expiresOn } of vault.readSegments(subject)) days.push(expiresOn);
  return days.sort();
}

const leaves = async () => (await vault.readEntries({ limit: 1000 })).filter(({ kind }) => kind.startsWith('sweep-'));

/** Lets the time be known at a later moment, as a service does that ran all along. */
async function ranUntil(day: string): Promise<void> {
  world.clock.now = Date.parse(day);
  await vault.confirmTime();
}

describe('a sweep', () => {
  test('deletes the days that are past, drops the months that are, and says how many went by which clause', async () => {
    const ada = await someone('2027-03-10', '2027-04-20', '2027-05-03', '2027-05-09', 'open');
    await ranUntil('2027-05-03');
    const before = await leaves();
    const swept = await vault.sweep(plain);
    expect(swept).toMatchObject({
      kind: 'swept',
      reports: [{ through: '2027-05-03', went: [{ category: 'activity', clause: 'keep.activity', n: 3 }] }],
    });
    expect(await left(ada)).toEqual(['2027-05-09', '9999-12-31']);
    const { rows } = await pool.query('select name from months() order by name');
    expect(rows.map(({ name }) => name)).toEqual(['segments_2027_05', 'segments_9999_01']);
    const wrapped = await keys.query(`select month from category_keys where subject = $1 and category = 'activity'`, [
      ada,
    ]);
    expect(wrapped.rows.map(({ month }) => month).sort()).toEqual(['', '2027-05']);

    const [begun, done] = (await leaves()).slice(before.length);
    expect([begun?.kind, done?.kind]).toEqual(['sweep-begun', 'sweep-done']);
    expect(done?.detail).toMatchObject({ went: [{ category: 'activity', n: 3 }] });
    expect(JSON.stringify([begun, done, swept])).not.toContain(ada);
  });

  test('of nothing leaves no trace', async () => {
    await ranUntil('2027-05-04');
    const before = await leaves();
    expect(await vault.sweep(plain)).toEqual({ kind: 'swept', reports: [] });
    expect(await leaves()).toEqual(before);
  });

  test('that is begun by two processes is done by one', async () => {
    await someone('2027-05-05');
    await ranUntil('2027-05-06');
    const other = await world.another();
    const both = await Promise.all([vault.sweep(plain), other.sweep(plain)]);
    const reports = both.flatMap((one) => (one.kind === 'swept' ? one.reports : []));
    expect(reports).toHaveLength(1);
  });

  test.each<SweepStep>(['begun', 'keys destroyed', 'month detached', 'rows deleted', 'endings acted on'])(
    'that ends with its process once it is “%s” is brought to its end, and counts each event once',
    async (step) => {
      await ranUntil('2027-06-15');
      const ben = await someone('2027-07-02', '2027-08-03', '2027-08-28');
      await ranUntil('2027-08-04');
      const killed = await world.another({
        afterSweepStep: (done) => {
          if (done === step) throw new Error('killed');
        },
      });
      await expect(killed.sweep(plain)).rejects.toThrow('killed');
      const [begun] = await vault.sweeps(1);
      expect(begun).toMatchObject({ doneAt: null, through: '2027-08-04' });

      const finished = await vault.sweep({ ...plain, onlyResume: true });
      expect(finished).toMatchObject({
        kind: 'swept',
        reports: [{ id: begun!.id, doneAt: world.clock.now, went: [{ category: 'activity', n: 2 }] }],
      });
      expect(await left(ben)).toEqual(['2027-08-28']);
      const ours = (await leaves()).filter(({ detail }) => (detail as { sweep: string }).sweep === begun!.id);
      expect(ours.map(({ kind }) => kind)).toEqual(['sweep-begun', 'sweep-done']);
    },
  );
});

describe('a clock', () => {
  test('that leaps ahead deletes nothing, until it has gone on like this for a day', async () => {
    await vault.sweep(plain);
    const cem = await someone('2027-03-20');
    const leap = Date.parse('2027-09-01T06:00:00Z');
    world.clock.now = leap;
    expect(await vault.sweep(plain)).toMatchObject({
      kind: 'refused',
      because: 'clock-ahead',
      known: NOON,
      believedFrom: leap + DAY,
    });
    expect(await left(cem)).toEqual(['2027-03-20']);
    expect(await readable(cem)).toEqual([]);

    // Set right, it is as if nothing had been.
    world.clock.now = NOON + 1000;
    expect(await vault.sweep(plain)).toMatchObject({ kind: 'swept' });
    expect(await readable(cem)).toEqual(['2027-03-20']);

    for (let hour = 0; hour < 24; hour += 1) {
      world.clock.now = leap + hour * 3_600_000;
      expect((await vault.sweep(plain)).kind).toBe('refused');
    }
    world.clock.now = leap + DAY;
    expect(await vault.sweep(plain)).toMatchObject({ kind: 'swept', reports: [{ went: [{ n: 1 }] }] });
    expect(await left(cem)).toEqual([]);
  });

  test('that leaps again while it is in doubt has to wait anew', async () => {
    await vault.sweep(plain);
    world.clock.now = NOON + 100 * DAY;
    await vault.sweep(plain);
    world.clock.now = NOON + 500 * DAY;
    expect(await vault.sweep(plain)).toMatchObject({ kind: 'refused', believedFrom: NOON + 501 * DAY });
  });

  test('that somebody has looked at is believed', async () => {
    await vault.sweep(plain);
    const dora = await someone('2027-03-20');
    world.clock.now = NOON + 100 * DAY;
    await vault.confirmTime();
    expect(await vault.sweep(plain)).toMatchObject({ kind: 'swept' });
    expect(await left(dora)).toEqual([]);
  });

  test('that differs from the database’s deletes nothing', async () => {
    const eli = await someone('2027-02-20');
    const apart = await world.another({ databaseClock: async () => NOON + 2 * 3_600_000 });
    expect(await apart.sweep(plain)).toMatchObject({ kind: 'refused', because: 'clocks-differ' });
    expect(await left(eli)).toEqual(['2027-02-20']);
    await vault.sweep(plain);
  });

  test('that is set back brings nothing back', async () => {
    const fay = await someone('2027-03-02', '2027-03-09');
    world.clock.now = NOON + DAY;
    const held = await vault.holds.add({ subject: fay, reason: 'a claim', endsAt: NOON + 99 * DAY, by: 'staff:legal' });
    expect(held).not.toBe('gone');
    await vault.sweep(plain);
    expect(await left(fay)).toEqual(['2027-03-02', '2027-03-09']);
    world.clock.now = NOON - DAY;
    expect(await readable(fay)).toEqual(['2027-03-09']);
    expect(await vault.sweep(plain)).toMatchObject({ kind: 'refused', because: 'clock-behind' });
  });
});

describe('a hold', () => {
  const add = (subject: string, endsAt: number, categories?: readonly string[]) =>
    vault.holds.add({ subject, reason: 'Claim 4711', endsAt, by: 'staff:legal', categories });

  test('keeps what is past its end, unread, until it ends', async () => {
    const [gus, hal] = [await someone('2027-04-10'), await someone('2027-04-10')];
    await add(gus, Date.parse('2027-09-01'));
    await ranUntil('2027-06-01');
    expect(await vault.sweep(plain)).toMatchObject({ reports: [{ went: [{ n: 1 }] }] });
    expect([await left(gus), await left(hal)]).toEqual([['2027-04-10'], []]);
    expect(await readable(gus)).toEqual([]);
    // Its key is there still, and nobody else's of that month.
    const { rows } = await keys.query(`select subject from category_keys where month = '2027-04'`);
    expect(rows).toEqual([{ subject: gus }]);
    expect(await vault.sweep(plain)).toEqual({ kind: 'swept', reports: [] });

    await ranUntil('2027-09-01');
    expect(await vault.sweep(plain)).toMatchObject({ reports: [{ went: [{ n: 1 }] }] });
    expect(await left(gus)).toEqual([]);
  });

  test('of one category keeps no other, and one that is lifted keeps nothing', async () => {
    const [ida, jon] = [await someone('2027-03-10'), await someone('2027-03-10')];
    await add(ida, NOON + 90 * DAY, ['account']);
    const hold = await add(jon, NOON + 90 * DAY);
    if (hold === 'gone') throw new Error('gone');
    expect(await vault.holds.lift(hold.id, 'staff:legal')).toBe(true);
    expect(await vault.holds.lift(hold.id, 'staff:legal')).toBe(false);
    world.clock.now = NOON + 20 * DAY;
    await vault.confirmTime();
    await vault.sweep(plain);
    expect([await left(ida), await left(jon)]).toEqual([[], []]);
  });

  test('says what it is in the ledger of whom it is about, and nowhere in the open', async () => {
    const kim = await someone();
    await add(kim, NOON + 90 * DAY, ['activity']);
    expect((await vault.readEntries({ subject: kim })).at(-1)).toMatchObject({
      kind: 'hold-added',
      detail: {
        categories: ['activity'],
        reason: 'Claim 4711',
        by: 'staff:legal',
        until: `${dayOf(NOON + 90 * DAY)}T12:00:00.000Z`,
      },
    });
    expect(await vault.holds.list([kim])).toMatchObject([{ reason: 'Claim 4711', categories: ['activity'] }]);
    const { rows } = await pool.query('select t::text from holds t');
    expect(JSON.stringify(rows)).not.toContain('4711');
  });

  test('keeps its person from being erased, until it ends', async () => {
    const lea = await someone('2027-04-10');
    await add(lea, NOON + 10 * DAY);
    const erasing = { subject: lea, by: 'self', backupsBy: NOON + 99 * DAY };
    expect(await vault.erase(erasing)).toEqual({ kind: 'held', until: NOON + 10 * DAY });
    expect(await readable(lea)).toEqual(['2027-04-10']);
    world.clock.now = NOON + 10 * DAY;
    expect(await vault.erase(erasing)).toMatchObject({ kind: 'erased' });
  });
});

describe('what ends by an ending', () => {
  const ended = (subject: string, categories: readonly string[], isOver: boolean): SweepPlan => ({
    ...plain,
    quietSince: Number.MAX_SAFE_INTEGER / 2,
    endedOf: ({ id }) => (id === subject ? { categories, isOver } : { categories: [], isOver: false }),
  });

  test('goes with its facts, and who has nothing left is erased', async () => {
    const mia = await someone('open');
    await vault.commit({
      subject: mia,
      expected: { generation: 1, statement: firstStatement.hash },
      segments: [],
      facts: [{ category: 'profile', product: '', values: { name: 'Mia' } }],
      figures: [],
      consume: [],
      leaf: { kind: 'collected', detail: {} },
    });
    await vault.sweep(ended(mia, ['activity'], false));
    expect(await left(mia)).toEqual([]);
    expect(await vault.readFacts(mia)).toHaveLength(1);
    expect((await vault.readStanding(mia))?.tombstone).toBeNull();

    const swept = await vault.sweep(ended(mia, ['activity', 'profile'], true));
    expect(swept).toMatchObject({ reports: [{ went: [{ category: 'profile', clause: 'keep.profile', n: 1 }] }] });
    expect((await vault.readStanding(mia))?.tombstone).not.toBeNull();
    const { rows } = await keys.query('select wrapped from subject_keys where subject = $1', [mia]);
    expect(rows).toEqual([{ wrapped: null }]);
  });

  test('stays where its subject has come back meanwhile', async () => {
    const noa = await someone('open');
    const life = (await vault.readLife(noa))!;
    world.clock.now = NOON + 3 * DAY;
    await vault.noteConnected(noa);
    expect(await vault.endCategories(life, ['activity'])).toBe(false);
    expect(await left(noa)).toEqual(['9999-12-31']);
  });
});
