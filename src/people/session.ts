/** Sessions: a bearer token each, until it is unused for too long, too old, or ended. */
import { randomUUID } from 'node:crypto';
import type { SubjectId } from '../gate/gate.ts';
import type { PeopleParts } from './parts.ts';
import { digestOf, isToken, mintToken } from './token.ts';

const DAY = 24 * 60 * 60_000;
/** A session ends when it was not used for so long, and in any case when it is so old. */
export const SESSION = { idle: 30 * DAY, absolute: 180 * DAY };
/** Use is noted no more often than this, or each request would write. */
const NOTED_EVERY = 60 * 60_000;

/** Somebody signed in. */
export interface Person {
  readonly subject: SubjectId;
  readonly session: string;
}

export interface Begun {
  readonly token: string;
  /** RFC 3339: its end, if it is used until then. */
  readonly ends: string;
}

/**
 * The subject `$1`, unless it was erased. An erasure waits for the lock: what is written beside it is there to be found when
 * its rows are deleted.
 */
export const LIVING = 'living as (select id from subjects where id = $1 and tombstone is null for share)';

type SessionParts = Pick<PeopleParts, 'database' | 'clock'>;

/** How an account stands as somebody begins to sign in. */
export async function accountOf({ database }: SessionParts, subject: SubjectId) {
  const [row] = await database.query<{ era: number; locked_at: Date | null }>(
    `with ${LIVING},
        made as (insert into accounts (subject) select id from living on conflict do nothing returning era, locked_at)
      select era, locked_at from made union all select era, locked_at from accounts where subject = $1 limit 1`,
    [subject],
  );
  return row === undefined ? undefined : { era: row.era, isLocked: row.locked_at !== null };
}

/** Begins a session, unless the account was locked or its sessions ended since `era` was read. */
export async function beginSession(
  { database, clock }: SessionParts,
  subject: SubjectId,
  era: number,
): Promise<Begun | undefined> {
  const { token, digest } = mintToken('session');
  const now = clock();
  const begun = await database.query(
    `with ${LIVING},
        stands as (select a.era from accounts a, living where subject = $1 and era = $3 and locked_at is null for share of a)
      insert into sessions (subject, id, era, digest, started_at, used_at)
      select $1, $2, era, $4, $5, $5 from stands returning id`,
    [subject, randomUUID(), era, digest, new Date(now)],
  );
  return begun.length === 0 ? undefined : { token, ends: new Date(now + SESSION.absolute).toISOString() };
}

/** Whose session this token is; `undefined` for one that is unknown or over. */
export async function personOf({ database, clock }: SessionParts, token: string): Promise<Person | undefined> {
  if (!isToken('session', token)) return undefined;
  const now = clock();
  const [row] = await database.query<{ subject: SubjectId; id: string; used_at: Date }>(
    `select s.subject, s.id, s.used_at from sessions s
      join accounts a on a.subject = s.subject and a.era = s.era and a.locked_at is null
      join subjects p on p.id = s.subject and p.tombstone is null
      where s.digest = $1 and s.used_at > $2 and s.started_at > $3 and s.started_at < $4`,
    // One that began far ahead is of a clock that has been set back since: its age can't be told.
    [digestOf(token), new Date(now - SESSION.idle), new Date(now - SESSION.absolute), new Date(now + DAY)],
    'session',
  );
  if (row === undefined) return undefined;
  if (now - row.used_at.getTime() > NOTED_EVERY) {
    await database.query('update sessions set used_at = $3 where subject = $1 and id = $2', [
      row.subject,
      row.id,
      new Date(now),
    ]);
  }
  return { subject: row.subject, session: row.id };
}

/** How long after signing in somebody may take along what is held of them. */
const FRESH = 10 * 60_000;

/** Whether a session began so lately that whoever holds it has just shown who they are. */
export async function isFresh({ database, clock }: SessionParts, { subject, session }: Person): Promise<boolean> {
  const now = clock();
  const found = await database.query(
    'select 1 from sessions where subject = $1 and id = $2 and started_at > $3 and started_at <= $4',
    [subject, session, new Date(now - FRESH), new Date(now)],
  );
  return found.length > 0;
}

export async function endSession({ database }: SessionParts, { subject, session }: Person): Promise<void> {
  await database.query('delete from sessions where subject = $1 and id = $2', [subject, session]);
}

/**
 * Ends every session of a person, save one if it is given, and the links that were mailed, with a new address that waits for
 * one. A sign-in that began before comes to nothing.
 */
export async function endSessions({ database }: SessionParts, subject: SubjectId, save?: string): Promise<void> {
  await database.query(
    `with raised as (update accounts set era = era + 1 where subject = $1 returning era),
        gone as (delete from sessions where subject = $1 and id is distinct from $2::uuid),
        void as (delete from links where subject = $1),
        stays as (delete from address_changes where subject = $1)
      update sessions set era = raised.era from raised where subject = $1 and id = $2::uuid`,
    [subject, save ?? null],
  );
}

/** Locks an account, and ends its sessions. Only a new password, set by a mailed link, unlocks it. */
export async function lockAccount(parts: SessionParts, subject: SubjectId): Promise<void> {
  await parts.database.query('update accounts set locked_at = $2 where subject = $1', [
    subject,
    new Date(parts.clock()),
  ]);
  await endSessions(parts, subject);
}

export async function unlockAccount({ database }: SessionParts, subject: SubjectId): Promise<void> {
  await database.query('update accounts set locked_at = null where subject = $1', [subject]);
}
