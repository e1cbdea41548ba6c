/**
 * Ada keeps a receipt, and Wim watches. The operator changes the ledger behind everybody's back, in each way there is, and each
 * is found: by Wim from the copies he has, by Ada from a file in her drawer.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let folder: string;
let pool: pg.Pool;
// biome-ignore lint/suspicious/noExplicitAny: what comes is what is checked
let entries: any[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-ledger-'));
  house = await openTestWorld();
  pool = new pg.Pool(house.clusters.vault);
  ada = await house.signUp('Ada');
  const player = await ada.product(await ada.household(), 'Kitchen');
  const at = new Date(house.clock.now).toISOString();
  for (let n = 0; n < 3; n += 1) await player.collect([{ event: 'volume', at, data: { volume: 30 + n } }]);
  await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
  await house.world.ledger.integrate();
  entries = (await ada.ask('GET', '/v1/me/ledger?limit=500')).body.entries;
});
afterAll(async () => {
  await pool?.end();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `sotto ledger … --json`. */
function ledger(...args: string[]): Promise<{ code: number; out: string; err: string; said: Record<string, unknown> }> {
  const bin = join(import.meta.dirname, '..', '..', 'bin', 'sotto.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, 'ledger', ...args, '--json'], (error, out, err) => {
      const said = out.startsWith('{') ? JSON.parse(out) : {};
      resolve({ code: error === null ? 0 : Number(error.code), out, err, said });
    });
  });
}
const within = (name: string) => join(folder, name);
const copy = (name: string) => ledger('export', within(name), '--from', house.url);

function fileOf(name: string): string {
  return readdirSync(within(name), { recursive: true })
    .map((path) => within(join(name, String(path))))
    .find((path) => path.includes('entries') && statSync(path).isFile())!;
}

describe('what Ada sees of the ledger', () => {
  it('is every entry about her and her household, in words, each with a receipt', () => {
    keeps('principle.protected');
    const kinds = new Set(entries.map(({ kind, of }) => `${kind} of ${of}`));
    expect([...kinds].sort()).toEqual([
      'chosen of household',
      'collected of household',
      'collected of you',
      'opened of household',
      'opened of you',
    ]);
    for (const { says, receipt } of entries) {
      expect(says).toMatch(/^[A-Z0-9].*\.$/);
      expect(receipt).toMatchObject({ index: expect.any(Number), checkpoint: expect.stringContaining('sotto.local/') });
    }
    expect(entries.map(({ says }) => says)).toContainEqual(expect.stringMatching(/was turned off\.$/));
  });

  it('comes page by page, and nobody else’s comes with it', async () => {
    const paged: unknown[] = [];
    let next: string | undefined = '0';
    while (next !== undefined) {
      const { body } = await ada.ask('GET', `/v1/me/ledger?limit=2&after=${next}`);
      paged.push(...body.entries.map(({ says }: { says: string }) => says));
      next = body.next;
    }
    expect(paged.slice(0, entries.length)).toEqual(entries.map(({ says }) => says));
    const ben = await house.signUp('Ben');
    const { body } = await ben.ask('GET', '/v1/me/ledger');
    const hers = new Set(entries.map(({ receipt }) => receipt.leaf));
    expect(body.entries.filter(({ receipt }: { receipt?: { leaf: string } }) => hers.has(receipt?.leaf ?? ''))).toEqual(
      [],
    );
  });

  it('can be proved to anyone by the interface, and verified from a file alone', async () => {
    keeps('principle.protected');
    const { receipt } = entries.at(-1);
    const proof = await house.ask('GET', `/v1/ledger/proof/inclusion?leaf=${receipt.index}`);
    expect(proof.body).toMatchObject({ index: receipt.index, leaf: receipt.leaf });
    expect((await house.ask('GET', '/v1/ledger/proof/consistency?from=1')).body).toMatchObject({ from: 1 });
    expect((await house.ask('GET', '/v1/ledger/proof/inclusion?leaf=99999')).status).toBe(404);
    writeFileSync(within('receipt.json'), JSON.stringify(receipt));
    const good = await ledger('verify', '--receipt', within('receipt.json'), '--key', receipt.key);
    expect(good).toMatchObject({ code: 0, said: { ok: true, receipt: { says: { kind: 'chosen' } } } });
    writeFileSync(within('forged.json'), JSON.stringify({ ...receipt, index: receipt.index - 1 }));
    expect((await ledger('verify', '--receipt', within('forged.json'))).code).toBe(1);
    expect((await ledger('verify', '--receipt', within('none.json'))).code).toBe(2);
  });
});

