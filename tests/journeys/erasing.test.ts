/** Cem leaves. He is told what it means, says it twice, and is gone; Ada and Ben notice nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/testing/byte-scan.ts';
import { type EveryRow, everyRow, missingFrom } from '../../src/testing/every-row.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { type Clusters, openClusters } from '../../src/vault/cluster/clusters.ts';

/** In all that is Cem's. */
const PLANTED = 'qzcemxwvk';

let folder: string;
let clusters: Clusters;
let house: TestWorld;
let ada: TestPerson;
let cem: TestPerson;
let adas: TestProduct;
let kitchen: TestProduct;
let phone: TestProduct;
const systems: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-erasing-'));
  clusters = await openClusters(join(folder, 'data'));
  const connections = {
    vault: { ...clusters.vault.connection },
    keyring: { ...clusters.keyring.connection },
    stop: async () => {},
  };
  house = await openTestWorld({ on: { clusters: connections, keyFile: join(folder, 'data', 'epoch.key') } });
  [ada, cem] = [await house.signUp('Ada'), await house.signUp(PLANTED)];
  adas = await ada.product(await ada.household(), 'Observatory');
  systems.push(await cem.household(), await cem.household());
  kitchen = await cem.product(systems[0]!, `Room ${PLANTED}`);
  phone = await cem.product(systems[1]!, 'Hall', 'app');
  for (const product of [adas, kitchen, phone]) await product.collect(events());
  await cem.ask('PUT', `/v1/me/choices/music-service/hummingbird?system=${systems[0]}`, { state: 'on' });
});
afterAll(async () => {
  await house?.close();
  await clusters?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const events = () => {
  const at = new Date(house.clock.now).toISOString();
  return [
    { event: 'system-status', at, data: { room: `Room ${PLANTED}`, softwareVersion: '79.1-51030' } },
    { event: 'volume', at, data: { volume: 33, room: `Room ${PLANTED}` } },
  ];
};

const everything = async () => ({
  vault: await everyRow(house.clusters.vault),
  keyring: await everyRow(house.clusters.keyring),
});

/** Whose rows these are: the person with this address, and the households that they own. */
async function idsOf(email: string): Promise<string[]> {
  const person = await house.world.people.signIn({ email, password: `${PLANTED} walks home at night` }, '127.0.0.1');
  if (person.kind !== 'signed-in') throw new Error(person.kind);
  const { subject } = (await house.world.people.personOf(person.token))!;
  const owned = await house.world.database.query<{ id: string }>('select id from subjects where owner = $1', [subject]);
  return [subject, ...owned.map(({ id }) => id)];
}

const counted = async () =>
  (await house.ask('GET', '/metrics')).text.split('\n').filter((line) => /^sotto_(events|fields)_/.test(line));

const allOf = async (person: TestPerson) => [
  (await person.ask('GET', '/v1/me/data?limit=500')).body,
  (await person.ask('GET', '/v1/me/choices')).body,
  (await person.ask('GET', '/v1/households')).body,
];

/** Resolves when the service ends the stream. */
async function listening(token: string): Promise<{ ended: Promise<void> }> {
  const response = await fetch(`${house.url}/v1/directive/stream`, { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body!.getReader();
  await reader.read();
  const ended = (async () => {
    while (!(await reader.read()).done);
  })();
  return { ended };
}

describe('before', () => {
  it('he is told that his products will stop working, and nothing happens without his password and his word', async () => {
    keeps('rights.deletion-stops-products');
    expect((await cem.ask('GET', '/v1/me/erasure')).body).toEqual({
      warns: expect.stringContaining('products stop working'),
      households: 2,
      products: 2,
      backupsWithin: '7 days',
    });
    const before = await everything();
    const right = { password: cem.password, confirm: 'erase' };
    for (const [body, status, code] of [
      [{ ...right, password: 'a guess' }, 403, 'wrong-password'],
      [{ ...right, confirm: 'yes' }, 400, 'malformed-request'],
      [{ password: cem.password }, 400, 'malformed-request'],
    ] as const) {
      const answered = await cem.ask('POST', '/v1/me/erasure', body);
      expect([answered.status, answered.body.code]).toEqual([status, code]);
    }
    expect((await house.ask('POST', '/v1/me/erasure', { body: right })).status).toBe(401);
    const changed = missingFrom((await everything()).vault, before.vault);
    // The tree grows by itself.
    expect(changed.filter((row) => !/^ledger/.test(row))).toEqual([]);
    expect((await kitchen.collect(events())).status).toBe(200);
  });

  it('a password can’t be guessed at', async () => {
    const dina = await house.signUp('Dina');
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const body = { password: `guess ${n}`, confirm: 'erase' };
      statuses.push((await dina.ask('POST', '/v1/me/erasure', body)).status);
    }
    expect(statuses).toEqual([...Array(10).fill(403), 429, 429]);
  });
});

describe('once he says so', () => {
  let receipt: { id: string; moments: { refused: string; gone: string; backups: { at: string; isPlanned: boolean } } };
  let before: { vault: EveryRow; keyring: EveryRow };
  let cems: string[];
  let metrics: string[];
  let ofAda: unknown;
  let streams: { ended: Promise<void> }[];

  beforeAll(async () => {
    cems = await idsOf(cem.email);
    ofAda = await allOf(ada);
    streams = [await listening(kitchen.token), await listening(phone.token)];
    metrics = await counted();
    before = await everything();
    const answered = await cem.ask('POST', '/v1/me/erasure', { password: cem.password, confirm: 'erase' });
    expect(answered.status).toBe(200);
    receipt = answered.body;
    await house.world.people.mail.settled();
  });

  it('he is signed out everywhere, his products are not served, and what they kept for later is refused', async () => {
    keeps('rights.deletion-stops-products');
    expect((await cem.ask('GET', '/v1/me/data')).status).toBe(401);
    const signIn = await house.ask('POST', '/v1/sessions', { body: { email: cem.email, password: cem.password } });
    expect([signIn.status, signIn.body.code]).toEqual([401, 'sign-in-failed']);
    for (const { token, collect } of [kitchen, phone]) {
      expect((await house.ask('GET', '/v1/directive', { token })).status).toBe(401);
      const late = await collect(events());
      expect([late.status, late.body.code]).toEqual([401, 'not-registered']);
    }
    await house.world.people.askForReset(cem.email, '127.0.0.1');
    await house.world.people.mail.settled();
    expect(house.outbox.letters.filter(({ to }) => to === cem.email)).toHaveLength(1);
    await Promise.all(streams.map(({ ended }) => ended));
  });

  it('he has a receipt with its three moments, which anybody may read and which names nobody', async () => {
    const now = new Date(house.clock.now).toISOString();
    const week = new Date(house.clock.now + 7 * 86_400_000).toISOString();
    expect(receipt).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      moments: { refused: now, gone: now, backups: { at: week, isPlanned: true } },
    });
    expect((await house.ask('GET', `/v1/receipts/${receipt.id}`)).body).toEqual(receipt);
    for (const id of [cems[0], 'nonsense', 'a%00b']) {
      expect((await house.ask('GET', `/v1/receipts/${id}`)).status).toBe(404);
    }
    const letter = house.outbox.letters.find(({ to }) => to === cem.email);
    expect(letter?.text).toContain(`https://account.example/v1/receipts/${receipt.id}`);
    const erasures = missingFrom(new Map(), await everyRow(house.clusters.vault)).filter((row) =>
      row.includes(receipt.id),
    );
    for (const row of erasures) for (const id of cems) expect(row).not.toContain(id);
  });

  it('no row names him but the tombstones, and no row of anybody else is changed', async () => {
    const after = await everything();
    const isCems = (row: string) => cems.some((id) => row.includes(id));
    const left = ({ vault, keyring }: typeof after) =>
      [vault.get('subjects')!, keyring.get('subject_keys')!]
        .flat()
        .filter(isCems)
        .map((row) => JSON.parse(row));
    const midnight = `${new Date(house.clock.now).toISOString().slice(0, 10)}T00:00:00+00:00`;
    const moment = { tombstone: midnight, created_at: midnight };
    expect(left(after)).toEqual([
      ...cems.map(() => ({
        id: expect.any(String),
        kind: expect.stringMatching(/^(person|household)$/),
        ...{ owner: null, choices: {}, generation: 0, connected_at: null, ...moment },
      })),
      ...cems.map(() => ({ subject: expect.any(String), epoch: 1, wrapped: null, destroyed_at: midnight })),
    ]);
    const naming = [...missingFrom(new Map(), after.vault), ...missingFrom(new Map(), after.keyring)].filter(isCems);
    expect(naming).toHaveLength(2 * cems.length);
    // Sums and the tree over all leaves grow by themselves, whoever is erased.
    const growing = /^(tallies|tallied|attempts|figures|ledger|ledger_runs|ledger_tiles) /;
    const others = (rows: EveryRow, compared: EveryRow) =>
      missingFrom(compared, rows).filter((row) => !isCems(row) && !growing.test(row));
    expect(others(before.vault, after.vault)).toEqual([]);
    expect(others(before.keyring, after.keyring)).toEqual([]);
    expect(others(after.keyring, before.keyring)).toEqual([]);
    const added = others(after.vault, before.vault).map((row) => row.split(' ')[0]);
    // His account was opened a few times on the way: those leaves are about nobody now.
    expect([...new Set(added)]).toEqual(['erasures', 'leaf_details', 'leaves']);
    expect(added.filter((table) => table !== 'leaves')).toHaveLength(2);
    // What is counted about many stays counted, and the marks of others stand as they were.
    const sums = (rows: EveryRow) =>
      rows.get('figures')!.map((row) => {
        const { mark: _, ...sum } = JSON.parse(row);
        return JSON.stringify(sum);
      });
    expect(sums(after.vault).sort()).toEqual(sums(before.vault).sort());
    expect(await counted()).toEqual(metrics);
    expect(await allOf(ada)).toEqual(ofAda);
    expect((await adas.collect(events())).status).toBe(200);
  });

  it('none of what he gave is in any byte of the databases', async () => {
    for (const { connection } of [clusters.vault, clusters.keyring]) {
      const client = new pg.Client({ ...connection });
      await client.connect();
      await client.query('checkpoint');
      await client.end();
    }
    expect(scan([join(folder, 'data')], [PLANTED])).toEqual([]);
  });

  it('he can come back, as somebody new', async () => {
    const body = { email: cem.email, password: 'another long one', country: 'DE', postalCode: '10115' };
    expect((await house.ask('POST', '/v1/accounts', { body })).status).toBe(201);
    const { token } = (
      await house.ask('POST', '/v1/sessions', { body: { email: body.email, password: body.password } })
    ).body;
    const { body: data } = await house.ask('GET', '/v1/me/data', { token });
    expect(data.items).toEqual([]);
    expect(JSON.stringify(data.current)).not.toContain(`"name"`);
    expect((await house.ask('GET', '/v1/households', { token })).body).toMatchObject({ households: [] });
    expect(await idsOfToken(token)).not.toEqual(cems[0]);
    const { systemId } = (await house.ask('POST', '/v1/households', { token })).body;
    const again = { serial: kitchen.serial, productType: 'One', room: 'Kitchen', kind: 'player' };
    expect((await house.ask('POST', `/v1/households/${systemId}/products`, { token, body: again })).status).toBe(201);
  });
});

it('an erasure that can’t be finished at once says so, and is finished later', async () => {
  const eli = await house.signUp('Eli');
  const player = await eli.product(await eli.household(), 'Attic');
  const { database } = house.world;
  await database.query(
    `create function fail() returns trigger language plpgsql as 'begin raise exception $$no$$; end'`,
  );
  await database.query('create trigger fail before delete on products execute function fail()');
  const { status, body } = await eli.ask('POST', '/v1/me/erasure', { password: eli.password, confirm: 'erase' });
  expect([status, body.moments.gone]).toEqual([200, null]);
  expect((await eli.ask('GET', '/v1/me/data')).status).toBe(401);
  expect((await player.collect(events())).body.code).toBe('revoked');
  await house.world.people.mail.settled();
  expect(house.outbox.letters.at(-1)).toMatchObject({ to: eli.email, text: expect.stringContaining('being deleted') });

  await database.query('drop function fail() cascade');
  const started = await house.another();
  const receipt = await started.ask('GET', `/v1/receipts/${body.id}`);
  expect(receipt.body.moments.gone).toBe(new Date(house.clock.now).toISOString());
  expect((await player.collect(events())).body.code).toBe('not-registered');
  await started.close();
});

const idsOfToken = async (token: string) => (await house.world.people.personOf(token))?.subject;
