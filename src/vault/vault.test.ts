import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keeps } from '../testing/keeps.ts';
import { epochKeysInMemory, type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import type { Write } from './commit.ts';
import { Fault } from './fault.ts';
import type { Reading } from './read-segments.ts';
import { keyFrom } from './seal.ts';
import { openVault } from './vault.ts';

let world: FreshVault;
let pool: pg.Pool;
let keyPool: pg.Pool;

beforeAll(async () => {
  world = await freshVault();
  pool = new pg.Pool(world.clusters.vault);
  keyPool = new pg.Pool(world.clusters.keyring);
});
afterAll(async () => {
  await Promise.all([pool?.end(), keyPool?.end()]);
  await world?.stop();
});

const DAY = 86_400_000;
const noChange = { segments: [], facts: [], figures: [], consume: [] };
const write = (subject: string, changes: Partial<Write>): Write => ({
  subject,
  expected: { generation: 1, statement: firstStatement.hash },
  ...noChange,
  leaf: { kind: 'collected', detail: {} },
  ...changes,
});
const person = async () => await world.vault.createSubject({ kind: 'person' });

const event = (at: number) => ({ event: 'play', at, generation: 1, data: { n: at } });
const segment = (times: number[], expiresOn = '2028-04-01', category = 'activity') => ({
  category,
  product: 'kitchen',
  expiresOn,
  events: times.map(event),
});

async function timesOf(subject: string, reading?: Reading) {
  const times: number[] = [];
  for await (const { events } of world.vault.readSegments(subject, reading)) times.push(...events.map(({ at }) => at));
  return times;
}

test('what has expired is not read, though it is still there', async () => {
  const ada = await person();
  await world.vault.commit(
    write(ada, { segments: [segment([1], '2027-03-02'), segment([2], '2027-03-03'), segment([3], 'open')] }),
  );
  expect(await timesOf(ada)).toEqual([1, 2, 3]);
  world.clock.now = Date.UTC(2027, 2, 2);
  expect(await timesOf(ada)).toEqual([2, 3]);
  world.clock.now = Date.UTC(2027, 2, 3);
  expect(await timesOf(ada)).toEqual([3]);
  world.clock.now = NOON;
  expect((await pool.query('select from segments where subject = $1', [ada])).rowCount).toBe(3);
});

test('a history is read by pages from either end, by day, category and product', async () => {
  const ben = await person();
  const days = Array.from({ length: 30 }, (_, k) => NOON - (30 - k) * DAY);
  for (const day of days) {
    await world.vault.commit(write(ben, { segments: [segment([day + 2, day, day + 1])] }));
  }
  await world.vault.commit(write(ben, { segments: [segment([NOON], 'open', 'performance')] }));
  const all = [...days.flatMap((day) => [day, day + 1, day + 2]), NOON];
  expect(await timesOf(ben)).toEqual(all);
  expect(await timesOf(ben, { order: 'newest' })).toEqual(all.toReversed());
  expect(await timesOf(ben, { categories: ['performance'] })).toEqual([NOON]);
  expect(await timesOf(ben, { product: 'bath' })).toEqual([]);
  expect(await timesOf(ben, { fromDay: '2027-02-10', toDay: '2027-02-11' })).toEqual(
    all.filter((at) => at >= Date.UTC(2027, 1, 10) && at < Date.UTC(2027, 1, 12)),
  );
  for (const order of ['oldest', 'newest'] as const) {
    const paged: number[] = [];
    for (let after: string | undefined; ; ) {
      let count = 0;
      for await (const { events, cursor } of world.vault.readSegments(ben, {
        order,
        limit: 7,
        ...(after && { after }),
      })) {
        paged.push(...events.map(({ at }) => at));
        count += events.length;
        after = cursor;
      }
      expect(count).toBeLessThanOrEqual(7);
      if (count === 0) break;
    }
    expect(paged).toEqual(order === 'oldest' ? all : all.toReversed());
  }
});

test('a row that is moved to another subject, or altered beside its seal, does not open', async () => {
  const [ada, eve] = [await person(), await person()];
  for (const one of [ada, eve]) {
    await world.vault.commit(
      write(one, { segments: [segment([1])], facts: [{ category: 'profile', product: '', values: { name: one } }] }),
    );
  }
  const damaged = expect.objectContaining({ code: 'storage-damaged' });
  await pool.query('delete from segments where subject = $1', [eve]);
  await pool.query('update segments set subject = $2 where subject = $1', [ada, eve]);
  await expect(timesOf(eve)).rejects.toThrow(damaged);
  await pool.query('update segments set subject = $1 where subject = $2', [ada, eve]);
  expect(await timesOf(ada)).toEqual([1]);
  for (const change of [`product = 'bath'`, `expires_on = '2028-04-02'`, 'generation = 2', `source = 'shop'`]) {
    await pool.query(`update segments set ${change} where subject = $1`, [ada]);
    await expect(timesOf(ada), change).rejects.toThrow(damaged);
    await pool.query(
      `update segments set product = 'kitchen', expires_on = '2028-04-01', generation = 1, source = null where subject = $1`,
      [ada],
    );
  }
  await pool.query('update facts set sealed = (select sealed from facts where subject = $1) where subject = $2', [
    ada,
    eve,
  ]);
  await expect(world.vault.readFacts(eve)).rejects.toThrow(damaged);
  await pool.query('update facts set row_version = 7 where subject = $1', [ada]);
  await expect(world.vault.readFacts(ada)).rejects.toThrow(damaged);
});

test('a key that two processes make at once is one key', async () => {
  const [one, other] = [await world.another(), await world.another()];
  for (let round = 0; round < 30; round += 1) {
    const ada = await person();
    const names = [{ category: 'activity', month: '2028-04' }];
    const made = await Promise.all([one, other, one, other].map((vault) => vault.keyring.mint(ada, names)));
    const [first] = made[0] as [ReturnType<typeof keyFrom>];
    for (const keys of made) expect((keys[0] as typeof first).equals(first)).toBe(true);
    const systems = await Promise.all([one, other].map((vault) => vault.keyring.systemKey(`round ${round}`)));
    expect(systems[0]!.equals(systems[1]!)).toBe(true);
  }
});

test('marks of one person in two periods have nothing in common, and counts of one add up', async () => {
  const ada = await person();
  const count = (period: string, n: number) => ({ figure: 'plays', period, value: 'Kitchen', n });
  await world.vault.commit(write(ada, { figures: [count('2027-03', 1), count('2027-02', 1), count('2027-03', 2)] }));
  await world.vault.commit(write(ada, { figures: [count('2027-03', 4)] }));
  const { rows } = await pool.query<{ period: string; mark: Buffer; n: string }>(
    'select * from figures order by period',
  );
  expect(rows.map(({ period, n }) => [period, n])).toEqual([
    ['2027-02', '1'],
    ['2027-03', '7'],
  ]);
  expect(rows[0]!.mark.equals(rows[1]!.mark)).toBe(false);
});

test('a value belongs to one subject; a claim that came to nothing is free again after ten minutes', async () => {
  const [ada, ben] = [await person(), await person()];
  const { blind } = world.vault;
  const field = 'profile.email';
  const [held, lost] = ['ada@home.example', 'lost@home.example'];
  expect(await blind.claim(field, held, ada)).toBe('claimed');
  expect(await blind.claim(field, held, ada)).toBe('claimed');
  // It is held as Ada wrote it.
  const email = ' Ada@Home.example';
  await world.vault.commit(write(ada, { facts: [{ category: 'profile', product: '', values: { email } }] }));
  // Ada's process ends here: this claim is never confirmed, and the next never committed.
  expect(await blind.claim(field, lost, ada)).toBe('claimed');
  for (const value of [held, lost]) expect(await blind.claim(field, value, ben)).toBe('taken');
  world.clock.now = NOON + 10 * 60_000 + 1;
  expect(await blind.claim(field, held, ben)).toBe('taken');
  expect(await blind.claim(field, lost, ben)).toBe('claimed');
  world.clock.now = NOON;
  expect([await blind.find(field, held), await blind.find(field, lost)]).toEqual([ada, ben]);
  expect(await blind.find('profile.phone', held)).toBeUndefined();
  await blind.release(field, held, ben);
  expect(await blind.find(field, held)).toBe(ada);
  await blind.release(field, held, ada);
  expect(await blind.find(field, held)).toBeUndefined();
});

test('an opening is recorded before anything is read, and only under what it was decided by', async () => {
  const ada = await person();
  const opening = (generation: number) =>
    world.vault.recordOpening({
      subject: ada,
      expected: { generation, statement: firstStatement.hash },
      leaf: { kind: 'opened', detail: { purpose: 'support' } },
    });
  const opened = await opening(1);
  expect(await world.vault.readEntries({ subject: ada })).toEqual([
    { leaf: opened.kind === 'stored' && opened.leaf, kind: 'opened', at: NOON, detail: { purpose: 'support' } },
  ]);
  expect(await opening(2)).toMatchObject({ kind: 'moved', standing: { generation: 1 } });
  await pool.query('update subjects set tombstone = now() where id = $1', [ada]);
  expect(await opening(1)).toEqual({ kind: 'gone' });
});

test('a choice that stands so already raises no generation, unless it is renewed', async () => {
  const ada = await person();
  const choose = (state: 'on' | 'off', renew: string[] = []) =>
    world.vault.choose({ subject: ada, choices: { news: state }, renew, leaf: { kind: 'chosen', detail: {} } });
  expect(await choose('on')).toMatchObject({ kind: 'stored', standing: { generation: 2 } });
  expect(await choose('on')).toMatchObject({ kind: 'unchanged', standing: { generation: 2 } });
  expect(await choose('on', ['news'])).toMatchObject({ kind: 'stored', standing: { generation: 3 } });
  expect(await choose('off')).toMatchObject({ kind: 'stored', standing: { generation: 4, kind: 'person' } });
  expect(await world.vault.readEntries({ subject: ada })).toHaveLength(3);
});

test('a statement is put in force once', async () => {
  expect(await world.vault.publish(firstStatement, undefined)).toBe('stands');
  const entries = await world.vault.readEntries({});
  expect(entries.map(({ kind }) => kind)).toEqual(['statement-published']);
});

test('another epoch key opens nothing, and says so at once', async () => {
  const stranger = { id: 1, key: keyFrom(randomBytes(32)) };
  const others = epochKeysInMemory();
  const epochKeys = { ...others, current: async () => stranger, get: async () => stranger };
  const { vault, keyring } = world.clusters;
  await expect(openVault({ vault, keyring, epochKeys, clock: Date.now })).rejects.toMatchObject({
    code: 'storage-damaged',
  });
  const none = { ...others, current: async () => stranger, get: async () => undefined };
  await expect(openVault({ vault, keyring, epochKeys: none, clock: Date.now })).rejects.toMatchObject({
    code: 'epoch-key-missing',
  });
});

test('a database that ends its connections is found again, and an error tells no value', async () => {
  const ada = await person();
  for (const one of [pool, keyPool]) {
    await one.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'sotto'`,
    );
  }
  await new Promise((later) => setTimeout(later, 100));
  expect(await world.vault.commit(write(ada, { segments: [segment([1])] }))).toMatchObject({ kind: 'stored' });
  const error = await world.vault
    .commit(write(ada, { segments: [{ ...segment([1]), product: 'secret\u0000product' }] }))
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Fault);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
});

// Of a server that is not ours alone the files can't be read, or change under the reader.
test.skipIf(process.env.DATABASE_URL)('nothing of what a person gave is in the files of the databases', async () => {
  keeps('principle.protected');
  const ada = await person();
  const planted = ['Ada-Plantagenet-0417', 'ada.plantagenet@planted.example'];
  await world.vault.blind.claim('profile.email', planted[1]!, ada);
  await world.vault.commit(
    write(ada, {
      segments: [{ ...segment([1]), events: [{ ...event(1), data: { who: planted[0]!, mail: planted[1]! } }] }],
      facts: [{ category: 'profile', product: '', values: { name: planted[0]!, email: planted[1]! } }],
      leaf: { kind: 'collected', detail: { who: planted[0] } },
    }),
  );
  const control = 'Control-Seen-In-The-Files';
  await pool.query('create table control (seen text)');
  await pool.query('insert into control values ($1)', [control]);
  for (const one of [pool, keyPool]) await one.query('checkpoint');
  // A server works in its data folder.
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const bytes = filesUnder(realpathSync(`/proc/${rows[0]!.pid}/cwd`));
  const isFound = (text: string) => bytes.some((file) => file.includes(text));
  expect(isFound(control)).toBe(true);
  for (const text of planted) expect(isFound(text)).toBe(false);
});

function filesUnder(folder: string): Buffer[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [readFileSync(path)] : [];
  });
}

test('which party a choice is for is in no row, and comes back to whoever may ask', async () => {
  keeps('principle.protected');
  const [ada, ben] = [await person(), await person()];
  const link = (subject: string, state: 'on' | 'off') =>
    world.vault.choose({
      subject,
      choices: { 'music-service/hummingbird': state, news: state },
      leaf: { kind: 'chosen', detail: {} },
    });
  for (const one of [ada, ben]) await link(one, 'on');
  const rows = await pool.query<{ choices: object }>('select choices from subjects where id = any ($1)', [[ada, ben]]);
  const [adas, bens] = rows.rows.map(({ choices }) => Object.keys(choices).find((name) => name !== 'news'));
  expect(adas).toMatch(/^music-service\/~[0-9a-f]{32}$/);
  // Nor can two people be seen to have linked the same.
  expect(adas).not.toBe(bens);
  expect(JSON.stringify(rows.rows)).not.toContain('hummingbird');

  const elsewhere = await world.another();
  expect(Object.keys((await elsewhere.readStanding(ada))!.choices).sort()).toEqual([
    'music-service/hummingbird',
    'news',
  ]);
  expect(await link(ada, 'on')).toMatchObject({ kind: 'unchanged' });
  expect(await link(ada, 'off')).toMatchObject({
    kind: 'stored',
    standing: { choices: { 'music-service/hummingbird': { state: 'off' } } },
  });
  // A name moved to another choice, or to another subject, does not open.
  await pool.query(
    `update subjects s set choices = jsonb_build_object($3::text, o.choices -> $2) from subjects o where s.id = $1 and o.id = $4`,
    [ada, bens, adas, ben],
  );
  await expect(elsewhere.readStanding(ada)).rejects.toMatchObject({ code: 'storage-damaged' });
});
