import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '../statement/canonical.ts';

/** A leaf of the ledger: what anyone may see of it, and what only the holder of a key may. */
export interface Leaf {
  /** 33 bytes: a version, and the commitment. Leaves share nothing but the version byte. */
  readonly body: Buffer;
  /** The salt and the canonical detail, together the opening of the commitment. To be sealed, never stored as they are. */
  readonly opening: Buffer;
}

const VERSION = 1;
const DOMAIN = Buffer.from('sotto ledger leaf v1\n');
export const SALT_BYTES = 32;

/**
 * Commits to a detail with a fresh salt. The body tells nothing about the detail to whoever lacks the salt, so that once
 * the opening can't be unsealed any more, neither a guess of the detail nor another leaf can be compared with it.
 *
 * `salt`: 32 random bytes that nothing else is made with.
 */
export function makeLeaf(detail: object, salt: Buffer = randomBytes(SALT_BYTES)): Leaf {
  const opening = Buffer.concat([salt, Buffer.from(canonical(detail))]);
  return { body: bodyOf(opening), opening };
}

/** The detail of a leaf, once its opening is unsealed; `undefined` if the opening is not this leaf's. */
export function readLeaf(body: Buffer, opening: Buffer): unknown {
  if (opening.length < SALT_BYTES || !bodyOf(opening).equals(body)) return undefined;
  return JSON.parse(opening.toString('utf8', SALT_BYTES));
}

const bodyOf = (opening: Buffer): Buffer =>
  Buffer.concat([Buffer.of(VERSION), createHash('sha256').update(DOMAIN).update(opening).digest()]);
