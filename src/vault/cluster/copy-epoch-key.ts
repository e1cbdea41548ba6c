import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { notesBeside } from '../erased-notes.ts';

/** Copies `epoch.key`, if there is one, from one folder to another, and the notes of who was erased that belong to it. */
export function copyEpochKey(from: string, to: string): void {
  const key = join(from, 'epoch.key');
  if (!existsSync(key)) return;
  for (const file of [...notesBeside(key).map((notes) => notes.file), key]) {
    const copy = join(to, basename(file));
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
  }
}
