/** News about a product on the command line, while a service runs on the same data. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { readConfig } from '../server/config.ts';
import { openConfigured, type World } from '../server/world.ts';

const bin = join(dirname(dirname(import.meta.dirname)), 'bin', 'sotto.mjs');
const SAFETY = [
  ...['safety', '--product', 'Shelf speaker', '--what', 'Its stand can tip over.'],
  ...['--advice', 'Lay it on its side.'],
];
let folder: string;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-news-'));
  world = await openConfigured(readConfig({}, { data: folder }), { statement }, { origin: () => 'http://localhost' });
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

function news(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, KEYRING_URL: __, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, 'news', ...args, '--data', folder], { env: rest }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

it('a letter is shown first, and goes out when it is said so', async () => {
  expect(await news('list')).toMatchObject({ code: 0, out: 'Nothing was given out yet.\n' });
  const shown = await news(...SAFETY);
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toContain('A danger from your Shelf speaker\n\nIts stand can tip over.\n\nLay it on its side.');
  expect(shown.out).toContain('Nothing was sent.');
  expect(await world.people.listNews()).toEqual([]);

  const sent = await news(...SAFETY, '--send', '--json');
  expect(JSON.parse(sent.out)).toMatchObject({ sent: true });
  // The service at work picks it up by itself.
  await expect.poll(async () => (await world.people.listNews())[0]?.doneAt).toBeGreaterThan(0);
  const listed = await news('list');
  expect(listed.out).toMatch(/product-safety\s+Shelf speaker\s+0 of 0\s+done/);
});

it.each([
  [
    'a link',
    ['software', '--product', 'One', '--release', '2', '--what', 'See www.shop.example'],
    '`--what` leads somewhere',
  ],
  ['no day', ['end-of-support', '--product', 'One', '--from', '2027-02-30', '--what', 'So it is.'], 'is no day'],
  ['no product', ['software', '--product', ' ', '--release', '2', '--what', 'Better.'], '`--product` is empty'],
])('%s is refused with a reason', async (_, args, says) => {
  const { code, err } = await news(...args, '--send');
  expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  expect(await world.people.listNews()).toHaveLength(1);
});
