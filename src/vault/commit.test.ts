import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import type { Write } from './commit.ts';
import type { Vault } from './vault.ts';

let world: FreshVault;
let vault: Vault;
let pool: pg.Pool;

beforeAll(async () => {
  world = await freshVault();
  vault = world.vault;
  pool = new pg.Pool(world.clusters.vault);
});
afterAll(async () => {
  await pool?.end();
  await world?.stop();
});

const played = (volume: number) => ({
  event: 'play',
  at: NOON - 1_000,
  generation: 1,
  data: { volume, room: 'Kitchen' },
});

const write = (subject: string, changes: Partial<Write> = {}): Write => ({
  subject,
  expected: { generation: 1, statement: firstStatement.hash },
  segments: [],
  facts: [],
  figures: [],
  consume: [],
  leaf: { kind: 'collected', detail: {} },
  ...changes,
});

const batch = (id: string, body = 'the body', answer: object = { stored: 1 }) => ({
  product: 'kitchen-player',
  id,
  digest: vault.batchDigest('', id, body),
  answer,
  counts: { received: 3, stored: 2, refused: 1 },
  refused: [{ reason: 'undeclared-field', type: 'text', length: 4, hash: vault.nameHash('mood'), n: 1 }],
});

const segment = (volume: number) => ({
  category: 'activity',
  product: 'kitchen-player',
  expiresOn: '2028-04-01',
  events: [played(volume)],
});

const person = async () => {
  const id = await vault.createSubject({ kind: 'person' });
  return id;
};

async function eventsOf(subject: string) {
  const events = [];
  // Where in its segment each stands is for deletions to know.
  for await (const read of vault.readSegments(subject)) {
    for (const { position: _, ...event } of read.events) events.push(event);
  }
  return events;
}

describe('a commit', () => {
  test('stores events, facts and a leaf, and gives them back as they were', async () => {
    const ada = await person();
    const stored = await vault.commit(
      write(ada, {
        batch: batch('1'),
        segments: [segment(20), { ...segment(30), category: 'performance', expiresOn: 'open' }],
        facts: [{ category: 'profile', product: '', values: { name: 'Ada', phone: null } }],
        leaf: { kind: 'collected', detail: { events: 2 } },
      }),
    );
    expect(stored).toMatchObject({ kind: 'stored', generation: 1 });
    expect(await eventsOf(ada)).toEqual([played(20), played(30)]);
    expect(await vault.readFacts(ada)).toEqual([
      {
        category: 'profile',
        product: '',
        values: { name: 'Ada', phone: null },
        statement: firstStatement.hash,
        version: 1,
      },
    ]);
    const leaf = stored.kind === 'stored' && stored.leaf;
    expect(await vault.readEntries({ subject: ada })).toEqual([
      { leaf, kind: 'collected', at: NOON, detail: { events: 2 } },
    ]);
  });

  test('merges facts field by field', async () => {
    const ben = await person();
    const set = (product: string, values: { [field: string]: string }) =>
      vault.commit(write(ben, { facts: [{ category: 'settings', product, values }] }));
    await set('bath', { name: 'Bath', light: 'on' });
    await set('hall', { name: 'Hall' });
    await set('bath', { light: 'off' });
    expect(
      (await vault.readFacts(ben, ['settings'])).map(({ product, values, version }) => [product, values, version]),
    ).toEqual([
      ['bath', { name: 'Bath', light: 'off' }, 2],
      ['hall', { name: 'Hall' }, 1],
    ]);
  });

  test('loses no field when twenty change one fact at once', async () => {
    const cem = await person();
    const names = Array.from({ length: 20 }, (_, k) => `field${k}`);
    const tries = await Promise.all(
      names.map(async (name) => {
        for (let count = 1; ; count += 1) {
          const { kind } = await vault.commit(
            write(cem, { facts: [{ category: 'profile', product: '', values: { [name]: 1 } }] }),
          );
          if (kind === 'stored') return count;
          expect(kind).toBe('moved');
        }
      }),
    );
    expect(Math.max(...tries)).toBeGreaterThan(1);
    const [fact] = await vault.readFacts(cem);
    expect(Object.keys(fact!.values).sort()).toEqual(names.sort());
    expect(fact!.version).toBe(20);
  });

  test('that fails leaves those that share its transaction unharmed', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, person));
    const results = await Promise.allSettled(
      people.map((one, k) =>
        vault.commit(write(one, { segments: [{ ...segment(k), product: k === 5 ? 'not\u0000text' : 'kitchen' }] })),
      ),
    );
    expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(results[5]).toMatchObject({ reason: { code: 'storage-failed' } });
    for (const [k, one] of people.entries()) expect(await eventsOf(one)).toHaveLength(k === 5 ? 0 : 1);
  });

  test('makes the partition anew that another process has swept', async () => {
    const ada = await person();
    const late = { ...segment(1), expiresOn: '2031-01-15' };
    await vault.commit(write(ada, { segments: [late] }));
    await pool.query('drop table segments_2031_01');
    expect(await vault.commit(write(ada, { segments: [late] }))).toMatchObject({ kind: 'stored' });
    expect(await eventsOf(ada)).toHaveLength(1);
  });

  test('is refused whole if the subject was never made', async () => {
    await expect(vault.commit(write('0b6e3f0e-7c1c-4a3e-9f6a-3c3f4f1f9a11'))).rejects.toMatchObject({
      code: 'subject-unknown',
    });
  });

  test('under an older generation or another statement writes nothing and says how the subject stands', async () => {
    const dina = await person();
    await vault.choose({ subject: dina, choices: { 'usage-data': 'off' }, leaf: { kind: 'chosen', detail: {} } });
    const moved = await vault.commit(write(dina, { batch: batch('1'), segments: [segment(1)] }));
    expect(moved).toEqual({
      kind: 'moved',
      standing: {
        kind: 'person',
        owner: null,
        generation: 2,
        stops: 0,
        statement: firstStatement.hash,
        choices: { 'usage-data': { state: 'off', since: NOON } },
        tombstone: null,
        deletions: [],
      },
    });
    const other = { expected: { generation: 2, statement: 'b'.repeat(64) } };
    expect(await vault.commit(write(dina, { ...other, segments: [segment(1)] }))).toMatchObject({ kind: 'moved' });
    expect(await eventsOf(dina)).toEqual([]);
    const { rows } = await pool.query('select from batches where subject = $1', [dina]);
    expect(rows).toEqual([]);
  });

  test('uses up a one-time permission, once', async () => {
    const eli = await person();
    await vault.choose({ subject: eli, choices: { diagnostic: 'on' }, leaf: { kind: 'chosen', detail: {} } });
    const snapshot = write(eli, {
      consume: ['diagnostic'],
      expected: { generation: 2, statement: firstStatement.hash },
    });
    const both = await Promise.all([vault.commit(snapshot), vault.commit(snapshot)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['moved', 'stored']);
    const standing = await vault.readStanding(eli);
    expect(standing).toMatchObject({ generation: 3, choices: { diagnostic: { state: 'off', since: NOON } } });
  });

  test('writes nothing for the erased, and neither do their keys come back', async () => {
    const fay = await person();
    await vault.commit(
      write(fay, { segments: [segment(1)], facts: [{ category: 'profile', product: '', values: { a: 1 } }] }),
    );
    await pool.query('update subjects set tombstone = now() where id = $1', [fay]);
    expect(await eventsOf(fay)).toEqual([]);
    expect(await vault.readFacts(fay)).toEqual([]);
    expect(await vault.readEntries({ subject: fay })).toEqual([]);
    expect(await vault.commit(write(fay))).toEqual({ kind: 'gone' });
    await vault.keyring.destroySubject(fay, NOON);
    const elsewhere = await world.another();
    for (const one of [vault, elsewhere]) {
      expect(await one.commit(write(fay))).toEqual({ kind: 'gone' });
      expect(await one.keyring.mintSubject(fay)).toBe('destroyed');
    }
    expect(await vault.createSubject({ id: fay, kind: 'person' })).toBe('gone');
  });
});

