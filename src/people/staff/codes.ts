/** Codes of an authenticator (TOTP, RFC 6238): six digits, another every thirty seconds. */
import { Secret, TOTP } from 'otpauth';

/** Bytes of a secret, as RFC 4226 advises. */
const SECRET_BYTES = 20;
const PERIOD = 30;
/** How many steps a clock may be off, either way. */
const WINDOW = 1;
const SHAPE = { issuer: 'Sotto', algorithm: 'SHA1', digits: 6, period: PERIOD } as const;

/** A fresh secret, base32. */
export const mintCodes = (): string => new Secret({ size: SECRET_BYTES }).base32;

const codesOf = (secret: string, label = '') => new TOTP({ ...SHAPE, label, secret: Secret.fromBase32(secret) });

/** What an authenticator takes: `otpauth://totp/…`. */
export const codesUri = (secret: string, name: string): string => codesOf(secret, name).toString();

/** The code at an instant, epoch milliseconds. */
export const codeAt = (secret: string, at: number): string => codesOf(secret).generate({ timestamp: at });

/** The time step that a code is of; `undefined` for one that is of none near the instant. */
export function stepOf(secret: string, code: string, at: number): number | undefined {
  const token = code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = codesOf(secret).validate({ token, timestamp: at, window: WINDOW });
  return delta === null ? undefined : Math.floor(at / 1000 / PERIOD) + delta;
}
