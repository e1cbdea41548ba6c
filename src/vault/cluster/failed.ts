import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../fault.ts';

/** Names a failure of PostgreSQL by what it said: a full disk is for the operator to mend, the rest to report. */
export function failed(doing: string, folder: string, said: string, cause?: unknown): Fault {
  if (
    /No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes|signal 7: Bus error/i.test(said) ||
    isFull(folder)
  )
    return diskFull(doing, folder, cause);
  if (/error while loading shared libraries|ENOENT|cannot execute/.test(said)) {
    return new Fault(
      'postgres-missing',
      `the embedded PostgreSQL does not run on this machine: ${lastLine(said)}`,
      'it needs Linux with glibc; elsewhere give PostgreSQL servers in DATABASE_URL and KEYRING_URL',
      { cause },
    );
  }
  const [, uid] = /could not look up effective user ID (\d+)/.exec(said) ?? [];
  if (uid !== undefined) {
    return new Fault(
      'postgres-failed',
      `PostgreSQL does not run as a user without a name, and this machine has none for ${uid}`,
      `run as a user that /etc/passwd names, or add one to it: \`sotto:x:${uid}:${uid}::/nonexistent:/usr/sbin/nologin\``,
      { cause },
    );
  }
  return new Fault(
    'postgres-failed',
    `PostgreSQL failed while ${doing} in \`${folder}\`: ${lastLine(said)}`,
    'the lines before it are in postgres.log in that folder',
    { cause },
  );
}

/** Less than PostgreSQL can do anything with. It does not always say why it failed: a memory-mapped file ends it by SIGBUS. */
const TOO_LITTLE = 1024 * 1024;

function isFull(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = statfsSync(at);
      return bavail * bsize < TOO_LITTLE;
    } catch {
      // Not there any more: what failed may have been cleared away.
      if (at === dirname(at)) return false;
    }
  }
}

export function diskFull(doing: string, folder: string, cause?: unknown): Fault {
  return new Fault(
    'disk-full',
    `no space left on the disk of \`${folder}\` while ${doing}`,
    'free some space and start again; nothing acknowledged is lost',
    { cause },
  );
}

/** Runs `work`; what the file system says about a full disk or a closed folder becomes a fault that says so. */
export async function noticingDisk<T>(doing: string, folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(doing, folder, error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw closed(doing, folder, error);
    throw error;
  }
}

function closed(doing: string, folder: string, cause: unknown): Fault {
  return new Fault(
    'data-folder-unreachable',
    `\`${folder}\` can't be written to while ${doing}: ${(cause as Error).message}`,
    'run as the user whom the folder belongs to, or choose another folder with --data',
    { cause },
  );
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim());
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return telling.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
