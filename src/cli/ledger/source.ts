/** Where a ledger is read from: a service, or a folder that it was copied to. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../vault/fault.ts';
import { CalledWrongly } from '../program.ts';

/** Reads what is at a path such as `checkpoint` or `tile/0/000`; `undefined` where there is nothing. */
export type Source = (path: string) => Promise<Buffer | undefined>;

export const FROM_OPTION = ['--from <source>', 'the address of a service', 'http://127.0.0.1:8080'] as const;

/**
 * @throws CalledWrongly if it is neither an address nor a folder
 * @throws Fault `storage-unavailable` while reading, if the service can't be reached
 */
export function openSource(from: string): Source {
  if (/^https?:\/\//.test(from)) return (path) => fetchFile(`${from.replace(/\/$/, '')}/ledger/${path}`);
  const read = readFolder(from);
  return async (path) => read(path);
}

/** Reads the files of a folder. @throws CalledWrongly if there is no such folder */
export function readFolder(folder: string): (path: string) => Buffer | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CalledWrongly(`\`${folder}\` is no folder`, 'name one that `sotto ledger export` has made');
  }
  return (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined);
}

/** The text of a file that was named. @throws CalledWrongly if it can't be read */
export function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CalledWrongly(`\`${file}\` can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function fetchFile(url: string): Promise<Buffer | undefined> {
  const unreachable = (why: string) =>
    new Fault(
      'storage-unavailable',
      `\`${url}\` can't be read (${why})`,
      'look whether the service runs, and whether --from names it',
    );
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string; message?: string } };
    throw unreachable(cause?.code ?? cause?.message ?? name);
  }
  if (response.status === 404) return undefined;
  throw unreachable(String(response.status));
}
