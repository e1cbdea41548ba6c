import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

export type FolderLock = { release(): Promise<void> };

type Owner = ProcessIdentity & { readonly host: string };

const heartbeat = 5_000;

/**
 * Makes this process the only one that works on `folder`, until it releases it or dies.
 *
 * The truth is a name in the kernel (an abstract unix socket named for the folder's device and inode): taking it can't
 * race, and the kernel gives it back however the process ends. `owner.json` beside it says who holds it, and stops those
 * whom the kernel's name can't: a process in another network namespace, or on another machine that shares the folder.
 *
 * @throws Fault `data-folder-in-use`, in well under a second
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'owner.json');
  const name = await takeName(folder);
  if (!name) throw inUse(folder, await livingOwner(file));
  const other = readOwner(file);
  if (other && holds(other, file)) {
    name.close();
    throw inUse(folder, other);
  }
  const me: Owner = { ...identify(process.pid)!, host: hostname() };
  const write = () => writeFileSync(file, `${JSON.stringify(me)}\n`, { mode: 0o600 });
  try {
    write();
  } catch (error) {
    name.close();
    throw error;
  }
  const beat = setInterval(() => {
    try {
      write();
    } catch {
      // A full disk stops no heartbeat of the kernel's name, and the next beat tries again.
    }
  }, heartbeat).unref();
  return {
    async release() {
      clearInterval(beat);
      rmSync(file, { force: true });
      await new Promise((closed) => name.close(closed));
    },
  };
}

function takeName(folder: string): Promise<Server | undefined> {
  const { dev, ino } = statSync(folder);
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: `\0sotto-${dev.toString(16)}-${ino.toString(16)}` }, () => resolve(server.unref()));
  });
}

/** The owner may have taken the name this very moment and not have written who it is. */
async function livingOwner(file: string): Promise<Owner | undefined> {
  for (let patience = 20; patience > 0; patience--) {
    const owner = readOwner(file);
    if (owner && isAlive(owner)) return owner;
    await sleep(10);
  }
  return undefined;
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** On this machine a process is looked up; of another one only the heartbeat is seen. */
function holds(owner: Owner, file: string): boolean {
  if (owner.host === hostname()) return owner.pid !== process.pid && isAlive(owner);
  return Date.now() - statSync(file).mtimeMs < 4 * heartbeat;
}

function inUse(folder: string, owner: Owner | undefined): Fault {
  const who = owner ? `process ${owner.pid}${owner.host === hostname() ? '' : ` on ${owner.host}`}` : 'another process';
  return new Fault(
    'data-folder-in-use',
    `\`${folder}\` is in use by ${who}`,
    'stop it or choose another folder with --data',
  );
}
