import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { Fault } from './fault.ts';
import { freshRandom } from './random.ts';

/** Bytes of a key: AES-256. */
export const KEY_BYTES = 32;

/** A key in use. Making one from bytes costs three times what sealing a small value does, so it is what caches hold. */
export type Key = KeyObject;
export const keyFrom = (bytes: Buffer): Key => createSecretKey(bytes);

const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * Seals bytes under a key with AES-256-GCM and a fresh random nonce. `bound` says what the value is and where it stands;
 * it is not kept in the result, and has to be given again to open it.
 *
 * The result is one byte for the form, 12 for the nonce, the sealed bytes, and 16 for the tag.
 */
export function seal(key: Key, bound: readonly (string | number)[], plain: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(OVERHEAD + plain.length);
  sealed[0] = FORM;
  const nonce = freshRandom(NONCE_BYTES);
  nonce.copy(sealed, 1);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(binding(bound));
  cipher.update(plain).copy(sealed, 1 + NONCE_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(sealed, sealed.length - TAG_BYTES);
  return sealed;
}

/**
 * Opens what `seal` made.
 *
 * @throws Fault `storage-damaged` if a bit of it, the key, or anything of `bound` is another
 */
export function unseal(key: Key, bound: readonly (string | number)[], sealed: Buffer): Buffer {
  if (sealed[0] !== FORM || sealed.length < OVERHEAD) throw damaged();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(binding(bound))
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw damaged();
  }
  return plain;
}

/** Each part with its length before it, so that no two lists have one binding. */
const binding = (parts: readonly (string | number)[]): Buffer => {
  let text = '';
  for (const part of parts) {
    const word = String(part);
    text += `${word.length}:${word},`;
  }
  return Buffer.from(text);
};

const damaged = () =>
  new Fault(
    'storage-damaged',
    'a sealed value does not open: it was altered, moved, or sealed under another key',
    'restore the vault and the keyring from backups that belong together',
  );
