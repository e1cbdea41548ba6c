import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { dropNotesBefore, makeNotes, note, readNotes, readSuppressed } from './erased-notes.ts';
import { Fault } from './fault.ts';
import { KEY_BYTES, type Key, keyFrom } from './seal.ts';
import { createSecretFile, draftOf, isSecretFile } from './secret-file.ts';
import { syncFolder } from './sync-folder.ts';

/** The key of an epoch wraps the keys of subjects. It stands outside the vault and the keyring alike. */
export interface EpochKey {
  readonly id: number;
  readonly key: Key;
}

/** Where epoch keys come from: a file, or a key service behind the same questions. */
export interface EpochKeys {
  /** The key that new keys are wrapped under. */
  current(): Promise<EpochKey>;
  /** The key of one epoch; `undefined` once it is destroyed. */
  get(id: number): Promise<EpochKey | undefined>;
  /** The epochs that have a key, oldest first. More than one while they are being renewed. */
  ids(): Promise<number[]>;
  /** Makes the key of the next epoch, which is the current one from then on. Durable when it resolves. */
  begin(): Promise<EpochKey>;
  /** Destroys the keys of the epochs before one. */
  destroyBefore(id: number): Promise<void>;
  /** Notes who was erased, outside of both databases. Durable when it resolves. */
  noteErased(subjects: readonly string[]): Promise<void>;
  /**
   * Who was erased while there was a key for what a backup may hold of them.
   *
   * @throws Fault `erasures-missing` if there are epoch keys, and the notes that belong to them are not there
   */
  erased(): Promise<string[]>;
  /** Notes beside it a change of the suppression list. Durable when it resolves. */
  noteSuppressed(change: string): Promise<void>;
  /** The changes that were noted while there was a key for what a backup may lack of them, oldest first. */
  suppressed(): Promise<string[]>;
}

/**
 * Epoch keys in a file of mode 0600: a line an epoch, `id base64`, the current one last. Made with a fresh key when
 * missing; of several processes that make it at once, one wins and the others read what it wrote. Who was erased is noted
 * in files beside it, one an epoch: see `erased-notes.ts`.
 *
 * @throws Fault `epoch-key-exposed` if anyone but its owner may read or write it, `epoch-key-missing` if it holds no key
 */
export function epochKeysInFile(path: string): EpochKeys {
  let keys = read(path);
  return {
    // Only made when a first key is to be wrapped: beside a keyring that holds some, its absence is a loss to be told.
    // Read anew each time: another process may have begun an epoch.
    async current() {
      keys = read(path) ?? create(path);
      return keys.at(-1)!;
    },
    async get(id) {
      const known = keys?.find((epoch) => epoch.id === id);
      if (known !== undefined) return known;
      keys = read(path);
      return keys?.find((epoch) => epoch.id === id);
    },
    async ids() {
      keys = read(path);
      return (keys ?? []).map(({ id }) => id);
    },
    async begin() {
      const { id } = await this.current();
      makeNotes(path, id + 1);
      replace(path, (lines) => [...lines, `${id + 1} ${randomBytes(KEY_BYTES).toString('base64')}`]);
      return this.current();
    },
    async destroyBefore(id) {
      replace(path, (lines) => lines.filter((line) => Number(line.split(' ')[0]) >= id));
      keys = read(path);
      dropNotesBefore(path, id);
    },
    async noteErased(subjects) {
      note(path, (await this.current()).id, subjects);
    },
    async noteSuppressed(change) {
      note(path, (await this.current()).id, [change]);
    },
    suppressed: async () => readSuppressed(path),
    async erased() {
      keys = read(path);
      const newest = keys?.at(-1);
      return newest === undefined ? [] : readNotes(path, newest.id);
    },
  };
}

function read(path: string): EpochKey[] | undefined {
  if (!isSecretFile(path, { code: 'epoch-key-exposed', can: 'get at the key' })) return undefined;
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

const FIRST = 1;

function create(path: string): EpochKey[] {
  makeNotes(path, FIRST);
  createSecretFile(path, `${FIRST} ${randomBytes(KEY_BYTES).toString('base64')}\n`);
  return read(path)!;
}

/** Writes the file anew, whole, and then writes over what stood in the old one, as far as the disk lets us. */
function replace(path: string, change: (lines: readonly string[]) => readonly string[]): void {
  const old = openSync(path, 'r+');
  try {
    const before = readFileSync(old, 'utf8');
    const lines = change(before.split('\n').filter((line) => line !== ''));
    const draft = draftOf(path, `${lines.join('\n')}\n`);
    renameSync(draft, path);
    syncFolder(dirname(path));
    writeSync(old, Buffer.alloc(Buffer.byteLength(before)), 0, undefined, 0);
    fsyncSync(old);
  } finally {
    closeSync(old);
  }
}
