import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/**
 * The name that every process of a cluster's server bears on its command line, where anyone can read it. It goes with
 * the folder itself (device and inode): a copy of the folder has another, a moved one keeps its own.
 */
export function titleOf(pgdata: string): string {
  const { dev, ino } = statSync(pgdata);
  return `sotto-${dev.toString(16)}-${ino.toString(16)}`;
}

/**
 * Stops what an earlier owner left running on a cluster's data: a postmaster whose Node was killed, backends whose
 * postmaster was. Afterwards no process has the data open, and no stale pid file (whose pid may by now be someone
 * else's) keeps PostgreSQL from starting. The caller holds the folder's lock, so that no living owner's is meant.
 *
 * @throws Fault `data-folder-in-use` when a server runs there that Sotto did not start
 */
export async function stopLeftovers(pgdata: string, log: (line: string) => void = () => {}): Promise<void> {
  await refuseForeign(pgdata);
  const left = serversOn(pgdata);
  if (left.length > 0) {
    const postmaster = left.find(({ pid }) => pid === postmasterPid(pgdata));
    log(
      postmaster
        ? `stopping an orphaned PostgreSQL, process ${postmaster.pid}`
        : `stopping ${left.length} orphaned PostgreSQL processes`,
    );
    // INVARIANT: a postmaster is asked first. Killed before its backends it would leave them writing.
    const steps: [NodeJS.Signals, number][] = postmaster
      ? [
          ['SIGINT', 5_000],
          ['SIGQUIT', 5_000],
        ]
      : [['SIGTERM', 2_000]];
    for (const [signal, patience] of steps) {
      send(signal, postmaster ? [postmaster] : serversOn(pgdata));
      if (await gone(pgdata, patience)) break;
    }
    for (let rounds = 50; rounds > 0 && serversOn(pgdata).length > 0; rounds--) {
      send('SIGKILL', serversOn(pgdata));
      await gone(pgdata, 200);
    }
  }
  rmSync(join(pgdata, 'postmaster.pid'), { force: true });
}

function send(signal: NodeJS.Signals, processes: readonly ProcessIdentity[]): void {
  for (const process_ of processes) {
    try {
      if (isAlive(process_)) process.kill(process_.pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
  }
}

async function gone(pgdata: string, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
    if (serversOn(pgdata).length === 0) return true;
  }
  return false;
}

/** All living processes of a server on this data. */
function serversOn(pgdata: string): ProcessIdentity[] {
  const title = titleOf(pgdata);
  const found: ProcessIdentity[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || !isPostgres(pid)) continue;
    const process_ = identify(pid);
    if (process_ && (bears(pid, title) || worksIn(pid, pgdata))) found.push(process_);
  }
  return found;
}

/**
 * A process on its way out has no command line any more, and one that has just begun is writing what it calls itself:
 * only who is strange at every look is a stranger.
 */
async function refuseForeign(pgdata: string): Promise<void> {
  const title = titleOf(pgdata);
  const strange = () => serversOn(pgdata).filter(({ pid }) => !bears(pid, title));
  let suspects = strange();
  for (let looks = 10; looks > 0 && suspects.length > 0; looks--) {
    await sleep(20);
    const still = new Set(strange().map(({ pid }) => pid));
    suspects = suspects.filter(({ pid }) => still.has(pid));
  }
  if (suspects[0]) throw foreign(pgdata, suspects[0].pid);
}

/** Whether a process, any living process, is PostgreSQL's. A zombie still bears its name. */
export function isPostgres(pid: number): boolean {
  return read(`/proc/${pid}/comm`).trim() === 'postgres' && identify(pid) !== undefined;
}

/** A postmaster has the title among its arguments, its children in what they call themselves. */
function bears(pid: number, title: string): boolean {
  const line = read(`/proc/${pid}/cmdline`);
  return line.includes(`cluster_name=${title}\0`) || line.startsWith(`postgres: ${title}: `);
}

/** PostgreSQL works in its data folder. In a container root may not look at others' folders: then only the title tells. */
function worksIn(pid: number, pgdata: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === pgdata;
  } catch {
    return false;
  }
}

function postmasterPid(pgdata: string): number {
  return Number.parseInt(read(join(pgdata, 'postmaster.pid')), 10);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function foreign(pgdata: string, pid: number): Fault {
  return new Fault(
    'data-folder-in-use',
    `\`${pgdata}\` is in use by process ${pid}, a PostgreSQL that Sotto did not start`,
    'stop it or choose another folder with --data',
  );
}
