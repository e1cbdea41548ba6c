import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault, type FaultCode } from './fault.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Whether a file is there that its owner alone may read and write.
 *
 * @throws Fault of the code given if others may: then they can do what `can` says
 */
export function isSecretFile(path: string, { code, can }: { code: FaultCode; can: string }): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return false;
  if ((mode & 0o077) === 0) return true;
  throw new Fault(
    code,
    `\`${path}\` has mode ${(mode & 0o777).toString(8)}: others than its owner can ${can}`,
    `find out who did, then \`chmod 600 ${path}\``,
  );
}

/** Writes a file of mode 0600 beside another, durably, and returns its path: to be put in the other's place whole. */
export function draftOf(path: string, text: string): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return draft;
}

/** Makes a file of mode 0600, durably, and leaves one alone that is there: another process may have been faster. */
export function createSecretFile(path: string, text: string): void {
  const draft = draftOf(path, text);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncFolder(dirname(path));
}
