import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { notesBeside } from '../erased-notes.ts';

/**
 * Copies `epoch.key`, if there is one, from one folder to another, the notes of who was erased that
 * belong to it, and the ledger's key.
 */
export function copyEpochKey(from: string, to: string): void {
  const key = join(from, 'epoch.key');
  if (!existsSync(key)) return;
  const ledgerKey = join(from, 'ledger.key');
  for (const file of [
    ...notesBeside(key).map((notes) => notes.file),
    key,
    ...(existsSync(ledgerKey) ? [ledgerKey] : []),
  ]) {
    const copy = join(to, basename(file));
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
  }
}
