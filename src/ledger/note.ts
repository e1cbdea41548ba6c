/** Signed notes with Ed25519 (https://c2sp.org/signed-note), and the two texts that a key of them is written as. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What signs: kept secret. */
export interface NoteSigner {
  readonly name: string;
  sign(text: string): string;
  /** The text of the public key, by which anyone verifies: `name+hash+key`. */
  readonly publicKey: string;
}

const ED25519 = 1;
const SEED_BYTES = 32;
// What stands before the bytes of a key of this sort, in the formats that Node reads.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A name that a key may have: no spaces, no `+`. */
export const isKeyName = (name: string): boolean => /^[^\s+]{1,200}$/u.test(name);

/** The secret key as one line of text: `PRIVATE+KEY+name+hash+seed`. */
export function secretKeyText(name: string, seed: Uint8Array): string {
  const key = publicKeyOf(secretKey(seed));
  return `PRIVATE+KEY+${name}+${keyId(name, key).toString('hex')}+${Buffer.of(ED25519, ...seed).toString('base64')}`;
}

/** The signer that such a line means; `undefined` if it means none. */
export function readSecretKey(text: string): NoteSigner | undefined {
  const [, name = '', id, encoded = ''] = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== SEED_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  const secret = secretKey(bytes.subarray(1));
  const key = publicKeyOf(secret);
  const hash = keyId(name, key);
  if (hash.toString('hex') !== id) return undefined;
  return {
    name,
    publicKey: `${name}+${id}+${Buffer.of(ED25519, ...key).toString('base64')}`,
    sign(note) {
      const signature = Buffer.concat([hash, sign(null, Buffer.from(note), secret)]);
      return `${note}\n— ${name} ${signature.toString('base64')}\n`;
    },
  };
}

/** The text of a signed note, if the holder of a key signed it. Signatures of others are passed over. */
export function openNote(note: string, publicKey: string): string | undefined {
  const [, name = '', id, encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(publicKey) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== SEED_BYTES + 1 || bytes[0] !== ED25519) return undefined;
  const hash = keyId(name, bytes.subarray(1));
  if (hash.toString('hex') !== id) return undefined;
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' });
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  const isSigned = note
    .slice(end + 2, -1)
    .split('\n')
    .some((line) => {
      const [dash, signer, base64 = ''] = line.split(' ');
      const signature = Buffer.from(base64, 'base64');
      if (dash !== '—' || signer !== name || !signature.subarray(0, 4).equals(hash)) return false;
      return verify(null, Buffer.from(text), key, signature.subarray(4));
    });
  return isSigned ? text : undefined;
}

const secretKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

const publicKeyOf = (secret: KeyObject): Buffer =>
  createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

const keyId = (name: string, key: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(key).digest().subarray(0, 4);
