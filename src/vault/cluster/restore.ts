import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '../fault.ts';
import { syncFolder } from '../sync-folder.ts';
import { giveAll } from './account.ts';
import type { Progress } from './back-up-cluster.ts';
import { findBinaries } from './binaries.ts';
import { copyEpochKey } from './copy-epoch-key.ts';
import { copyFile, eachOf } from './copy-file.ts';
import { noticingDisk } from './failed.ts';
import { localAccess } from './init.ts';
import { damaged, type Manifest, readManifest } from './manifest.ts';

/** A backup's folder; or, since the two are kept for different times, the folder of each. */
export type BackupSource = string | { readonly vault: string; readonly keyring: string };

/**
 * Restores a backup into a data folder that does not exist yet or is empty. Every file is checked against its hash as it
 * is copied; the folder appears whole, or not at all. Of `epoch.key`, with
 * the notes of who was erased, a copy is restored when the backup has one.
 *
 * @throws Fault `backup-target-not-empty`, `backup-damaged`, `postgres-version`, `disk-full`
 */
export async function restoreClusters(source: BackupSource, dataFolder: string, onProgress?: Progress): Promise<void> {
  const target = resolve(dataFolder);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new Fault(
      'backup-target-not-empty',
      `\`${dataFolder}\` is not empty`,
      'choose another folder with --data, or move this one away',
    );
  }
  const from = typeof source === 'string' ? { vault: join(source, 'vault'), keyring: join(source, 'keyring') } : source;
  const backups = (['vault', 'keyring'] as const).map((name) => ({
    name,
    folder: from[name],
    manifest: checked(name, from[name]),
  }));
  const total = backups.flatMap(({ manifest }) => manifest.files).reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.(done, total);
  };
  await noticingDisk('restoring', dataFolder, async () => {
    const fresh = `${target}.restoring-${randomBytes(4).toString('hex')}`;
    try {
      mkdirSync(fresh, { recursive: true, mode: 0o700 });
      for (const { name, folder, manifest } of backups)
        await restoreCluster(folder, manifest, join(fresh, name), onBytes);
      if (typeof source === 'string') copyEpochKey(source, fresh);
      syncFolder(fresh);
      moveInto(fresh, target);
      syncFolder(dirname(target));
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

function checked(name: string, folder: string): Manifest {
  const manifest = readManifest(folder);
  if (manifest.cluster !== name) throw damaged(folder, `it is of the ${manifest.cluster}, not of the ${name}`);
  const { major, version } = findBinaries();
  if (Math.floor(manifest.postgres.number / 10_000) === major) return manifest;
  throw new Fault(
    'postgres-version',
    `\`${folder}\` was taken from PostgreSQL ${manifest.postgres.version}, and this Sotto brings ${version}`,
    'restore it with the Sotto that took it',
  );
}

async function restoreCluster(
  folder: string,
  { folders, files }: Manifest,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const pgdata = join(target, 'pgdata');
  mkdirSync(pgdata, { recursive: true, mode: 0o700 });
  for (const path of [...folders, ...files.map((file) => file.path)]) {
    if (path.startsWith('/') || path.split('/').includes('..')) throw damaged(folder, `\`${path}\` leads out of it`);
  }
  for (const path of folders) mkdirSync(join(pgdata, path), { mode: 0o700 });
  await eachOf(files, async ({ path, bytes, sha256 }) => {
    const copy = await copyFile(join(folder, 'pgdata', path), join(pgdata, path));
    if (!copy) throw damaged(folder, `\`${path}\` is missing`);
    if (copy.bytes !== bytes || copy.sha256 !== sha256) throw damaged(folder, `\`${path}\` is not what was written`);
    onBytes(bytes);
  });
  writeFileSync(join(pgdata, 'pg_hba.conf'), localAccess);
  for (const path of ['', ...folders]) syncFolder(join(pgdata, path));
  syncFolder(target);
  giveAll(target);
}

/** A rename replaces an empty folder; but not one that a volume is mounted on. */
function moveInto(fresh: string, target: string): void {
  try {
    renameSync(fresh, target);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EBUSY') throw cause;
    throw new Fault(
      'backup-target-not-empty',
      `\`${target}\` is a mounted volume`,
      `restore into a folder on it, such as ${join(target, 'data')}`,
      { cause },
    );
  }
}
