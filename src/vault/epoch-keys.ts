import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from './fault.ts';
import { KEY_BYTES, type Key, keyFrom } from './seal.ts';

/** The key of an epoch wraps the keys of subjects. It stands outside the vault and the keyring alike. */
export interface EpochKey {
  readonly id: number;
  readonly key: Key;
}

/** Where epoch keys come from: a file, or a key service behind the same two questions. */
export interface EpochKeys {
  /** The key that new keys are wrapped under. */
  current(): Promise<EpochKey>;
  /** The key of one epoch; `undefined` once it is destroyed. */
  get(id: number): Promise<EpochKey | undefined>;
}

/**
 * Epoch keys in a file of mode 0600: a line an epoch, `id base64`, the current one last. Made with a fresh key when
 * missing; of several processes that make it at once, one wins and the others read what it wrote.
 *
 * @throws Fault `epoch-key-exposed` if anyone but its owner may read or write it, `epoch-key-missing` if it holds no key
 */
export function epochKeysInFile(path: string): EpochKeys {
  let keys = read(path);
  return {
    // Only made when a first key is to be wrapped: beside a keyring that holds some, its absence is a loss to be told.
    async current() {
      keys ??= read(path) ?? create(path);
      return keys.at(-1)!;
    },
    async get(id) {
      keys ??= read(path);
      return keys?.find((epoch) => epoch.id === id);
    },
  };
}

function read(path: string): EpochKey[] | undefined {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return undefined;
  if ((mode & 0o077) !== 0) {
    throw new Fault(
      'epoch-key-exposed',
      `\`${path}\` has mode ${(mode & 0o777).toString(8)}: others than its owner can get at the key`,
      `find out who did, then \`chmod 600 ${path}\``,
    );
  }
  const keys = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id, key = ''] = line.split(' ');
      return { id: Number(id), bytes: Buffer.from(key, 'base64') };
    });
  const isWhole = keys.every(({ id, bytes }) => Number.isSafeInteger(id) && bytes.length === KEY_BYTES);
  if (keys.length === 0 || !isWhole) {
    throw new Fault('epoch-key-missing', `\`${path}\` holds no epoch key`, 'put the file back from its own backup');
  }
  return keys.map(({ id, bytes }) => ({ id, key: keyFrom(bytes) }));
}

/** Written whole under another name and linked into place, which fails where another process was faster. */
function create(path: string): EpochKey[] {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `1 ${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
  return read(path)!;
}
