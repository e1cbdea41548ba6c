/** Accounts of people who work here, at rest, and their sessions. Each change goes with its leaf. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Parts } from './parts.ts';
import { seal, unseal } from './seal.ts';
import { type Entry, NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** What is sealed of an account. */
export interface StaffSecrets {
  readonly name: string;
  /** One-way; `null` until they have enrolled. */
  readonly password: string | null;
  /** Of their codes, base32. */
  readonly codes: string;
}

/** Moments are epoch milliseconds. */
export interface StaffAccount extends StaffSecrets {
  readonly id: string;
  readonly role: string;
  readonly era: number;
  readonly madeAt: number;
  readonly enrolledAt: number | null;
  readonly closedAt: number | null;
  /** When a session of theirs was last used, as far as there is one. */
  readonly seenAt: number | null;
}

export interface EnrolLink {
  /** Of its token. */
  readonly digest: Buffer;
  readonly endsAt: number;
}

/** How long sessions live, in milliseconds. */
export interface SessionLife {
  readonly idle: number;
  readonly absolute: number;
}

export interface StaffSession {
  readonly id: string;
  readonly staff: string;
  readonly role: string;
  readonly startedAt: number;
}

export interface Staff {
  /** `taken` if somebody else has the name. */
  add(made: Pick<StaffAccount, 'name' | 'codes' | 'role'>, link: EnrolLink, by: string): Promise<'added' | 'taken'>;
  /** Those who work here, the ones who did after them. */
  list(): Promise<readonly StaffAccount[]>;
  byName(name: string): Promise<StaffAccount | undefined>;
  /** Whose link it is, if it is good. */
  byLink(digest: Buffer): Promise<StaffAccount | undefined>;
  /** Sets a password with the first code, and spends the link; whether it was good still. */
  enrol(
    account: StaffAccount,
    link: Buffer,
    first: { readonly password: string; readonly step: number },
  ): Promise<boolean>;
  /** Another secret and link, and no password; ends every session. Whether there is such an account. */
  reset(account: StaffAccount, codes: string, link: EnrolLink, by: string): Promise<boolean>;
  /** Ends an account for good, and every session of it. */
  close(account: StaffAccount, by: string): Promise<boolean>;
  /** Begins a session, if the code of this step was not taken before and the account still is as it was read. */
  begin(account: StaffAccount, step: number, digest: Buffer): Promise<boolean>;
  /** Notes that it was used, where it is. */
  sessionOf(digest: Buffer, life: SessionLife, isUsed: boolean): Promise<StaffSession | undefined>;
  end(session: Pick<StaffSession, 'staff' | 'id'>): Promise<void>;
}

interface Row {
  id: string;
  role: string;
  era: number;
  sealed: Buffer;
  made_at: Date;
  enrolled_at: Date | null;
  closed_at: Date | null;
  seen_at: Date | null;
}

const SELECT = `select s.id, s.role, s.era, s.sealed, s.made_at, s.enrolled_at, s.closed_at,
  (select max(used_at) from staff_sessions where staff = s.id) as seen_at from staff s`;
/** Use is noted no more often than this, or each look would write. */
const NOTED_EVERY = 60_000;
/** How far the clocks of two processes may differ. */
const SKEW = 60_000;
/** Longer than any session: what began before is over, and goes with the next that begins. */
const OVER_AFTER = 24 * 60 * 60_000;

