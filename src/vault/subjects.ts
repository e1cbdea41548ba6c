import { randomUUID } from 'node:crypto';
import type { Parts } from './parts.ts';
import type { SubjectStanding } from './standing.ts';

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
 * nobody comes back under the same id.
 */
export async function createSubject({ vault, keyring, clock }: Parts, subject: NewSubject): Promise<string | 'gone'> {
  const id = subject.id ?? randomUUID();
  if ((await keyring.mintSubject(id)) === 'destroyed') return 'gone';
  await vault.query(
    'insert into subjects (id, kind, owner, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [id, subject.kind, subject.owner ?? null, new Date(clock())],
  );
  return id;
}

/** The living subjects that a person owns, oldest first. */
export async function subjectsOf({ vault }: Parts, owner: string): Promise<{ id: string; kind: NewSubject['kind'] }[]> {
  return vault.query('select id, kind from subjects where owner = $1 and tombstone is null order by created_at, id', [
    owner,
  ]);
}
