/** How far the ledger has come, signed (https://c2sp.org/tlog-checkpoint). */
import { type NoteSigner, openNote } from './note.ts';
import { HASH_BYTES } from './tree.ts';

export interface Checkpoint {
  readonly size: number;
  readonly root: Buffer;
}

/** The ledger's name is that of the key it is signed with. */
export const writeCheckpoint = ({ size, root }: Checkpoint, signer: NoteSigner): string =>
  signer.sign(`${signer.name}\n${size}\n${root.toString('base64')}\n`);

/** What a checkpoint says; `undefined` if it isn't one, or not signed with this key. */
export function readCheckpoint(note: string, publicKey: string): Checkpoint | undefined {
  const [origin, size = '', root = ''] = openNote(note, publicKey)?.split('\n') ?? [];
  const bytes = Buffer.from(root, 'base64');
  if (origin !== publicKey.split('+')[0] || !/^(0|[1-9]\d{0,14})$/.test(size)) return undefined;
  if (bytes.length !== HASH_BYTES || bytes.toString('base64') !== root) return undefined;
  return { size: Number(size), root: bytes };
}
