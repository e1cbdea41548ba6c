import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Fault } from '../fault.ts';
import { canReach, give } from './account.ts';
import { isPostgres } from './leftovers.ts';

/** The number in the socket's name; nothing listens on a port. */
export const port = 5432;

/** `sun_path` has 108 bytes and a closing zero. */
const longest = 107 - `/.s.PGSQL.${port}.lock`.length;

const temporary = /^sotto-socket-\w{6}$/;

/**
 * A fresh, private folder (0700) for a cluster's socket: beside the data where the path is short enough and the server's
 * account can reach it, else in a temporary folder with a name of its own.
 *
 * @throws Fault `data-folder-unreachable`
 */
export function makeSocketFolder(folder: string): string {
  const beside = join(folder, 'socket');
  rmSync(beside, { recursive: true, force: true });
  if (Buffer.byteLength(beside) <= longest && canReach(folder)) {
    mkdirSync(beside, { mode: 0o700 });
    return record(folder, beside);
  }
  for (const place of [tmpdir(), '/tmp', '/var/tmp']) {
    try {
      const candidate = join(place, 'sotto-socket-XXXXXX');
      if (Buffer.byteLength(candidate) > longest || !canReach(place)) continue;
      return record(folder, mkdtempSync(join(place, 'sotto-socket-')));
    } catch {
      // Not writable: the next place.
    }
  }
  throw new Fault(
    'data-folder-unreachable',
    `no folder was found for the socket of \`${folder}\``,
    `make /tmp writable, or choose a data folder with a path of at most ${longest - '/keyring/socket'.length} bytes`,
  );
}

function record(folder: string, socketFolder: string): string {
  give(socketFolder);
  writeFileSync(join(folder, 'socket-folder'), socketFolder, { mode: 0o600 });
  return socketFolder;
}

/** Where the cluster in `folder` has its socket, or had it when its owner was killed. */
export function socketFolderOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'socket-folder'), 'utf8') || undefined;
  } catch {
    return undefined;
  }
}

/** Empties a socket folder before a start; makes it again if a cleaner of temporary files took it. */
export function readySocketFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  give(folder);
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { force: true });
}

export function removeSocketFolder(folder: string): void {
  rmSync(socketFolderOf(folder) ?? join(folder, 'socket'), { recursive: true, force: true });
  rmSync(join(folder, 'socket-folder'), { force: true });
}

/**
 * Removes the temporary socket folder that a killed owner left. Where a server still has its socket there, the data
 * folder is a copy of another's, and the other's socket is left alone.
 */
export function removeLeftSocketFolder(folder: string): void {
  const left = socketFolderOf(folder);
  if (!left || !temporary.test(basename(left))) return;
  try {
    const pid = Number.parseInt(readFileSync(join(left, `.s.PGSQL.${port}.lock`), 'utf8'), 10);
    if (isPostgres(pid)) return;
  } catch {
    // No socket in it.
  }
  removeSocketFolder(folder);
}
