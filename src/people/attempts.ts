/** How often something may be tried. The counts are in the database, so that all processes share them. */
import { createHmac, type KeyObject } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Database } from '../vault/database.ts';

export interface Limit {
  readonly most: number;
  /** Milliseconds from the first attempt on, after which counting starts anew. */
  readonly within: number;
}

const MINUTE = 60_000;

/**
 * What is limited, and how far. An address locks before its password can be guessed and long before its owner is kept out
 * for a day; a network address serves a household or an office.
 */
export const LIMITS = {
  'sign-in by address': { most: 10, within: 15 * MINUTE },
  'sign-in by network': { most: 50, within: 15 * MINUTE },
  'staff by name': { most: 10, within: 15 * MINUTE },
  'staff by network': { most: 30, within: 15 * MINUTE },
  'sign-up by network': { most: 20, within: 60 * MINUTE },
  'notice by address': { most: 3, within: 24 * 60 * MINUTE },
  'reset by address': { most: 5, within: 60 * MINUTE },
  'reset by network': { most: 20, within: 60 * MINUTE },
  'mail by address': { most: 3, within: 24 * 60 * MINUTE },
  // One server may bring what many people wrote.
  'mail by network': { most: 300, within: 60 * MINUTE },
  'password by account': { most: 10, within: 15 * MINUTE },
  'address by account': { most: 5, within: 24 * 60 * MINUTE },
  'confirmations by address': { most: 5, within: 24 * 60 * MINUTE },
  'households by person': { most: 50, within: 24 * 60 * MINUTE },
  'exports by person': { most: 20, within: 24 * 60 * MINUTE },
  'reports by network': { most: 10, within: 60 * MINUTE },
  'requests by address': { most: 5, within: 24 * 60 * MINUTE },
  'requests by network': { most: 20, within: 60 * MINUTE },
  'links by network': { most: 20, within: 60 * MINUTE },
  'requests by person': { most: 50, within: 24 * 60 * MINUTE },
  'products by household': { most: 200, within: 24 * 60 * MINUTE },
} as const satisfies { [what: string]: Limit };

export type Limited = keyof typeof LIMITS;

export type Attempt =
  | { readonly kind: 'allowed' }
  /** Not before so many seconds. */
  | { readonly kind: 'too-many'; readonly retryAfter: number };

export interface Attempts {
  /** Counts an attempt before it is made, so that many at once are not more than the limit. */
  take(what: Limited, who: string): Promise<Attempt>;
  /** Takes back one attempt: it succeeded. */
  giveBack(what: Limited, who: string): Promise<void>;
  /** Forgets all attempts. */
  forget(what: Limited, who: string): Promise<void>;
}

/** `key` makes the hash by which `who` is known; it lies in the keyring. */
export function createAttempts(
  database: Database,
  key: () => Promise<KeyObject>,
  clock: () => number,
  limits: { readonly [what in Limited]: Limit } = LIMITS,
): Attempts {
  const keyOf = async (what: Limited, who: string) =>
    createHmac('sha256', await key())
      .update(`${what}\n${who}`)
      .digest();

  return {
    async take(what, who) {
      const { most, within } = limits[what];
      const now = clock();
      const [row] = await database.query<{ n: number; until: Date }>(
        `with forgotten as (delete from attempts where key in
            (select key from attempts where until <= $3 and key <> $1 order by until limit 10 for update skip locked))
          insert into attempts as a (key, n, until) values ($1, 1, $2)
          on conflict (key) do update set
            n = case when a.until <= $3 or a.until > $4 then 1 else a.n + 1 end,
            until = case when a.until <= $3 or a.until > $4 then excluded.until else a.until end
          returning n, until`,
        // An end that far ahead is of a clock that has been set back since.
        [await keyOf(what, who), new Date(now + within), new Date(now), new Date(now + 2 * within)],
      );
      if (row === undefined || row.n <= most) return { kind: 'allowed' };
      return { kind: 'too-many', retryAfter: Math.max(1, Math.ceil((row.until.getTime() - now) / 1000)) };
    },
    async giveBack(what, who) {
      await database.query('update attempts set n = greatest(n - 1, 0) where key = $1', [await keyOf(what, who)]);
    },
    async forget(what, who) {
      await database.query('delete from attempts where key = $1', [await keyOf(what, who)]);
    },
  };
}

/** Whom a network address stands for: with IPv6 a home has a whole /64. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
