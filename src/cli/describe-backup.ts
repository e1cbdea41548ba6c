import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../vault/cluster/manifest.ts';

export interface Backup {
  readonly folder: string;
  /** ISO 8601: it holds what was committed by then. */
  readonly takenAt: string;
  readonly bytes: number;
  readonly postgres: string;
  /** Whether the key that opens the keyring lies beside it. */
  readonly hasEpochKey: boolean;
}

/**
 * What a backup's folder holds, by its manifests.
 *
 * @throws Fault `backup-damaged`
 */
export function describeBackup(folder: string): Backup {
  const vault = readManifest(join(folder, 'vault'));
  const keyring = readManifest(join(folder, 'keyring'));
  return {
    folder,
    takenAt: vault.takenAt,
    bytes: [...vault.files, ...keyring.files].reduce((sum, { bytes }) => sum + bytes, 0),
    postgres: vault.postgres.version,
    hasEpochKey: existsSync(join(folder, 'epoch.key')),
  };
}
