import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import { openDatabase } from './database.ts';
import { CACHE, openKeyring } from './keyring.ts';

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

const bytesOf = (key: { export(): Buffer } | undefined) => key?.export().toString('hex');

it('each category and each month of expiry has a key of its own, and none is empty', async () => {
  const ada = await world.vault.createSubject({ kind: 'person' });
  const names = ['activity', 'performance'].flatMap((category) =>
    ['', '2028-04', '2028-05'].map((month) => ({ category, month })),
  );
  const keys = await world.vault.keyring.mint(ada, names);
  if (keys === 'destroyed') throw new Error('Ada is alive');
  const bytes = keys.map((key) => bytesOf(key as never));
  expect(new Set(bytes).size).toBe(names.length);
  expect(bytes).not.toContain('0'.repeat(64));
  const others = await world.vault.keyring.mint(await world.vault.createSubject({ kind: 'person' }), names);
  expect(new Set([...bytes, ...(others as never[]).map((key) => bytesOf(key))]).size).toBe(2 * names.length);
});

it('the key of one category and month destroyed, exactly that is unreadable', async () => {
  const ada = await world.vault.createSubject({ kind: 'person' });
  const segment = (category: string, expiresOn: string) => ({
    category,
    product: 'kitchen',
    expiresOn,
    events: [{ event: 'play', at: NOON, generation: 1, data: {} }],
  });
  await world.vault.commit({
    subject: ada,
    expected: { generation: 1, statement: firstStatement.hash },
    segments: [
      segment('activity', '2028-04-10'),
      segment('activity', '2028-05-10'),
      segment('performance', '2028-04-10'),
    ],
    facts: [],
    figures: [],
    consume: [],
    leaf: { kind: 'collected', detail: {} },
  });
  await keyPool.query(`delete from category_keys where subject = $1 and category = 'activity' and month = '2028-04'`, [
    ada,
  ]);
  // Another process, which has none of the keys at hand.
  const elsewhere = await world.another();
  const left: string[] = [];
  for await (const { category, expiresOn } of elsewhere.readSegments(ada)) left.push(`${category} ${expiresOn}`);
  expect(left.sort()).toEqual(['activity 2028-05-10', 'performance 2028-04-10']);
});

it('a key that another process destroyed is forgotten within a minute, and few are held', async () => {
  expect(CACHE).toEqual({ max: 10_000, ttl: 60_000 });
  const perf = { time: 1_000, now: () => perf.time };
  const database = openDatabase(world.clusters.keyring);
  try {
    const keyring = openKeyring(database, world.epochKeys, { perf });
    const ada = randomUUID();
    await keyring.mintSubject(ada);
    const name = { category: 'activity', month: '' };
    const [minted] = (await keyring.mint(ada, [name])) as { export(): Buffer }[];
    await world.vault.keyring.destroySubject(ada, NOON);
    expect(bytesOf((await keyring.find(ada, [name]))[0] as never)).toBe(bytesOf(minted));
    perf.time += 60_001;
    expect(await keyring.find(ada, [name])).toEqual([undefined]);
  } finally {
    await database.close();
  }
});

it('the same value in two fields is known by two digests', async () => {
  const ada = await world.vault.createSubject({ kind: 'person' });
  await world.vault.blind.claim('account.email', 'ada@home.example', ada);
  await world.vault.blind.claim('registration.email', 'ada@home.example', ada);
  const { rows } = await keyPool.query<{ digest: Buffer }>('select digest from blind where subject = $1', [ada]);
  expect(new Set(rows.map(({ digest }) => digest.toString('hex'))).size).toBe(2);
});

it('a name that nobody declared is known by a hash that only this vault can make', async () => {
  const name = 'mails_from_ada';
  const elsewhere = await freshVault();
  try {
    const plain = createHash('sha256').update(name).digest('hex');
    const hashes = [world.vault.nameHash(name), elsewhere.vault.nameHash(name), plain.slice(0, 32)];
    expect(new Set(hashes).size).toBe(3);
    expect(world.vault.nameHash(name)).toBe(hashes[0]);
  } finally {
    await elsewhere.stop();
  }
});
