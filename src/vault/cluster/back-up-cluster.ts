import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from './cluster.ts';
import { copyFile, eachOf } from './copy-file.ts';
import { type BackedUpFile, writeManifest } from './manifest.ts';

/** Folders that a copy has, but empty: what the server makes anew, or another server must not have (manual, 25.3.4). */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const leftOut = /^(postmaster\.(pid|opts)|(backup_label|tablespace_map)(\.old)?)$|(^|\/)(pgsql_tmp|pg_internal\.init)/;

export type Progress = (bytesDone: number, bytesTotal: number) => void;

/** Bytes that a backup of this cluster will copy, about: the log of the time it takes comes on top. */
export function backupSize(pgdata: string): number {
  return filesOf(pgdata).files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * An exact physical copy of a running cluster, into the new folder `target`: `pgdata/` and `manifest.json`.
 *
 * PostgreSQL's own procedure for it (`pg_backup_start`, copy, `pg_backup_stop`): pages that change meanwhile are
 * mended at the first start from the log that is copied last. A temporary slot holds that log until it is copied, and
 * goes with the connection.
 */
export async function backUpCluster(
  name: string,
  connection: Connection,
  pgdata: string,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'sotto backup' });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  await client.connect();
  try {
    const one = async (query: string, values: unknown[] = []) => (await client.query(query, values)).rows[0];
    const postgres = await one(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
    );
    await one(`select pg_create_physical_replication_slot('sotto_backup_' || pg_backend_pid(), true, true)`);
    const { first } = await one(`select pg_walfile_name(pg_backup_start('sotto', fast => true)) as first`);

    const into = join(target, 'pgdata');
    mkdirSync(into, { mode: 0o700 });
    const { folders, files } = filesOf(pgdata);
    for (const folder of folders) mkdirSync(join(into, folder), { mode: 0o700 });
    const copied: BackedUpFile[] = [];
    const copy = async (path: string) => {
      const copy = await copyFile(join(pgdata, path), join(into, path));
      if (!copy) return;
      copied.push({ path, ...copy });
      onBytes(copy.bytes);
    };
    const control = 'global/pg_control';
    await eachOf(
      files.map(({ path }) => path).filter((path) => path !== control),
      copy,
    );
    await copy(control);

    const { lsn, labelfile } = await one('select lsn, labelfile from pg_backup_stop(wait_for_archive => false)');
    const takenAt = new Date().toISOString();
    writeFileSync(join(target, 'label'), labelfile, { mode: 0o600 });
    copied.push({ path: 'backup_label', ...(await copyFile(join(target, 'label'), join(into, 'backup_label')))! });
    const { last } = await one('select pg_walfile_name($1::pg_lsn) as last', [lsn]);
    const log = readdirSync(join(pgdata, 'pg_wal')).filter(
      (file) => /^[0-9A-F]{24}$/.test(file) && file >= first && file <= last,
    );
    if (!log.includes(first) || !log.includes(last))
      throw new Error(`the log from ${first} to ${last} is not all there`);
    await eachOf(
      log.map((file) => `pg_wal/${file}`),
      copy,
    );
    if (lost) throw lost;

    copied.sort((a, b) => (a.path < b.path ? -1 : 1));
    writeManifest(target, {
      format: 'sotto-cluster-backup/1',
      cluster: name,
      takenAt,
      postgres,
      folders,
      files: copied,
    });
  } finally {
    // When the server has just died, `end` may wait for ever for a connection to close that is closed.
    await Promise.race([client.end().catch(() => {}), sleep(1_000, undefined, { ref: false })]);
  }
}

function filesOf(pgdata: string): { folders: string[]; files: { path: string; bytes: number }[] } {
  const folders: string[] = [];
  const files: { path: string; bytes: number }[] = [];
  const walk = (under: string) => {
    for (const entry of readdirSync(join(pgdata, under), { withFileTypes: true })) {
      const path = `${under}${entry.name}`;
      if (leftOut.test(path)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        if (!emptied.has(path)) walk(`${path}/`);
        continue;
      }
      const bytes = statSync(join(pgdata, path), { throwIfNoEntry: false })?.size;
      if (bytes !== undefined) files.push({ path, bytes });
    }
  };
  walk('');
  return { folders, files };
}
