/** Cem was erased, and then a disk is lost: whatever is restored from before, he stays erased, and the others are all there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { backupClusters } from '../../src/vault/cluster/backup.ts';
import { openClusters } from '../../src/vault/cluster/clusters.ts';
import { copyEpochKey } from '../../src/vault/cluster/copy-epoch-key.ts';
import { restoreClusters } from '../../src/vault/cluster/restore.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault } from '../../src/vault/vault.ts';

let folder: string;
const within = (name: string) => join(folder, name);
let living: TestPerson[];
let cem: TestPerson;
let cems: TestProduct;
let receipt: string;

/** Runs a service on a data folder, and stops it again. */
async function on<T>(data: string, act: (house: TestWorld) => Promise<T>): Promise<T> {
  const clusters = await openClusters(data);
  try {
    const connections = {
      vault: { ...clusters.vault.connection },
      keyring: { ...clusters.keyring.connection },
      stop: async () => {},
    };
    const house = await openTestWorld({ on: { clusters: connections, keyFile: join(data, 'epoch.key') } });
    try {
      return await act(house);
    } finally {
      await house.close();
    }
  } finally {
    await clusters.stop();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-restoring-'));
  await on(within('data'), async (house) => {
    living = [await house.signUp('Ada'), await house.signUp('Ben')];
    for (const one of living) await play(house, await one.product(await one.household(), 'Kitchen'));
    cem = await house.signUp('Cem');
    cems = await cem.product(await cem.household(), 'Study');
    await play(house, cems);
    await backupClusters(within('data'), within('before'));
    const body = { password: cem.password, confirm: 'erase' };
    receipt = (await cem.ask('POST', '/v1/me/erasure', body)).body.id;
    await backupClusters(within('data'), within('after'));
    await house.signUp('Dina');
    await backupClusters(within('data'), within('later'));
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function play(house: TestWorld, product: TestProduct) {
  const at = new Date(house.clock.now).toISOString();
  const answered = await product.collect([{ event: 'volume', at, data: { volume: 33, room: 'Kitchen' } }]);
  expect(answered.status).toBe(200);
}

type Backup = 'before' | 'after' | 'later';

/** Restores the vault and the keyring from where it is said, beside the epoch key as it is now. */
async function restored(name: string, vault: Backup, keyring: Backup): Promise<string> {
  const data = within(name);
  await restoreClusters({ vault: join(within(vault), 'vault'), keyring: join(within(keyring), 'keyring') }, data);
  copyEpochKey(within('data'), data);
  return data;
}

const signIn = (house: TestWorld, { email, password }: TestPerson) =>
  house.ask('POST', '/v1/sessions', { body: { email, password } });

describe('restored from before an erasure', () => {
  for (const [what, vault, keyring] of [
    ['the vault', 'before', 'after'],
    ['the keyring', 'after', 'before'],
    ['both', 'before', 'before'],
  ] as const) {
    it(`${what}: who was erased stays erased, and the living are all readable`, { timeout: 60_000 }, async () => {
      const data = await restored(`${what} restored`, vault, keyring);
      // Started twice: the second finds nothing left to do.
      for (const _ of [1, 2]) {
        await on(data, async (house) => {
          expect((await signIn(house, cem)).status).toBe(401);
          expect((await house.ask('GET', '/v1/me/data', { token: cem.token })).status).toBe(401);
          expect((await house.ask('GET', '/v1/directive', { token: cems.token })).status).toBe(401);
          const { database } = house.world;
          const left = await database.query(
            `select s.id from subjects s where tombstone is not null
              and (owner is not null or id in (select subject from segments union all select subject from facts))`,
          );
          expect(left).toEqual([]);
          const dead = await database.query('select id from subjects where tombstone is not null');
          expect(dead).toHaveLength(2);
          for (const one of living) {
            const { token } = (await signIn(house, one)).body;
            const { body } = await house.ask('GET', '/v1/me/data', { token });
            expect(JSON.stringify(body.current)).toContain(one.email);
            expect(body.items[0]).toMatchObject({ event: 'volume', data: { volume: 33 } });
          }
        });
      }
      // His address is nobody's.
      await on(data, async (house) => {
        const body = { email: cem.email, password: 'another long one', country: 'DE', postalCode: '10115' };
        await house.ask('POST', '/v1/accounts', { body });
        expect(
          (await house.ask('POST', '/v1/sessions', { body: { email: body.email, password: body.password } })).status,
        ).toBe(201);
        const known = await house.ask('GET', `/v1/receipts/${receipt}`);
        expect(known.status).toBe(vault === 'after' ? 200 : 404);
      });
    });
  }

  it('nothing starts on a keyring from before somebody who is in the vault: they could not be read', async () => {
    const data = await restored('behind', 'later', 'after');
    await expect(on(data, async () => {})).rejects.toMatchObject({ code: 'keyring-behind' });
  });

  it('nothing starts where the notes of who was erased were left behind', async () => {
    const data = await restored('without notes', 'before', 'before');
    rmSync(join(data, 'epoch.key.erased-1'));
    await expect(on(data, async () => {})).rejects.toMatchObject({ code: 'erasures-missing' });
  });

  it('once the epoch is renewed, a keyring from before opens to nobody, and nothing starts on it', async () => {
    const renewed = await restored('renewed', 'after', 'after');
    const clusters = await openClusters(renewed);
    const vault = await openVault({
      vault: { ...clusters.vault.connection },
      keyring: { ...clusters.keyring.connection },
      epochKeys: epochKeysInFile(join(renewed, 'epoch.key')),
      clock: Date.now,
    });
    await vault.rotate();
    await vault.close();
    await clusters.stop();
    const data = within('too old');
    await restoreClusters({ vault: join(within('after'), 'vault'), keyring: join(within('before'), 'keyring') }, data);
    copyEpochKey(renewed, data);
    await expect(on(data, async () => {})).rejects.toMatchObject({ code: 'epoch-key-missing' });
  });
});
