import { randomUUID } from 'node:crypto';
import { dayOf } from './expiry.ts';
import type { Parts } from './parts.ts';
import { readStanding, type SubjectStanding } from './standing.ts';

/** Whom data is about. */
export interface NewSubject {
  /** A UUID; a random one when left out. */
  readonly id?: string;
  readonly kind: SubjectStanding['kind'];
  /** The person a household belongs to. */
  readonly owner?: string;
}

/**
 * Makes a subject with a key of its own, and returns its id. Making it again changes nothing. `gone` if it was erased:
 * nobody comes back under the same id; and if its owner was.
 */
export async function createSubject({ vault, keyring, clock }: Parts, subject: NewSubject): Promise<string | 'gone'> {
  const id = subject.id ?? randomUUID();
  if ((await keyring.mintSubject(id)) === 'destroyed') return 'gone';
  // The lock on the owner keeps an erasure from missing what is made for them meanwhile.
  const made = await vault.query(
    `with owner as (select id from subjects where id = $3 and tombstone is null for share)
      insert into subjects (id, kind, owner, created_at, connected_at)
        select $1, $2, $3, $4, case when $2 = 'household' then date_trunc('day', $4::timestamptz, 'UTC') end where $3::uuid is null or exists (select from owner)
        on conflict do nothing returning id`,
    [id, subject.kind, subject.owner ?? null, new Date(clock())],
  );
  if (made.length > 0) return id;
  const standing = await readStanding({ vault, keyring }, id);
  return standing === undefined || standing.tombstone !== null ? 'gone' : id;
}

/** The living subjects that a person owns, oldest first. */
export async function subjectsOf({ vault }: Parts, owner: string): Promise<{ id: string; kind: NewSubject['kind'] }[]> {
  return vault.query('select id, kind from subjects where owner = $1 and tombstone is null order by created_at, id', [
    owner,
  ]);
}

/** What is known of the life of a subject, by which its retentions run; instants in epoch milliseconds. */
export interface SubjectLife {
  readonly id: string;
  readonly kind: NewSubject['kind'];
  /** When its account was closed; `undefined` while it is open. */
  readonly closedAt: number | undefined;
  /** The day on which a product of it was last connected; `undefined` for whom none can be. */
  readonly connectedAt: number | undefined;
}

/** The columns of a life, read from `subjects`. */
export const LIFE = `id, kind, connected_at,
  case when choices -> ':closed' ->> 'state' = 'on' then choices -> ':closed' ->> 'since' end as closed_ms`;

export interface LifeRow {
  id: string;
  kind: NewSubject['kind'];
  connected_at: Date | null;
  closed_ms: string | null;
}

export const lifeIn = ({ id, kind, connected_at, closed_ms }: LifeRow): SubjectLife => ({
  id,
  kind,
  closedAt: closed_ms === null ? undefined : Number(closed_ms),
  connectedAt: connected_at?.getTime(),
});

/** The life of a subject; `undefined` if it has been erased, or never was. */
export async function readLife({ vault }: Pick<Parts, 'vault'>, subject: string): Promise<SubjectLife | undefined> {
  const [row] = await vault.query<LifeRow>(`select ${LIFE} from subjects where id = $1 and tombstone is null`, [
    subject,
  ]);
  return row && lifeIn(row);
}

/** Notes that a product of a household is connected now. To the day, so that few know when somebody was at home. */
export async function noteConnected({ vault, clock }: Pick<Parts, 'vault' | 'clock'>, subject: string): Promise<void> {
  await vault.query('update subjects set connected_at = $2 where id = $1 and tombstone is null', [
    subject,
    new Date(dayOf(clock())),
  ]);
}
