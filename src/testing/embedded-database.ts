import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { give } from '../vault/cluster/account.ts';
import { findBinaries } from '../vault/cluster/binaries.ts';
import { openCluster } from '../vault/cluster/cluster.ts';
import { ensureData } from '../vault/cluster/init.ts';
import { stopLeftovers } from '../vault/cluster/leftovers.ts';
import { identify, isAlive } from '../vault/cluster/process-identity.ts';
import type { Settings } from '../vault/cluster/settings.ts';
import { removeLeftSocketFolder } from '../vault/cluster/socket-folder.ts';
import type { TestConnection } from './database.ts';

/** INVARIANT: only here. A test's data need not outlive a power cut. */
const relaxed: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  autovacuum: 'off',
  // Room for several processes, each with its pools to both databases.
  max_connections: 120,
};

/** A server of its own for one test file, with the databases `vault` and `keyring`, in 0.2 s. */
export async function freshEmbedded(): Promise<{
  vault: TestConnection;
  keyring: TestConnection;
  drop(): Promise<void>;
}> {
  await removeAbandoned();
  const template = await ensureTemplate();
  const folder = makeFolder();
  // `cp` keeps owners and modes, and is several times faster here than a walk in JavaScript.
  execFileSync('cp', ['-a', '--reflink=auto', join(template, 'pgdata'), folder]);
  const cluster = await openCluster({ folder, name: 'test' }, relaxed);
  return {
    vault: { ...cluster.connection, database: 'vault' },
    keyring: { ...cluster.connection, database: 'keyring' },
    async drop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The template goes with the version and the user; built beside and renamed, so that workers may do it at once. */
async function ensureTemplate(): Promise<string> {
  const binaries = findBinaries();
  const template = join(tmpdir(), `sotto-test-template-${binaries.version}-${process.getuid?.()}`);
  if (existsSync(join(template, 'pgdata'))) return template;
  const fresh = makeFolder();
  // Small segments of the log: a copy is 24 MB instead of 40.
  await ensureData(fresh, binaries, ['--wal-segsize=1', '--no-sync']);
  const cluster = await openCluster({ folder: fresh, name: 'template' }, relaxed);
  const client = new pg.Client(cluster.connection);
  await client.connect();
  await client.query('create database vault');
  await client.query('create database keyring');
  await client.end();
  await cluster.stop();
  try {
    renameSync(fresh, template);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another worker was first
  }
  return template;
}

function makeFolder(): string {
  const { pid, started } = identify(process.pid)!;
  const folder = mkdtempSync(join(tmpdir(), `sotto-test-${pid}-${started}-`));
  chmodSync(folder, 0o700);
  give(folder);
  return folder;
}

/** Stops and removes what killed test runs left. */
async function removeAbandoned(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const [, pid, started] = /^sotto-test-(\d+)-(\d+)-\w+$/.exec(entry) ?? [];
    if (!pid || !started || isAlive({ ...identify(process.pid)!, pid: Number(pid), started })) continue;
    const folder = join(tmpdir(), entry);
    try {
      if (existsSync(join(folder, 'pgdata'))) await stopLeftovers(join(folder, 'pgdata'));
      removeLeftSocketFolder(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another worker is at it, or it is another user's.
    }
  }
}
