import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { makeLeaf } from '../ledger/leaf.ts';
import { readSecretKey, secretKeyText } from '../ledger/note.ts';
import { verifyReceipt } from '../ledger/receipt.ts';
import { bundlePath, readTilePath, tilePath, tilesOf, writeBundle } from '../ledger/tile.ts';
import { hashLeaf, isConsistent, isIncluded } from '../ledger/tree.ts';
import { verifyFiles } from '../ledger/verify-files.ts';
import { type FreshVault, firstStatement, freshVault } from '../testing/vault.ts';
import { type Database, openDatabase } from './database.ts';
import { type Ledger, openLedger } from './ledger.ts';

const signer = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 7)))!;
let world: FreshVault;
let database: Database;
let ledger: Ledger;
let ada: string;

beforeAll(async () => {
  world = await freshVault();
  database = openDatabase(world.clusters.vault);
  ledger = openLedger(database, signer);
  ada = await world.vault.createSubject({ kind: 'person' });
});
afterAll(async () => {
  await database?.close();
  await world?.stop();
});

const newest = async () => readCheckpoint((await ledger.checkpoint())!.note, signer.publicKey)!;
const add = (count: number) =>
  database.query('insert into leaves (body) select $1 || sha256(n::text::bytea) from generate_series(1, $2) n', [
    Buffer.of(1),
    count,
  ]);

/** Every file of the ledger, as anyone gets them. */
async function files(): Promise<Map<string, Buffer>> {
  const { note, size } = (await ledger.checkpoint())!;
  const all = new Map<string, Buffer>([['checkpoint', Buffer.from(note)]]);
  for (const { level, n, width } of tilesOf(size)) {
    all.set(tilePath({ level, n, width }), (await ledger.tile({ level, n }, width))!);
    if (level === 0) all.set(bundlePath({ n, width }), writeBundle((await ledger.bundle(n, width))!));
  }
  return all;
}
async function everyLeafOnce(): Promise<void> {
  const all = await files();
  expect(verifyFiles((path) => all.get(path), signer.publicKey)).toMatchObject({ kind: 'good' });
  const placed: string[] = [];
  for (const path of all.keys()) {
    const tile = readTilePath(path);
    if (tile?.level !== 'entries') continue;
    placed.push(...(await ledger.bundle(tile.n, tile.width))!.map((body) => body.toString('hex')));
  }
  const written = await database.query<{ body: Buffer }>('select body from leaves');
  expect(placed.sort()).toEqual(written.map(({ body }) => body.toString('hex')).sort());
}

describe('the integrator', () => {
  it('signs what is there, and does nothing when nothing came', async () => {
    await ledger.integrate();
    const before = await ledger.checkpoint();
    expect((await newest()).size).toBe(1);
    await ledger.integrate();
    expect(await ledger.checkpoint()).toEqual(before);
  });

  it('keeps what was signed the beginning of what is signed next, over tiles that fill', async () => {
    for (const count of [1, 254, 1, 300, 2_000]) {
      const before = await newest();
      await add(count);
      await ledger.integrate();
      const after = await newest();
      expect(after.size).toBe(before.size + count);
      const proof = await ledger.proveConsistency(before.size, after.size);
      expect(isConsistent(before.size, after.size, proof, before.root, after.root)).toBe(true);
      const at = after.size - 1 - (count >> 1);
      const [leaf] = (await ledger.bundle(Math.floor(at / 256), (at % 256) + 1))!.slice(-1);
      expect(isIncluded(hashLeaf(leaf!), at, after.size, await ledger.proveInclusion(at, after.size), after.root)).toBe(
        true,
      );
    }
    await everyLeafOnce();
  });

  it('leaves out what is not committed, and what is rolled back, and takes what comes late', async () => {
    const before = await newest();
    const [slow, undone] = [new pg.Client(world.clusters.vault), new pg.Client(world.clusters.vault)];
    await Promise.all([slow.connect(), undone.connect()]);
    const late = makeLeaf({}).body;
    for (const [client, body] of [
      [slow, late],
      [undone, makeLeaf({}).body],
    ] as const) {
      await client.query('begin');
      await client.query('insert into leaves (body) values ($1)', [body]);
    }
    await add(5);
    await ledger.integrate();
    // The five are committed, and come after the two that are not: they wait.
    expect((await newest()).size).toBe(before.size);
    await undone.query('rollback');
    await slow.query('commit');
    await ledger.integrate();
    expect((await newest()).size).toBe(before.size + 6);
    await everyLeafOnce();
    await Promise.all([slow.end(), undone.end()]);
  });

  it('puts every leaf into the tree exactly once, while many write, some late, some in vain, and several integrate', async () => {
    const others = [openDatabase(world.clusters.vault), openDatabase(world.clusters.vault)];
    const ledgers = [ledger, ...others.map((other) => openLedger(other, signer))];
    let isOver = false;
    const integrating = ledgers.map(async (one) => {
      while (!isOver) await one.integrate();
    });
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        const client = new pg.Client(world.clusters.vault);
        await client.connect();
        for (let n = 0; n < 40; n += 1) {
          await client.query('begin');
          await client.query('insert into leaves (body) values ($1)', [makeLeaf({ writer, n }).body]);
          if (n % 5 === writer % 5) await new Promise((later) => setTimeout(later, (n * writer) % 17));
          await client.query(n % 7 === writer ? 'rollback' : 'commit');
        }
        await client.end();
      }),
    );
    isOver = true;
    await Promise.all(integrating);
    await ledger.integrate();
    await everyLeafOnce();
    await Promise.all(others.map((other) => other.close()));
  }, 60_000);

  it('does not go on with another key than it began with', async () => {
    const other = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 8)))!;
    await add(1);
    const before = await ledger.checkpoint();
    await expect(openLedger(database, other).integrate()).rejects.toMatchObject({ code: 'ledger-key-missing' });
    expect(await ledger.checkpoint()).toEqual(before);
  });

  it('does not append a run to another tree than the one it was read from', async () => {
    const before = await ledger.checkpoint();
    const [row] = await database.query<{ done: boolean }>(
      `select append_run(size - 1, up_to, up_to + 1, 0, 'forged', '{}', '{}', '{}', '{}', '') as done from ledger`,
    );
    expect(row).toEqual({ done: false });
    expect(await ledger.checkpoint()).toEqual(before);
  });
});

describe('a receipt', () => {
  it('is given for each leaf of a person once it is in the tree, and holds', async () => {
    const leaf = { kind: 'opened', detail: { purpose: 'support' } };
    await world.vault.recordOpening({
      subject: ada,
      expected: { generation: 1, statement: firstStatement.hash },
      leaf,
    });
    const leaves = await world.vault.readLeaves({ subjects: [ada] });
    expect(await ledger.receipts(leaves)).toEqual([undefined]);
    await ledger.integrate();
    const [receipt] = await ledger.receipts(leaves);
    expect(verifyReceipt(receipt!, signer.publicKey)).toMatchObject({ kind: 'good', says: leaf });
  });
});
