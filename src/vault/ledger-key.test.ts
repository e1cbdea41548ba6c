import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerKeyInFile } from './ledger-key.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-ledger-key-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the key of a ledger is made once, for its owner alone, and keeps its name', () => {
  const path = join(folder, 'once.key');
  const made = ledgerKeyInFile(path, 'https://account.example');
  expect(made.publicKey).toMatch(/^account\.example\/ledger\+[0-9a-f]{8}\+/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(ledgerKeyInFile(path, 'https://other.example').publicKey).toBe(made.publicKey);
  expect(ledgerKeyInFile(join(folder, 'other.key')).name).toMatch(/^sotto\.local\/[0-9a-f]{12}$/);
});

test('a key that others can read, or that is none, is refused', () => {
  const path = join(folder, 'open.key');
  ledgerKeyInFile(path);
  chmodSync(path, 0o640);
  expect(() => ledgerKeyInFile(path)).toThrow(expect.objectContaining({ code: 'ledger-key-exposed' }));
  const half = join(folder, 'half.key');
  writeFileSync(half, readFileSync(path, 'utf8').slice(0, 60), { mode: 0o600 });
  expect(() => ledgerKeyInFile(half)).toThrow(expect.objectContaining({ code: 'ledger-key-missing' }));
});