describe('Wim', () => {
  it('copies the ledger, verifies it, and keeps a checkpoint', async () => {
    expect(await ledger('witness', within('seen'), '--from', house.url)).toMatchObject({
      code: 0,
      said: { kind: 'first' },
    });
    expect((await copy('copy')).code).toBe(0);
    const verified = await ledger(
      'verify',
      within('copy'),
      '--witness',
      within('seen'),
      '--receipt',
      within('receipt.json'),
    );
    expect(verified).toMatchObject({ code: 0, said: { ok: true, wrong: [] } });
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
    await house.world.ledger.integrate();
    expect((await ledger('witness', within('seen'), '--from', house.url)).said).toMatchObject({ kind: 'grown' });
    expect((await ledger('witness', within('seen'), '--from', within('copy'))).said).toMatchObject({
      kind: 'rolled-back',
    });
    const old = await ledger('verify', within('copy'), '--witness', within('seen'));
    expect([old.code, old.out]).toEqual([1, expect.stringContaining('its end was cut off')]);
  });

  it('finds a flipped bit in a copy, and says in which file', async () => {
    cpSync(within('copy'), within('flipped'), { recursive: true });
    const file = fileOf('flipped');
    const bytes = readFileSync(file);
    bytes[50]! ^= 1;
    writeFileSync(file, bytes);
    const { code, out } = await ledger('verify', within('flipped'));
    expect([code, out]).toEqual([1, expect.stringContaining('leaf 1 is not the one')]);
  });

  it.each<[string, string]>([
    ['a leaf changed', `update leaves set body = '\\x01' || sha256('x') where id = (select min(id) + 2 from leaves)`],
    ['a leaf dropped', 'delete from leaves where id = (select min(id) + 2 from leaves)'],
    [
      'two leaves changed over',
      `update leaves l set body = o.body from leaves o, (select min(id) as id from leaves) f
        where (l.id, o.id) in ((f.id + 1, f.id + 2), (f.id + 2, f.id + 1))`,
    ],
    ['a hash changed', `update ledger_tiles set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`],
    ['the end cut off', `delete from leaves where id = (select max(id) from leaves)`],
  ])('finds %s in the database', async (name, change) => {
    const { rows: leaves } = await pool.query('select id, body, xact from leaves');
    const { rows: tiles } = await pool.query('select * from ledger_tiles');
    await pool.query(change);
    await copy(name);
    expect((await ledger('verify', within(name))).code).toBe(1);
    for (const { id, body, xact } of leaves) {
      await pool.query(
        `insert into leaves (id, body, xact) overriding system value values ($1, $2, $3)
          on conflict (id) do update set body = excluded.body`,
        [id, body, xact],
      );
    }
    for (const { level, n, hashes } of tiles) {
      await pool.query('update ledger_tiles set hashes = $3 where level = $1 and n = $2', [level, n, hashes]);
    }
  });

  it('finds a ledger that was made anew from a changed past, well signed as it is', async () => {
    await pool.query(`update leaves set body = '\\x01' || sha256('y') where id = (select min(id) + 2 from leaves)`);
    await pool.query('truncate ledger_runs, ledger_tiles');
    await pool.query('update ledger set size = 0, up_to = 0, checkpoint = null');
    await house.world.ledger.integrate();
    expect((await copy('anew')).code).toBe(0);
    expect((await ledger('verify', within('anew'))).code).toBe(0);
    const against = await ledger(
      'verify',
      within('anew'),
      '--witness',
      within('seen'),
      '--receipt',
      within('receipt.json'),
    );
    expect(against).toMatchObject({
      code: 1,
      said: { wrong: [{ file: within('seen') }, { file: within('receipt.json') }] },
    });
    expect((await ledger('witness', within('seen'), '--from', house.url)).said).toMatchObject({ kind: 'forked' });
  });

  it('is told what he did wrong, or that nobody is there', async () => {
    expect((await ledger('verify')).code).toBe(2);
    expect((await ledger('verify', within('nowhere'))).code).toBe(2);
    expect((await copy('copy')).code).toBe(2);
    expect((await ledger('export', within('unreached'), '--from', 'http://127.0.0.1:9')).code).toBe(3);
  });
});

it('leaves share no bytes but the version', async () => {
  const { rows } = await pool.query<{ body: Buffer }>('select body from leaves');
  const bodies = rows.map(({ body }) => body);
  expect(bodies.length).toBeGreaterThan(10);
  expect(new Set(bodies.map((body) => body[0]))).toEqual(new Set([1]));
  for (const body of bodies) {
    for (const other of bodies) {
      if (body === other) continue;
      const shared = body.filter((byte, at) => at > 0 && byte === other[at]).length;
      // By chance alone: of 32 bytes that mean nothing, eight agree once in 10¹² pairs.
      expect(shared).toBeLessThan(8);
    }
  }
});
