import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { failed } from './failed.ts';
import { titleOf } from './leftovers.ts';
import type { ServerLog } from './server-log.ts';
import type { Settings } from './settings.ts';

/** A running server, ready for connections. */
export type Postmaster = {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /**
   * Fast shutdown: open transactions are rolled back, and a checkpoint is written. After 5 s an immediate one, which
   * loses nothing acknowledged: asked in the middle of a crash recovery, PostgreSQL 18.4 was seen to wait for ever.
   * Resolves when the process has ended.
   */
  stop(): Promise<void>;
};

type Start = {
  readonly binaries: Binaries;
  readonly pgdata: string;
  readonly socketFolder: string;
  readonly settings: Settings;
  readonly serverLog: ServerLog;
};

const running = new Set<number>();

// A `process.exit()` that forgot to stop us: ask for a fast shutdown on the way out. A kill -9 leaves an orphan, which
// the next start stops.
process.on('exit', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      // Already gone.
    }
  }
});

/**
 * Starts a server and waits until it is ready, through crash recovery if there is some to do.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches Node alone, which then stops it in order. Its data folder
 * is given as `/proc/self/cwd`: Node enters the folder before it becomes the server's account, so the way to it may
 * be closed to that account (a checkout under a home of mode 0700).
 *
 * @throws Fault `postgres-failed`, `postgres-missing`, `disk-full`
 */
export async function startPostmaster({
  binaries,
  pgdata,
  socketFolder,
  settings,
  serverLog,
}: Start): Promise<Postmaster> {
  const all = { ...settings, unix_socket_directories: socketFolder, cluster_name: titleOf(pgdata) };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const heardFrom = serverLog.end();
  const child = spawn(binaries.postgres, ['-D', '/proc/self/cwd', ...args], {
    cwd: pgdata,
    ...serverAccount(),
    detached: true,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['ignore', serverLog.fd, serverLog.fd],
  });
  child.unref();
  let hasEnded = false;
  let trouble: unknown;
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      trouble = error;
      hasEnded = true;
      resolve();
    });
    child.once('exit', () => {
      hasEnded = true;
      running.delete(child.pid!);
      resolve();
    });
  });
  if (child.pid) running.add(child.pid);
  while (!isReady(pgdata, child.pid)) {
    if (hasEnded) throw failed('starting', pgdata, `${trouble ?? ''}\n${serverLog.since(heardFrom)}`, trouble);
    await Promise.race([exited, sleep(5)]);
  }
  return {
    pid: child.pid!,
    exited,
    async stop() {
      child.ref();
      for (const [signal, patience] of [
        ['SIGINT', 5_000],
        ['SIGQUIT', 10_000],
        ['SIGKILL', 10_000],
      ] as const) {
        if (hasEnded) return;
        child.kill(signal);
        const done = new AbortController();
        await Promise.race([exited, sleep(patience, undefined, { signal: done.signal }).catch(() => {})]);
        done.abort();
      }
    },
  };
}

/** The eighth line of `postmaster.pid` says when connections are welcome. */
function isReady(pgdata: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
