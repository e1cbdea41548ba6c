import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EveryRow, everyRow, missingFrom } from '../testing/every-row.ts';
import { type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import type { Write } from './commit.ts';
import type { ErasureStep } from './erase.ts';
import { openVault, type Vault } from './vault.ts';

const DAY = 86_400_000;
const BY = NOON + 7 * DAY;

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

let batches = 0;

/** One of everything that a collection can write. */
function all(subject: string, at = NOON): Write {
  batches += 1;
  const id = `batch ${batches}`;
  const data = { volume: 5, room: 'Kitchen' };
  const events = [{ event: 'play', at, generation: 1, data }];
  return {
    subject,
    expected: { generation: 1, statement: firstStatement.hash },
    batch: {
      product: 'kitchen',
      id,
      digest: vault.batchDigest(subject, id, 'the body'),
      answer: { stored: 1 },
      counts: { received: 3, stored: 2 },
      refused: [],
    },
    segments: ['2028-04-01', '2027-09-09', 'open'].map((expiresOn) => ({
      category: 'activity',
      product: 'kitchen',
      expiresOn,
      events,
    })),
    facts: [{ category: 'profile', product: '', values: { name: 'Cem' } }],
    figures: [
      { figure: 'plays', period: '2027-03', value: 'Kitchen', n: 2 },
      { figure: 'plays', period: '2027-03', value: 'Bath', n: 1 },
    ],
    consume: [],
    leaf: { kind: 'collected', detail: {} },
  };
}

interface Home {
  readonly person: string;
  readonly household: string;
}

/** A person with a household, both with data, found by an address, and known to the tables of the other rooms. */
async function home(name: string): Promise<Home> {
  const person = await vault.createSubject({ kind: 'person' });
  const household = await vault.createSubject({ kind: 'household', owner: person });
  await vault.blind.claim('profile.email', `${name}@home.example`, person);
  for (const subject of [person, household]) for (const _ of [1, 2]) await vault.commit(all(subject));
  await pool.query('insert into accounts (subject) values ($1)', [person]);
  await pool.query(
    `insert into sessions (subject, id, era, digest, started_at, used_at)
      values ($1, gen_random_uuid(), 0, $2, now(), now())`,
    [person, Buffer.from(`session of ${name}`)],
  );
  await pool.query(`insert into links (subject, digest, ends_at) values ($1, $2, now())`, [
    person,
    Buffer.from(`link of ${name}`),
  ]);
  await pool.query(
    `insert into address_changes (subject, confirms, stops, sealed, asked_at, ends_at)
      values ($1, $2, $3, 'sealed', now(), now())`,
    [person, Buffer.from(`new address of ${name}`), Buffer.from(`old address of ${name}`)],
  );
  await pool.query(
    `insert into products (subject, id, kind, digest, serial, registered_at)
      values ($1, gen_random_uuid(), 'player', $2, $3, now())`,
    [household, Buffer.from(`product of ${name}`), `serial of ${name}`],
  );
  return { person, household };
}

const both = async (): Promise<{ vault: EveryRow; keyring: EveryRow }> => ({
  vault: await everyRow(world.clusters.vault),
  keyring: await everyRow(world.clusters.keyring),
});

const without = (row: string, ...members: string[]) => {
  const [table = '', ...rest] = row.split(' ');
  const values = JSON.parse(rest.join(' ')) as { [name: string]: unknown };
  for (const member of members) delete values[member];
  return { table, ...values };
};

/** What is left of them: that they were there. */
async function expectGone({ person, household }: Home) {
  const { vault: inVault, keyring } = await both();
  const naming = (rows: EveryRow) =>
    missingFrom(new Map(), rows).filter((row) => [person, household].some((id) => row.includes(id)));
  const midnight = expect.stringMatching(/T00:00:00/);
  const tombstone = { owner: null, choices: {}, generation: 0, connected_at: null, tombstone: midnight };
  expect(naming(inVault).map((row) => without(row, 'created_at'))).toEqual(
    [person, household].sort().map((id) => ({
      table: 'subjects',
      id,
      kind: id === person ? 'person' : 'household',
      ...tombstone,
    })),
  );
  expect(naming(keyring).map((row) => without(row))).toEqual(
    [person, household].sort().map((subject) => ({
      table: 'subject_keys',
      subject,
      epoch: expect.any(Number),
      wrapped: null,
      destroyed_at: expect.stringMatching(/T00:00:00/),
    })),
  );
}

async function eventsOf(subject: string, from: Vault = vault): Promise<number> {
  let n = 0;
  for await (const { events } of from.readSegments(subject)) n += events.length;
  return n;
}

describe('erasing one of several', () => {
  test('leaves no row that names them, and changes nothing of the others', async () => {
    const [ada, ben, cem] = [await home('ada'), await home('ben'), await home('cem')];
    // Some of the batches are summed up, and some are not yet.
    await vault.tallyBatches();
    await vault.commit(all(cem.household));
    await vault.commit(all(ada.household));
    const before = await both();
    const sums = [await vault.counts(), await vault.readFigure('plays', '2027-03')];

    const erased = await vault.erase({ subject: cem.person, by: 'self', backupsBy: BY });
    expect(erased).toMatchObject({
      kind: 'erased',
      subjects: expect.arrayContaining([cem.person, cem.household]),
      receipt: { refusedAt: NOON, goneAt: NOON, backups: { at: BY, isPlanned: true }, leaf: expect.any(Number) },
    });

    await expectGone(cem);
    const after = await both();
    const isCems = (row: string) => [cem.person, cem.household].some((id) => row.includes(id));
    // Marks are keyed hashes: that others' stand as they are shows below.
    const lost = missingFrom(after.vault, before.vault).filter((row) => !isCems(row));
    expect(lost.filter((row) => !/^(tallies|tallied|figures) /.test(row))).toEqual([]);
    expect(lost.filter((row) => row.startsWith('figures '))).toHaveLength(4);
    const found = missingFrom(before.vault, after.vault).filter((row) => !isCems(row));
    expect(found.map((row) => row.split(' ')[0]).filter((table) => !/^(tallies|figures)$/.test(table!))).toEqual([
      'erasures',
      'leaf_details',
      'leaves',
    ]);
    expect(missingFrom(after.keyring, before.keyring).filter((row) => !isCems(row))).toEqual([]);
    expect(missingFrom(before.keyring, after.keyring).filter((row) => !isCems(row))).toEqual([]);
    expect([await vault.counts(), await vault.readFigure('plays', '2027-03')]).toEqual(sums);
    await vault.tallyBatches();
    expect(await vault.counts()).toEqual(sums[0]);

    for (const { person, household } of [ada, ben]) {
      expect(await eventsOf(person)).toBe(6);
      expect(await eventsOf(household)).toBe(household === ada.household ? 9 : 6);
      expect(await vault.readFacts(person)).toHaveLength(1);
      expect(await vault.commit(all(person))).toMatchObject({ kind: 'stored' });
    }
    expect(await vault.blind.find('profile.email', 'ada@home.example')).toBe(ada.person);
  });

  test('gives a receipt that leads to nobody, and a leaf that is about no one', async () => {
    const cem = await home('cem of the receipt');
    const erased = await vault.erase({ subject: cem.person, by: 'self', backupsBy: BY });
    if (erased.kind !== 'erased') throw new Error(erased.kind);
    const { id } = erased.receipt;
    expect(await vault.readReceipt(id)).toEqual(erased.receipt);
    expect(await vault.readReceipt(cem.person)).toBeUndefined();
    const { rows } = await pool.query('select subjects from erasures where id = $1', [id]);
    expect(rows).toEqual([{ subjects: null }]);
    const entries = await vault.readEntries({ limit: 1000 });
    expect(entries.at(-1)).toEqual({
      leaf: erased.receipt.leaf,
      kind: 'erased',
      at: NOON,
      detail: { erasure: id, by: 'self' },
    });
  });

  test('takes a household alone, and leaves its owner', async () => {
    const dina = await home('dina');
    expect(await vault.erase({ subject: dina.household, by: 'self', backupsBy: BY })).toMatchObject({
      subjects: [dina.household],
    });
    expect(await vault.subjectsOf(dina.person)).toEqual([]);
    expect(await eventsOf(dina.person)).toBe(6);
    expect(await eventsOf(dina.household)).toBe(0);
  });

  test('finds what is in a table that nobody had when erasure was written', async () => {
    const eli = await home('eli');
    await pool.query('create table cards (subject uuid references accounts, n int primary key)');
    await pool.query('create table stamps (subject uuid, card int references cards)');
    await pool.query('insert into cards values ($1, 1)', [eli.person]);
    await pool.query('insert into stamps values ($1, 1)', [eli.person]);
    await vault.erase({ subject: eli.person, by: 'self', backupsBy: BY });
    expect((await pool.query('select from cards union all select from stamps')).rows).toEqual([]);
    await pool.query('drop table stamps, cards');
    await expectGone(eli);
  });
});

describe('who was erased', () => {
  test('never comes back, and is not erased twice', async () => {
    const fay = await home('fay');
    const elsewhere = await world.another();
    expect(await eventsOf(fay.household, elsewhere)).toBe(6);
    await vault.erase({ subject: fay.person, by: 'self', backupsBy: BY });
    for (const one of [vault, elsewhere]) {
      expect(await one.erase({ subject: fay.person, by: 'self', backupsBy: BY })).toEqual({ kind: 'gone' });
      expect(await one.createSubject({ id: fay.person, kind: 'person' })).toBe('gone');
      expect(await one.createSubject({ kind: 'household', owner: fay.person })).toBe('gone');
      expect(await one.commit(all(fay.household))).toEqual({ kind: 'gone' });
      expect(await one.blind.claim('profile.phone', 'a number', fay.person)).toBe('taken');
      expect(await eventsOf(fay.household, one)).toBe(0);
      expect(await one.readFacts(fay.person)).toEqual([]);
      expect(await one.readEntries({ subject: fay.person })).toEqual([]);
      const leaf = { kind: 'opened', detail: {} };
      const expected = { generation: 1, statement: firstStatement.hash };
      expect(await one.recordOpening({ subject: fay.person, expected, leaf })).toEqual({ kind: 'gone' });
      expect(await one.choose({ subject: fay.person, choices: { news: 'on' }, leaf })).toEqual({ kind: 'gone' });
    }
    await expectGone(fay);
    await expect(
      vault.erase({ subject: '0b6e3f0e-7c1c-4a3e-9f6a-3c3f4f1f9a11', by: 'self', backupsBy: BY }),
    ).rejects.toMatchObject({
      code: 'subject-unknown',
    });
  });

  test('was erased once, however many ask at once', async () => {
    const gil = await home('gil');
    const elsewhere = await world.another();
    const asked = await Promise.all(
      [vault, elsewhere, vault, elsewhere].map((one) => one.erase({ subject: gil.person, by: 'self', backupsBy: BY })),
    );
    const receipts = asked.flatMap((one) => (one.kind === 'erased' ? [one.receipt.id] : []));
    expect(new Set(receipts).size).toBe(1);
    const { rows } = await pool.query('select count(*)::int as n from erasures where gone_at is null');
    expect(rows).toEqual([{ n: 0 }]);
    await expectGone(gil);
  });

  test('can give their value to somebody else', async () => {
    const hal = await home('hal');
    await vault.erase({ subject: hal.person, by: 'self', backupsBy: BY });
    const other = await vault.createSubject({ kind: 'person' });
    expect(await vault.blind.claim('profile.email', 'hal@home.example', other)).toBe('claimed');
  });
});

test('nothing that was under way lands after an erasure', async () => {
  const elsewhere = await world.another();
  for (let round = 0; round < 8; round += 1) {
    const ida = await home(`ida ${round}`);
    let refused = 0;
    const sending = [vault, elsewhere, vault, elsewhere].map(async (one, k) => {
      for (;;) {
        const subject = k < 2 ? ida.household : ida.person;
        const { kind } = await one.commit(all(subject));
        if (kind === 'gone') break;
        expect(kind).toMatch(/^(stored|moved)$/);
      }
      refused += 1;
    });
    const registering = (async () => {
      const made: string[] = [];
      for (;;) {
        const id = await elsewhere.createSubject({ kind: 'household', owner: ida.person });
        if (id === 'gone') return made;
        made.push(id);
      }
    })();
    await vault.erase({ subject: ida.person, by: 'self', backupsBy: BY });
    await Promise.all(sending);
    const made = await registering;
    expect(refused).toBe(4);
    const { rows } = await pool.query('select id from subjects where id = any ($1) and tombstone is null', [made]);
    expect(rows).toEqual([]);
    await expectGone(ida);
  }
});

const STEPS: readonly ErasureStep[] = ['refused', 'noted', 'keys destroyed', 'on record', 'rows deleted', 'done'];
for (const step of STEPS) {
  test(`an erasure that ended after \`${step}\` comes to the same end when it is begun again`, async () => {
    const jon = await home(`jon ${step}`);
    const kim = await home(`kim ${step}`);
    const { vault: database, keyring } = world.clusters;
    const sums = await vault.counts();
    const dying = await openVault({
      vault: database,
      keyring,
      epochKeys: world.epochKeys,
      clock: () => NOON,
      afterStep: (done) => {
        if (done === step) throw new Error('the process ends here');
      },
    });
    await expect(dying.erase({ subject: jon.person, by: 'self', backupsBy: BY })).rejects.toThrow(
      'the process ends here',
    );
    await dying.close();
    // Nothing is served in between.
    expect(await vault.commit(all(jon.household))).toEqual({ kind: 'gone' });
    expect(await eventsOf(jon.household)).toBe(0);

    const started = await world.another();
    await started.resumeErasures();
    await started.resumeErasures();
    await expectGone(jon);
    expect(await started.counts()).toEqual(sums);
    expect(await eventsOf(kim.household)).toBe(6);
    const { rows } = await pool.query('select leaf, gone_at from erasures order by leaf desc limit 1');
    expect(rows[0]).toMatchObject({ leaf: expect.any(String), gone_at: expect.any(Date) });
    const leaves = (await started.readEntries({ limit: 1000 })).filter(({ kind }) => kind === 'erased');
    const { rows: erasures } = await pool.query('select count(*)::int as n from erasures');
    expect(erasures).toEqual([{ n: leaves.length }]);
    await expect(started.erase({ subject: jon.person, by: 'self', backupsBy: BY })).resolves.toEqual({ kind: 'gone' });
  });
}
