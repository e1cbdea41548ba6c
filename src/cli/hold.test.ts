/** Holds and retention on the command line, while a service runs on the same data. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import type { SubjectId } from '../gate/gate.ts';
import { readConfig } from '../server/config.ts';
import { joinVault } from '../server/join-vault.ts';
import { openConfigured, type World } from '../server/world.ts';

const bin = join(dirname(dirname(import.meta.dirname)), 'bin', 'sotto.mjs');
let folder: string;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-hold-'));
  world = await openConfigured(readConfig({}, { data: folder }), { statement }, { origin: () => 'http://localhost' });
  const account = { email: 'ada@home.example', password: 'Ada walks home', country: 'DE', postalCode: '10115' };
  await world.people.signUp(account, '127.0.0.1');
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

function sotto(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, KEYRING_URL: __, ...rest } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [bin, ...args, ...(args.includes('--data') ? [] : ['--data', folder])],
      { env: rest },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end(input);
  });
}

const add = (more: readonly string[], who = 'Ada@Home.example\n') =>
  sotto(['hold', 'add', '--reason', 'Claim 4711', ...more], who);

it('a hold is put on whom the standard input names, listed, and lifted once', async () => {
  const added = await add(['--until', '2999-01-01', '--category', 'account', '--json']);
  expect(added).toMatchObject({ code: 0, err: '' });
  const [hold] = JSON.parse(added.out);
  expect(hold).toMatchObject({ reason: 'Claim 4711', categories: ['account'], by: 'staff:legal' });
  expect(added.out).not.toContain('ada@');

  expect((await sotto(['hold', 'list'])).out).toContain(`${hold.id}  account, since`);
  expect(await sotto(['hold', 'lift', hold.id])).toMatchObject({ code: 0, out: expect.stringContaining('is lifted') });
  expect(await sotto(['hold', 'lift', hold.id])).toMatchObject({
    code: 1,
    out: expect.stringContaining('is in force'),
  });
});

it('a hold on nobody, until yesterday, or of what is not held, is not made', async () => {
  expect(await add(['--until', '2999-01-01'], 'nobody@home.example\n')).toMatchObject({ code: 1 });
  expect(await add(['--until', '2020-01-01'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('no day to come'),
  });
  expect(await add(['--until', '2999-01-01', '--category', 'dreams'])).toMatchObject({ code: 2 });
});

it('what is held is what the statement in force there says, not one that came with the program', async () => {
  const other = mkdtempSync(join(tmpdir(), 'sotto-shop-'));
  const config = readConfig({}, { data: other });
  const open = await openConfigured(config, { statement: shop }, { origin: () => 'http://localhost' });
  try {
    const mine = ['--data', other];
    expect(await add(['--until', '2999-01-01', '--category', 'order', ...mine])).toMatchObject({ code: 1, err: '' });
    const unknown = await add(['--until', '2999-01-01', '--category', 'activity', ...mine]);
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('holds no `activity`') });

    const { vault, close } = await joinVault(config);
    const subject = (await vault.createSubject({ kind: 'person' })) as SubjectId;
    await close();
    const data = { name: 'Ben', email: 'ben@home.example', address: 'Hill 1', item: 'tea', pieces: 1 };
    const events = [{ event: 'order', at: new Date().toISOString(), data }];
    await open.gate.collect({ subject, product: '', touchpoint: 'shop', id: 'order-1', events });
    const { held } = JSON.parse((await sotto(['retention', '--json', ...mine])).out);
    expect(held).toContainEqual(
      expect.objectContaining({ category: 'order', says: 'what you bought', held: '7 years after it happened', n: 1 }),
    );
  } finally {
    await open.close();
    rmSync(other, { recursive: true, force: true });
  }
});

it('retention tells what is held, how long, and what went', async () => {
  const { code, out } = await sotto(['retention', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    held: expect.arrayContaining([
      {
        category: 'account',
        says: 'your account',
        clause: 'keep.account',
        held: '30 days after you close your account',
        n: 1,
        next: 'open',
        last: 'open',
      },
    ]),
    sweeps: [],
  });
  const read = (await sotto(['retention', '--trust-clock'])).out;
  expect(read).toMatch(/^category +how much +next goes +last goes +is held for\n/);
  expect(read).toContain('Nothing has been swept yet.');
});
