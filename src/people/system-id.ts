import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that it can be read out over the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a system: twelve letters and digits, 60 random bits that say nothing about anybody. */
export const mintSystemId = (): string => Array.from({ length: 12 }, () => ALPHABET[randomInt(32)]).join('');

/** The one spelling of an id as people write it: in groups, in lower case, with letters that look like digits. */
export const spelledSystemId = (written: string): string =>
  written.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