describe('a batch', () => {
  test('that comes again is answered as before, and another body under its id is a conflict', async () => {
    const gil = await person();
    const one = write(gil, { batch: batch('7'), segments: [segment(5)] });
    expect(await vault.commit(one)).toMatchObject({ kind: 'stored' });
    const again = { ...one, batch: batch('7', 'the body', { stored: 'otherwise' }) };
    expect(await vault.commit(again)).toEqual({ kind: 'repeated', answer: { stored: 1 } });
    expect(await vault.commit({ ...one, batch: batch('7', 'another body') })).toEqual({ kind: 'conflict' });
    await vault.choose({ subject: gil, choices: { usage: 'off' }, leaf: { kind: 'chosen', detail: {} } });
    expect(await vault.commit(one)).toEqual({ kind: 'repeated', answer: { stored: 1 } });
    expect(await eventsOf(gil)).toHaveLength(1);
  });

  test('sent from two processes at once is stored once', async () => {
    const elsewhere = await world.another();
    const hal = await person();
    for (let round = 0; round < 40; round += 1) {
      const one = write(hal, { batch: batch(`r${round}`), segments: [segment(round)] });
      const kinds = await Promise.all(
        [vault, elsewhere, vault, elsewhere].map(async (v) => (await v.commit(one)).kind),
      );
      expect(kinds.sort()).toEqual(['repeated', 'repeated', 'repeated', 'stored']);
    }
    expect(await eventsOf(hal)).toHaveLength(40);
  });

  test('adds its counts to the sums, also after it is dropped', async () => {
    const before = await vault.counts();
    await vault.commit(write(await person(), { batch: batch('c') }));
    const sums = await vault.counts();
    expect(sums.received).toBe(before.received! + 3);
    // What is in no sum yet stays: on a server that others use too, a transaction of theirs can keep a batch a moment longer.
    await expect
      .poll(async () => {
        await vault.dropBatches(NOON + 1);
        return (await pool.query('select from batches')).rows;
      })
      .toEqual([]);
    expect(await vault.counts()).toEqual(sums);
  });

  test('is summed up once, whoever sums up meanwhile and however late it commits', async () => {
    const elsewhere = await world.another();
    const before = (await vault.counts()).received!;
    let done = false;
    const summing = [vault, elsewhere].map(async (one) => {
      while (!done) await one.tallyBatches();
    });
    const seen: number[] = [];
    const looking = (async () => {
      while (!done) seen.push((await vault.counts()).received!);
    })();
    // One that began long before the others, and is still under way when they are summed up.
    const late = await pool.connect();
    await late.query('begin');
    await late.query(
      `insert into batches (subject, product, batch, received_at, digest, answer, counts)
        values ($1, '', 'late', now(), '', '{}', '{"received": 1000}')`,
      [await person()],
    );
    for (let n = 0; n < 30; n += 1) await vault.commit(write(await person(), { batch: batch(`t${n}`) }));
    expect((await vault.counts()).received).toBe(before + 90);
    await late.query('commit');
    late.release();
    done = true;
    await Promise.all([...summing, looking]);
    expect((await vault.counts()).received).toBe(before + 1090);
    await vault.tallyBatches();
    expect((await vault.counts()).received).toBe(before + 1090);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