export function openStaff({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Staff {
  const now = () => new Date(clock());
  const leaf = async (entry: Entry) => {
    const { body, sealed } = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
    return [NO_SUBJECT, body, sealed] as const;
  };
  const about = (step: string, { id, role }: Pick<StaffAccount, 'id' | 'role'>, by?: string) =>
    leaf({ kind: 'staff', detail: { step, staff: id, role, ...(by !== undefined && { by }) } });
  const knownBy = async (name: string) =>
    createHmac('sha256', await keyring.systemKey('staff-names'))
      .update(name)
      .digest('hex');
  const bound = (id: string, era: number) => ['staff', id, era];
  async function sealed(id: string, era: number, { name, password, codes }: StaffSecrets): Promise<Buffer> {
    const key = await keyring.systemKey('staff');
    return seal(key, bound(id, era), Buffer.from(JSON.stringify({ name, password, codes })));
  }
  async function read(where: string, values: readonly unknown[] = []): Promise<StaffAccount[]> {
    const rows = await vault.query<Row>(`${SELECT} ${where}`, values);
    const key = await keyring.systemKey('staff');
    return rows.map(({ id, role, era, made_at, enrolled_at, closed_at, seen_at, ...row }) => ({
      ...{ id, role, era },
      // Sound: nothing else is sealed with this binding.
      ...(JSON.parse(unseal(key, bound(id, era), row.sealed).toString()) as StaffSecrets),
      madeAt: made_at.getTime(),
      enrolledAt: enrolled_at?.getTime() ?? null,
      closedAt: closed_at?.getTime() ?? null,
      seenAt: seen_at?.getTime() ?? null,
    }));
  }
  const did = async (text: string, values: readonly unknown[]) => (await vault.query(text, values)).length > 0;

  return {
    async add({ name, codes, role }, { digest, endsAt }, by) {
      const id = randomUUID();
      const added = await did(
        `with made as (
            insert into staff (id, known_by, role, sealed, link, link_ends, made_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (known_by) where closed_at is null do nothing returning id)
          select add_leaf($8, $9, $10) from made`,
        [
          ...[id, await knownBy(name), role, await sealed(id, 0, { name, codes, password: null })],
          ...[digest, new Date(endsAt), now(), ...(await about('added', { id, role }, by))],
        ],
      );
      return added ? 'added' : 'taken';
    },
    list: () => read('order by s.closed_at is not null, s.made_at'),
    async byName(name) {
      return (await read('where s.known_by = $1 and s.closed_at is null', [await knownBy(name)]))[0];
    },
    async byLink(digest) {
      return (await read('where s.link = $1 and s.link_ends > $2 and s.closed_at is null', [digest, now()]))[0];
    },
    async enrol({ era, ...account }, link, { password, step }) {
      return did(
        `with enrolled as (
            update staff set sealed = $3, era = era + 1, step = $4, link = null, link_ends = null, enrolled_at = $5
              where id = $1 and era = $2 and link = $6 and link_ends > $5 and step < $4 and closed_at is null returning id)
          select add_leaf($7, $8, $9) from enrolled`,
        [
          ...[account.id, era, await sealed(account.id, era + 1, { ...account, password }), step, now(), link],
          ...(await about('enrolled', account)),
        ],
      );
    },
    async reset({ era, ...account }, codes, { digest, endsAt }, by) {
      return did(
        `with again as (
            update staff set sealed = $3, era = era + 1, step = 0, link = $4, link_ends = $5, enrolled_at = null
              where id = $1 and era = $2 and closed_at is null returning id),
            over as (delete from staff_sessions where staff in (select id from again))
          select add_leaf($6, $7, $8) from again`,
        [
          ...[account.id, era, await sealed(account.id, era + 1, { ...account, codes, password: null })],
          ...[digest, new Date(endsAt), ...(await about('reset', account, by))],
        ],
      );
    },
    async close(account, by) {
      return did(
        `with closed as (
            update staff set closed_at = $2, link = null, link_ends = null where id = $1 and closed_at is null returning id),
            over as (delete from staff_sessions where staff in (select id from closed))
          select add_leaf($3, $4, $5) from closed`,
        [account.id, now(), ...(await about('closed', account, by))],
      );
    },
    async begin({ id, role, era }, step, digest) {
      return did(
        `with taken as (
            update staff set step = $3 where id = $1 and era = $2 and step < $3 and closed_at is null
              and enrolled_at is not null returning id, era),
            over as (delete from staff_sessions where staff in (select id from taken) and started_at < $10),
            begun as (
              insert into staff_sessions (staff, id, era, digest, started_at, used_at)
                select id, $4, era, $5, $6, $6 from taken returning staff)
          select add_leaf($7, $8, $9) from begun`,
        [
          ...[id, era, step, randomUUID(), digest, now(), ...(await about('signed-in', { id, role }))],
          new Date(clock() - OVER_AFTER),
        ],
      );
    },
    async sessionOf(digest, { idle, absolute }, isUsed) {
      const at = clock();
      const [row] = await vault.query<{ id: string; staff: string; role: string; started_at: Date; used_at: Date }>(
        `select n.id, n.staff, s.role, n.started_at, n.used_at from staff_sessions n
          join staff s on s.id = n.staff and s.era = n.era and s.closed_at is null
          where n.digest = $1 and n.used_at > $2 and n.started_at > $3 and n.started_at <= $4`,
        // One that began far ahead is of a clock that has been set back since: its age can't be told.
        [digest, new Date(at - idle), new Date(at - absolute), new Date(at + SKEW)],
        'staff-session',
      );
      if (row === undefined) return undefined;
      if (isUsed && at - row.used_at.getTime() > NOTED_EVERY) {
        await vault.query('update staff_sessions set used_at = $3 where staff = $1 and id = $2', [
          ...[row.staff, row.id, new Date(at)],
        ]);
      }
      return { id: row.id, staff: row.staff, role: row.role, startedAt: row.started_at.getTime() };
    },
    async end({ staff, id }) {
      await vault.query('delete from staff_sessions where staff = $1 and id = $2', [staff, id]);
    },
  };
}
