import { randomUUID } from 'node:crypto';
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
      insert into subjects (id, kind, owner, created_at)
        select $1, $2, $3, $4 where $3::uuid is null or exists (select from owner)
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
