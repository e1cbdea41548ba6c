import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Fault } from '../fault.ts';
import { backUpCluster, backupSize, type Progress } from './back-up-cluster.ts';
import type { Clusters } from './clusters.ts';
import { copyEpochKey } from './copy-epoch-key.ts';
import { noticingDisk } from './failed.ts';
import { joinClusters } from './join-clusters.ts';

export type BackupOptions = {
  /**
   * Also copies `epoch.key`, without which the keyring's backup opens nothing, and the notes of who was erased that belong to
   * it. Then the backup alone opens everything.
   */
  readonly includeEpochKey?: boolean;
  /** Bytes copied so far, and in all (about: it grows if the data does meanwhile). */
  readonly onProgress?: Progress;
  readonly log?: (line: string) => void;
};

/**
 * Backs up both clusters into the new folder `target`: `vault/` and `keyring/`, each whole by itself, since they are kept
 * for different times, and `epoch.key` when asked. Works while a server runs on the data folder, in this process
 * (give its clusters) or in another (give the folder), and when none does.
 *
 * INVARIANT: the vault first. What is sealed in it then has its key in the later copy of the keyring, unless it was
 * erased in between, and then it shall not have one.
 *
 * @throws Fault `backup-target-not-empty`, `backup-failed`, `disk-full`, and what `openClusters` throws
 */
export async function backupClusters(
  source: string | Clusters,
  target: string,
  options: BackupOptions = {},
): Promise<void> {
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new Fault('backup-target-not-empty', `\`${target}\` is not empty`, 'give a new folder for each backup');
  }
  await noticingDisk('backing up', target, async () => {
    const running = await joinClusters(source, options.log);
    const fresh = `${resolve(target)}.partial-${randomBytes(4).toString('hex')}`;
    try {
      mkdirSync(fresh, { recursive: true, mode: 0o700 });
      const names = ['vault', 'keyring'] as const;
      const pgdata = (name: string) => join(running.folder, name, 'pgdata');
      const total = names.reduce((sum, name) => sum + backupSize(pgdata(name)), 0);
      let done = 0;
      for (const name of names) {
        mkdirSync(join(fresh, name), { mode: 0o700 });
        await backUpCluster(name, running.connection(name), pgdata(name), join(fresh, name), (bytes) => {
          done += bytes;
          options.onProgress?.(done, Math.max(done, total));
        });
      }
      if (options.includeEpochKey) copyEpochKey(running.folder, fresh);
      renameSync(fresh, target);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      throw asFault(error);
    } finally {
      await running.leave();
    }
  });
}

function asFault(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof Fault || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EACCES') return error;
  return new Fault('backup-failed', `the backup was not finished: ${message}`, 'nothing was left behind; try again', {
    cause: error,
  });
}
