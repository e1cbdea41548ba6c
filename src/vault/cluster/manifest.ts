import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.ts';

/** What one cluster's backup consists of. Written last: a backup without one is incomplete. */
export type Manifest = {
  readonly format: 'sotto-cluster-backup/1';
  readonly cluster: string;
  /** ISO 8601, UTC: the backup holds what was committed by then. */
  readonly takenAt: string;
  /** `server_version` and its number, for instance `18.4` and 180004. */
  readonly postgres: { readonly version: string; readonly number: number };
  readonly folders: readonly string[];
  readonly files: readonly BackedUpFile[];
};

/** Paths are relative to the backup's `pgdata`, with `/`. */
export type BackedUpFile = { readonly path: string; readonly bytes: number; readonly sha256: string };

export function writeManifest(folder: string, manifest: Manifest): void {
  const whole = { ...manifest, sha256: digest(manifest) };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(whole, null, 1)}\n`, { mode: 0o600, flush: true });
}

/**
 * Reads a backup's manifest and checks it against its own digest.
 *
 * @throws Fault `backup-damaged` when it is missing, not ours, or not what was written
 */
export function readManifest(folder: string): Manifest {
  let read: Manifest & { sha256: string };
  try {
    read = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  } catch (cause) {
    throw damaged(folder, 'its manifest is missing or unreadable', cause);
  }
  const { sha256, ...manifest } = read;
  if (manifest.format !== 'sotto-cluster-backup/1' || sha256 !== digest(manifest)) {
    throw damaged(folder, 'its manifest is not what was written');
  }
  return manifest;
}

export function damaged(folder: string, what: string, cause?: unknown): Fault {
  return new Fault(
    'backup-damaged',
    `the backup \`${folder}\` can't be restored: ${what}`,
    'take another backup; nothing was changed',
    { cause },
  );
}

/** Over the fields in the order they were written, which parsing keeps. */
function digest(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
