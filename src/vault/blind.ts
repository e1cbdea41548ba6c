import { createHmac } from 'node:crypto';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';

/**
 * Finds a subject by a value of a findable field, without holding the value: a keyed hash stands in the keyring, with a
 * key a field. `field` is a path such as `registration.email`; `value` is compared as it is, so the caller brings it
 * into its one spelling first (see `oneSpelling`).
 */
export interface BlindIndex {
  /**
   * Takes a value for a subject, before the commit that holds it. `taken` if it is another's.
   *
   * A claim is pending until `confirm`. If the process dies before the commit, the claim is left without a value. The
   * same subject may claim again at any time. For another, a claim that has been pending for ten minutes is looked into:
   * if the vault holds the value it is confirmed, else it is dropped and the value is free.
   */
  claim(field: string, value: string, subject: string): Promise<'claimed' | 'taken'>;
  /** Makes a claim lasting, after the commit. May be left out: see `claim`. */
  confirm(field: string, value: string, subject: string): Promise<void>;
  /** Whose value it is. Of a pending claim too, so check what the subject really holds before relying on it. */
  find(field: string, value: string): Promise<string | undefined>;
  /** Gives up a value, after the commit that removed it. */
  release(field: string, value: string, subject: string): Promise<void>;
}

const PATIENCE = 10 * 60_000;

/** `holds` says whether the vault has this value, in whichever spelling, in this field of this subject. */
export function openBlindIndex(
  database: Database,
  keyring: Keyring,
  clock: () => number,
  holds: (subject: string, field: string, value: string) => Promise<boolean>,
): BlindIndex {
  const digestOf = async (field: string, value: string) =>
    createHmac('sha256', await keyring.systemKey(`blind:${field}`))
      .update(value)
      .digest();

  const confirm = async (field: string, digest: Buffer, subject: string) => {
    await database.query(
      'update blind set pending_since = null where field = $1 and digest = $2 and subject = $3 and pending_since is not null',
      [field, digest, subject],
    );
  };

  /** Whether a claim that was left pending was found to be void, and is gone. */
  async function heal(field: string, value: string, digest: Buffer): Promise<boolean> {
    const [left] = await database.query<{ subject: string; pending_since: Date }>(
      'select subject, pending_since from blind where field = $1 and digest = $2 and pending_since < $3',
      [field, digest, new Date(clock() - PATIENCE)],
    );
    if (!left) return false;
    if (await holds(left.subject, field, value)) {
      await confirm(field, digest, left.subject);
      return false;
    }
    await database.query('delete from blind where field = $1 and digest = $2 and subject = $3 and pending_since = $4', [
      field,
      digest,
      left.subject,
      left.pending_since,
    ]);
    return true;
  }

  return {
    async claim(field, value, subject) {
      const digest = await digestOf(field, value);
      for (;;) {
        // A pending claim of our own is as fresh as this one. A subject whose keys are destroyed claims nothing.
        const [holder] = await database.query<{ subject: string }>(
          `with living as (select subject from subject_keys where subject = $3 and destroyed_at is null for share)
            insert into blind as held (field, digest, subject, pending_since)
              select $1, $2, living.subject, $4 from living
              on conflict (field, digest) do update set pending_since =
                case when held.subject = excluded.subject and held.pending_since is not null
                  then excluded.pending_since else held.pending_since end
              returning held.subject`,
          [field, digest, subject, new Date(clock())],
        );
        if (holder?.subject === subject) return 'claimed';
        if (!holder || !(await heal(field, value, digest))) return 'taken';
      }
    },
    confirm: async (field, value, subject) => confirm(field, await digestOf(field, value), subject),
    async find(field, value) {
      const [row] = await database.query<{ subject: string }>(
        'select subject from blind where field = $1 and digest = $2',
        [field, await digestOf(field, value)],
      );
      return row?.subject;
    },
    async release(field, value, subject) {
      await database.query('delete from blind where field = $1 and digest = $2 and subject = $3', [
        field,
        await digestOf(field, value),
        subject,
      ]);
    },
  };
}
