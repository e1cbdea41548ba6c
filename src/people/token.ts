import { createHash, randomBytes } from 'node:crypto';

/** What a token is good for stands in front of it, so that people and scanners for leaked secrets can tell. */
export type TokenSort = 'session' | 'product' | 'link' | 'staff' | 'enrol';

/** 32 random bytes as text, shown once. We keep its digest alone. */
export function mintToken(sort: TokenSort): { readonly token: string; readonly digest: Buffer } {
  const token = `${sort}_${randomBytes(32).toString('base64url')}`;
  return { token, digest: digestOf(token) };
}

/** By which a token is known again: SHA-256. A token has 256 bits, so that nothing slower is needed. */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether a text can be a token of this sort at all. */
export const isToken = (sort: TokenSort, text: string): boolean =>
  text.length === sort.length + 44 && text.startsWith(`${sort}_`);
