import { dayOf, monthOf } from './expiry.ts';
import { unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { type Key, seal, unseal } from './seal.ts';

/** New addresses that wait to be confirmed, sealed under their people's own keys. At most one a person waits. */
export interface AddressChanges {
  /** Keeps a new address, in place of one that waited; `gone` if the subject is. */
  readonly keep: (change: NewAddressChange) => Promise<'kept' | 'gone'>;
  /** Gives the one that waits another link and another end, which the link before does not survive; `false` if none waits. */
  readonly renew: (subject: string, confirms: Buffer, endsAt: number) => Promise<boolean>;
  readonly read: (subject: string) => Promise<WaitingAddress | undefined>;
  /** Whose change a link confirms, which it does once. */
  readonly confirm: (digest: Buffer) => Promise<{ readonly subject: string; readonly address: string } | undefined>;
  /** Whose change a link stopped. */
  readonly stop: (digest: Buffer) => Promise<string | undefined>;
  /** Lets the one that waits go; `false` if none does. */
  readonly drop: (subject: string) => Promise<boolean>;
  /** Forgets what nobody confirmed in time. */
  readonly forget: () => Promise<void>;
}

export interface NewAddressChange {
  readonly subject: string;
  readonly address: string;
  /** Digests of the two links. */
  readonly confirms: Buffer;
  readonly stops: Buffer;
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

export interface WaitingAddress {
  readonly address: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly endsAt: number;
}

interface Row {
  readonly subject: string;
  readonly confirms: Buffer;
  readonly sealed: Buffer;
  readonly asked_at: Date;
  readonly ends_at: Date;
}

/** No category of a statement has such a name. The month is that in which the change ends. */
const keyOf = (endsAt: number) => ({ category: ':addresses', month: monthOf(dayOf(endsAt)) });
const boundTo = (subject: string, endsAt: number) => ['address', subject, endsAt];

export function openAddressChanges({
  vault,
  keyring,
  clock,
}: Pick<Parts, 'vault' | 'keyring' | 'clock'>): AddressChanges {
  async function keyFor(subject: string, endsAt: number): Promise<Key | 'gone'> {
    const keys = await keyring.mint(subject, [keyOf(endsAt)]);
    if (keys === 'destroyed') return 'gone';
    if (keys[0] === undefined) throw unknownSubject();
    return keys[0];
  }
  const sealed = (key: Key, subject: string, endsAt: number, address: string) =>
    seal(key, boundTo(subject, endsAt), Buffer.from(address));

  async function opened({ subject, sealed: bytes, ends_at }: Row): Promise<string | undefined> {
    const endsAt = ends_at.getTime();
    const [key] = await keyring.find(subject, [keyOf(endsAt)]);
    return key && unseal(key, boundTo(subject, endsAt), bytes).toString();
  }

  const waiting = async (subject: string): Promise<Row | undefined> =>
    (
      await vault.query<Row>('select * from address_changes where subject = $1 and ends_at > $2', [
        subject,
        new Date(clock()),
      ])
    )[0];

  return {
    async keep({ subject, address, confirms, stops, endsAt }) {
      const key = await keyFor(subject, endsAt);
      if (key === 'gone') return 'gone';
      const kept = await vault.query(
        `with living as (select id from subjects where id = $1 and tombstone is null for share)
          insert into address_changes as held (subject, confirms, stops, sealed, asked_at, ends_at)
            select id, $2, $3, $4, $5, $6 from living
            on conflict (subject) do update set confirms = excluded.confirms, stops = excluded.stops,
              sealed = excluded.sealed, asked_at = excluded.asked_at, ends_at = excluded.ends_at
            returning held.subject`,
        [subject, confirms, stops, sealed(key, subject, endsAt, address), new Date(clock()), new Date(endsAt)],
      );
      return kept.length > 0 ? 'kept' : 'gone';
    },

    async renew(subject, confirms, endsAt) {
      const row = await waiting(subject);
      const address = row && (await opened(row));
      if (row === undefined || address === undefined) return false;
      const key = await keyFor(subject, endsAt);
      if (key === 'gone') return false;
      // Not if it was stopped, confirmed or replaced meanwhile.
      const renewed = await vault.query(
        `update address_changes set confirms = $3, sealed = $4, ends_at = $5
          where subject = $1 and confirms = $2 returning subject`,
        [subject, row.confirms, confirms, sealed(key, subject, endsAt, address), new Date(endsAt)],
      );
      return renewed.length > 0;
    },

    async read(subject) {
      const row = await waiting(subject);
      const address = row && (await opened(row));
      if (row === undefined || address === undefined) return undefined;
      return { address, askedAt: row.asked_at.getTime(), endsAt: row.ends_at.getTime() };
    },

    async confirm(digest) {
      const [row] = await vault.query<Row>(
        'delete from address_changes where confirms = $1 and ends_at > $2 returning *',
        [digest, new Date(clock())],
      );
      const address = row && (await opened(row));
      return row === undefined || address === undefined ? undefined : { subject: row.subject, address };
    },

    async stop(digest) {
      const [row] = await vault.query<Pick<Row, 'subject'>>(
        'delete from address_changes where stops = $1 and ends_at > $2 returning subject',
        [digest, new Date(clock())],
      );
      return row?.subject;
    },

    async drop(subject) {
      const dropped = await vault.query('delete from address_changes where subject = $1 returning subject', [subject]);
      return dropped.length > 0;
    },

    async forget() {
      await vault.query('delete from address_changes where ends_at <= $1', [new Date(clock())]);
    },
  };
}
