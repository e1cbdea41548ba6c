import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes what was created, renamed or removed in a folder last. */
export function syncFolder(folder: string): void {
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
