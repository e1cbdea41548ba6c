import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshClusters, freshClusters } from '../testing/database.ts';
import { firstStatement, NOON } from '../testing/vault.ts';
import { type EpochKeys, epochKeysInFile } from './epoch-keys.ts';
import { openVault, type Vault } from './vault.ts';

const DAY = 86_400_000;

let folder: string;
let path: string;
let clusters: FreshClusters;
let keyPool: pg.Pool;
let vault: Vault;
const opened: Vault[] = [];
const clock = { now: NOON };

/** As another process would: with what it has read of the file. */
async function another(epochKeys: EpochKeys = epochKeysInFile(path)): Promise<Vault> {
  const one = await openVault({ ...clusters, epochKeys, clock: () => clock.now });
  opened.push(one);
  return one;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-rotate-'));
  path = join(folder, 'epoch.key');
  clusters = await freshClusters();
  vault = await another();
  keyPool = new pg.Pool(clusters.keyring);
  await vault.publish(firstStatement, undefined);
});
afterAll(async () => {
  await keyPool?.end();
  await Promise.all(opened.map((one) => one.close()));
  await clusters?.stop();
  rmSync(folder, { recursive: true });
});

async function person(from = vault): Promise<string> {
  const id = await from.createSubject({ kind: 'person' });
  await from.commit({
    subject: id,
    expected: { generation: 1, statement: firstStatement.hash },
    segments: [],
    facts: [{ category: 'profile', product: '', values: { whose: id } }],
    figures: [],
    consume: [],
    leaf: { kind: 'collected', detail: {} },
  });
  return id;
}

const isReadable = async (id: string, from = vault) =>
  (await from.readFacts(id)).some(({ values }) => values.whose === id);

const epochs = () =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Number(line.split(' ')[0]));

const wrapped = async () =>
  (await keyPool.query('select subject, epoch, wrapped from subject_keys where wrapped is not null')).rows;

test('after it all the living are readable, everywhere, and what was wrapped before opens to nobody', async () => {
  const elsewhere = await another();
  const [ada, ben] = [await person(), await person(elsewhere)];
  const mark = vault.nameHash('a name');
  const backup = await wrapped();
  const oldKey = readFileSync(path, 'utf8');

  expect(await vault.rotate()).toBe(true);

  expect(epochs()).toEqual([2]);
  expect(readFileSync(path, 'utf8')).not.toContain(oldKey.split(' ')[1]!.trim());
  for (const one of [vault, elsewhere, await another()]) {
    for (const id of [ada, ben]) expect(await isReadable(id, one)).toBe(true);
    expect(one.nameHash('a name')).toBe(mark);
  }
  expect(await isReadable(await person(elsewhere))).toBe(true);
  expect((await wrapped()).every(({ epoch }) => epoch === 2)).toBe(true);
  // The keyring as a backup has it: there is no key for it any more.
  await keyPool.query('update subject_keys set epoch = $2, wrapped = $3 where subject = $1', [
    ada,
    1,
    backup.find(({ subject }) => subject === ada).wrapped,
  ]);
  await expect(isReadable(ada, await another())).rejects.toMatchObject({ code: 'epoch-key-missing' });
  await keyPool.query('delete from category_keys where subject = $1', [ada]);
  await keyPool.query('delete from subject_keys where subject = $1', [ada]);
});

test('it is done a day before a promise to somebody erased ends, and their receipt says so', async () => {
  const cem = await person();
  expect(await vault.rotateWhenDue()).toBe(false);
  const erased = await vault.erase({ subject: cem, by: 'self', backupsBy: clock.now + 7 * DAY });
  if (erased.kind !== 'erased') throw new Error(erased.kind);
  const [before] = epochs();
  clock.now += 6 * DAY - 1;
  expect(await vault.rotateWhenDue()).toBe(false);
  clock.now += 1;
  expect(await vault.rotateWhenDue()).toBe(true);
  expect(epochs()).toEqual([before! + 1]);
  expect((await vault.readReceipt(erased.receipt.id))?.backups).toEqual({ at: clock.now, isPlanned: false });
  expect(await vault.rotateWhenDue()).toBe(false);
});

test('who signs up while epochs are renewed is lost in none of them', async () => {
  const elsewhere = await another();
  let done = false;
  const made: string[] = [];
  const signingUp = [vault, elsewhere].map(async (one) => {
    while (!done) made.push(await person(one));
  });
  for (let round = 0; round < 6; round += 1) await (round % 2 === 0 ? vault : elsewhere).rotate();
  const both = await Promise.all([vault.rotate(), elsewhere.rotate()]);
  done = true;
  await Promise.all(signingUp);
  expect(both).toContain(true);
  expect(epochs()).toHaveLength(1);
  const fresh = await another();
  expect(made.length).toBeGreaterThan(10);
  for (const id of made) expect(await isReadable(id, fresh)).toBe(true);
});

for (const where of ['begin', 'destroyBefore'] as const) {
  for (const when of ['before', 'after'] as const) {
    test(`a renewal that ended ${when} \`${where}\` comes to the same end when it is tried again`, async () => {
      const dina = await person();
      const [epoch] = epochs();
      const keys = epochKeysInFile(path);
      const dying = await another({
        ...keys,
        async [where](id: number) {
          if (when === 'after') await keys[where](id);
          throw new Error('the process ends here');
        },
      } as EpochKeys);
      const eli = await person();
      const erased = await vault.erase({ subject: eli, by: 'self', backupsBy: clock.now });
      await expect(dying.rotate()).rejects.toThrow();
      expect(await isReadable(dina, await another())).toBe(true);
      const started = await another();
      expect(await started.rotateWhenDue()).toBe(true);
      expect(await started.rotateWhenDue()).toBe(false);
      expect(epochs()).toHaveLength(1);
      expect(epochs()[0]).toBeGreaterThan(epoch!);
      expect(await isReadable(dina, await another())).toBe(true);
      const receipt = erased.kind === 'erased' ? erased.receipt.id : '';
      expect((await started.readReceipt(receipt))?.backups).toMatchObject({ isPlanned: false });
    });
  }
}
