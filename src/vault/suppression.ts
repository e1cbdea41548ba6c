/**
 * The suppression list: what has to be remembered in order to forget. Whoever was erased because they are too young may not come back
 * unnoticed, and whoever wanted no news gets none after they are erased. Keyed hashes of addresses, and nothing else.
 */
import { createHmac } from 'node:crypto';
import type { Database } from './database.ts';
import type { EpochKeys } from './epoch-keys.ts';
import { dayOf } from './expiry.ts';
import type { Keyring } from './keyring.ts';

export type Suppressed = 'under-age' | 'unsubscribed';

/** `value` is compared as it is, so the caller brings it into its one spelling first (see `oneSpelling`). */
export interface Suppression {
  /** Durable when it resolves, outside of both databases too. `until` is in epoch milliseconds. */
  add(value: string, because: Suppressed, until: number): Promise<void>;
  has(value: string, because: Suppressed): Promise<boolean>;
  lift(value: string, because: Suppressed): Promise<void>;
  /** Brings back what a restored keyring lacks. */
  restore(): Promise<void>;
  /** Forgets what has come to its end. */
  forget(): Promise<void>;
}

/** The key is made at the first start, so that every copy of the keyring has it. */
export const SUPPRESSION_KEY = 'suppression';

export function openSuppression(
  database: Database,
  keyring: Keyring,
  epochKeys: EpochKeys,
  clock: () => number,
): Suppression {
  const digestOf = async (value: string) =>
    createHmac('sha256', await keyring.systemKey(SUPPRESSION_KEY))
      .update(value)
      .digest();

  const insert = (digest: Buffer, because: string, until: string) =>
    database.query(
      `insert into suppressed as s (digest, because, until) values ($1, $2, $3)
        on conflict (digest, because) do update set until = greatest(s.until, excluded.until)`,
      [digest, because, until],
    );
  const remove = (digest: Buffer, because: string) =>
    database.query('delete from suppressed where digest = $1 and because = $2', [digest, because]);

  return {
    async add(value, because, until) {
      const [digest, day] = [await digestOf(value), dayOf(until)];
      await epochKeys.noteSuppressed(`suppress ${digest.toString('hex')} ${because} ${day}`);
      await insert(digest, because, day);
    },
    async has(value, because) {
      const found = await database.query('select 1 from suppressed where digest = $1 and because = $2 and until > $3', [
        await digestOf(value),
        because,
        dayOf(clock()),
      ]);
      return found.length > 0;
    },
    async lift(value, because) {
      const digest = await digestOf(value);
      await epochKeys.noteSuppressed(`lift ${digest.toString('hex')} ${because}`);
      await remove(digest, because);
    },
    async restore() {
      for (const line of await epochKeys.suppressed()) {
        const [act, digest = '', because = '', until = ''] = line.split(' ');
        if (act === 'suppress') await insert(Buffer.from(digest, 'hex'), because, until);
        else await remove(Buffer.from(digest, 'hex'), because);
      }
    },
    async forget() {
      await database.query('delete from suppressed where until <= $1', [dayOf(clock())]);
    },
  };
}
