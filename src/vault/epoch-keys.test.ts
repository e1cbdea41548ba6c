import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { epochKeysInFile } from './epoch-keys.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-epoch-'));
  path = join(folder, 'epoch.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the first opening makes a key that only its owner can read, and later ones find it', async () => {
  const made = await epochKeysInFile(path).current();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['epoch.key', 'epoch.key.erased-1']);
  const found = await epochKeysInFile(path).get(made.id);
  expect(found?.key.equals(made.key)).toBe(true);
  expect(await epochKeysInFile(path).get(made.id + 1)).toBeUndefined();
});

test('a key that is missing is made only when one is asked for', async () => {
  expect(await epochKeysInFile(path).get(1)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('a key that others can read is refused, and nothing is overwritten', async () => {
  await epochKeysInFile(path).current();
  for (const mode of [0o640, 0o604, 0o620, 0o666]) {
    chmodSync(path, mode);
    expect(() => epochKeysInFile(path)).toThrow(expect.objectContaining({ code: 'epoch-key-exposed' }));
  }
  expect(existsSync(path)).toBe(true);
});

test('a file that holds no whole key is refused rather than replaced', () => {
  for (const text of ['', '1 c2hvcnQ=\n', 'no key\n']) {
    writeFileSync(path, text, { mode: 0o600 });
    expect(() => epochKeysInFile(path)).toThrow(expect.objectContaining({ code: 'epoch-key-missing' }));
  }
});

test('who was erased is noted beside it, and stays so through a crash in the middle of a line', async () => {
  const [ada, ben] = ['0b6e3f0e-7c1c-4a3e-9f6a-3c3f4f1f9a11', '0b6e3f0e-7c1c-4a3e-9f6a-3c3f4f1f9a12'];
  const keys = epochKeysInFile(path);
  expect(await keys.erased()).toEqual([]);
  await keys.noteErased([ada]);
  appendFileSync(`${path}.erased-1`, '\n0b6e3f0e-7c1');
  await keys.noteErased([ben]);
  expect(await epochKeysInFile(path).erased()).toEqual([ada, ben]);
  expect(statSync(`${path}.erased-1`).mode & 0o777).toBe(0o600);
});

test('notes outlive their epoch by one, and without those of the newest nothing starts', async () => {
  const ada = '0b6e3f0e-7c1c-4a3e-9f6a-3c3f4f1f9a11';
  const keys = epochKeysInFile(path);
  await keys.noteErased([ada]);
  await keys.begin();
  await keys.destroyBefore(2);
  expect(await keys.erased()).toEqual([ada]);
  await keys.begin();
  await keys.destroyBefore(3);
  expect(await keys.erased()).toEqual([]);
  rmSync(`${path}.erased-3`);
  await expect(epochKeysInFile(path).erased()).rejects.toMatchObject({ code: 'erasures-missing' });
});
