/** What people delete in part: hidden when it is made, undone until a time, destroyed afterwards; noted in the keyring too. */
import { STANDING_CHANNEL } from './choose.ts';
import type { Database } from './database.ts';
import { type Deletion, isMeant, type Scope } from './deletion-scope.ts';
import { dayOf, fromDate } from './expiry.ts';
import type { Keyring } from './keyring.ts';
import type { Parts } from './parts.ts';
import { rowId } from './row-id.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';
import { type SegmentPlace, sealSegment, segmentKey, unsealSegment } from './sealed-segment.ts';
import { HOLE, isHole, type StoredEvent } from './segment.ts';

export interface NewDeletion {
  readonly subject: string;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly scope: Omit<Scope, 'before'>;
  /** The day from which on nothing is left that it could be about, `YYYY-MM-DD`. */
  readonly forgetOn: string | undefined;
}

/** Where an event stands, found by its segment. */
export interface Placed {
  readonly subject: string;
  readonly category: string;
  readonly product: string;
}

/** Deletions of one subject that can still be undone, at most. */
const MOST_PENDING = 1_000;

/** Hides what it is about, durably and noted in both databases, for every process. */
export async function makeDeletion(parts: Parts, deletion: NewDeletion): Promise<'pending' | 'too-many' | 'gone'> {
  const { vault, keyring, clock } = parts;
  const { subject, id, until, forgetOn } = deletion;
  const madeAt = clock();
  const scope: Scope = {
    ...deletion.scope,
    ...(deletion.scope.item === undefined && { before: rowId(madeAt) }),
  };
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return 'gone';
  const { before: _, ...said } = scope;
  const leaf = sealLeaf(keys[0]!, subject, { kind: 'deleted', detail: { deletion: id, ...said } }, madeAt);
  const [row] = await vault.query<{ made: 'pending' | 'too-many' | 'gone' }>(
    'select delete_commit($1, $2, $3, $4, $5, $6, $7, $8, $9) as made',
    [
      subject,
      id,
      new Date(madeAt),
      new Date(until),
      JSON.stringify(scope),
      forgetOn ?? null,
      MOST_PENDING,
      leaf.body,
      leaf.sealed,
    ],
  );
  if (row!.made !== 'pending') return row!.made;
  await keyring.noteDeletion({ subject, id, madeAt, until, state: 'pending', scope, forgetOn });
  await tell(vault, subject);
  return 'pending';
}

/** Takes a deletion back, while that can be; whether it could. */
export async function undoDeletion(parts: Parts, subject: string, id: string): Promise<boolean> {
  const { vault, keyring, clock } = parts;
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return false;
  const leaf = sealLeaf(keys[0]!, subject, { kind: 'deletion-undone', detail: { deletion: id } }, clock());
  const [row] = await vault.query<{ undone: boolean }>('select undo_commit($1, $2, $3, $4, $5) as undone', [
    subject,
    id,
    new Date(clock()),
    leaf.body,
    leaf.sealed,
  ]);
  if (!row!.undone) return false;
  await keyring.markDeletion(subject, id, 'undone');
  await tell(vault, subject);
  return true;
}

export const tell = (vault: Database, subject: string) =>
  vault.query('select pg_notify($1, $2)', [STANDING_CHANNEL, subject], 'tell');

interface Row {
  subject: string;
  id: string;
  made_at: Date;
  until: Date;
  state: Deletion['state'];
  scope: Scope;
  forget_on: string | null;
}

export interface SubjectDeletion extends Deletion {
  readonly subject: string;
  readonly forgetOn: string | undefined;
}

export const DELETION = 'subject, id, made_at, until, state, scope, forget_on::text';

export const deletionIn = ({ subject, id, made_at, until, state, scope, forget_on }: Row): SubjectDeletion => ({
  subject,
  id,
  madeAt: made_at.getTime(),
  until: until.getTime(),
  state,
  scope,
  forgetOn: forget_on ?? undefined,
});
export type DeletionRow = Row;

/** The deletions of a subject that stand, those that were destroyed among them: what they are about is not to be seen. */
export async function deletionsOf({ vault }: Pick<Parts, 'vault'>, subject: string): Promise<SubjectDeletion[]> {
  const rows = await vault.query<Row>(
    `select ${DELETION} from deletions where subject = $1 and state <> 'undone' order by made_at, id`,
    [subject],
    'deletions',
  );
  return rows.map(deletionIn);
}

/** Where an event of some subjects stands. */
export async function findSegment(
  { vault }: Pick<Parts, 'vault'>,
  subjects: readonly string[],
  segment: string,
): Promise<Placed | undefined> {
  const [row] = await vault.query<Placed>(
    'select subject, category, product from segments where id = $1 and subject = any ($2)',
    [segment, subjects],
  );
  return row;
}

/**
 * Deletions whose time to be undone is over at an instant (epoch milliseconds); not those that a hold has kept from a sweep before, nor those
 * that go on and were looked at on that day.
 */
export async function dueDeletions(
  { vault, clock }: Pick<Parts, 'vault' | 'clock'>,
  at: number,
): Promise<SubjectDeletion[]> {
  const rows = await vault.query<Row>(
    `select ${DELETION} from deletions d where until <= $1 and (
        state = 'pending' and (tried_at is null or not exists (
          select from holds h where h.subject = d.subject and lifted_at is null and ends_at > $3))
        or state = 'rolling' and (tried_at is null or (tried_at at time zone 'UTC')::date <> $2))
      order by until limit 1000`,
    [new Date(at), dayOf(at), new Date(clock())],
  );
  return rows.map(deletionIn);
}

type SegmentRow = Omit<SegmentPlace, 'subject' | 'expiresOn'> & { expires_on: string; sealed: Buffer; held: boolean };
const PAGE = 100;
const DAY = 86_400_000;

/** Destroys what a deletion is about, seen at an instant (epoch milliseconds), but what is held. May be done twice. */
export async function destroyDeleted(
  parts: Parts,
  sweep: string,
  deletion: Pick<SubjectDeletion, 'subject' | 'madeAt' | 'scope'>,
  clause: string,
  at: number,
): Promise<'destroyed' | 'held'> {
  const { vault, keyring, clock } = parts;
  const { subject, scope } = deletion;
  let isHeld = false;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await vault.query<SegmentRow>(
      `select g.id, g.expires_on::text, g.category, g.product, g.source, g.generation, g.sealed,
          (select hash from statements where n = g.statement) as statement, is_held(g.subject, g.category, $6) as held
        from segments g where g.subject = $1 and g.id > $2 and ($3::uuid is null or g.id = $3)
          and ($4::text[] is null or g.category = any ($4)) and ($5::text is null or g.product = $5)
        order by g.id limit ${PAGE}`,
      [subject, after, scope.item?.segment ?? null, scope.categories ?? null, scope.product ?? null, new Date(clock())],
    );
    for (const { expires_on, sealed, held, ...row } of rows) {
      after = row.id;
      const place: SegmentPlace = { ...row, subject, expiresOn: fromDate(expires_on) };
      const [key] = await keyring.find(subject, [segmentKey(place)]);
      if (!key) continue;
      const events = unsealSegment(key, place, sealed);
      const kept = events.map((event, k): StoredEvent => (isMeant(deletion, place, k, event.at, at) ? HOLE : event));
      const n = kept.filter((event, k) => isHole(event) && !isHole(events[k]!)).length;
      if (n === 0) continue;
      if (held) {
        isHeld = true;
        continue;
      }
      const left = kept.filter((event) => !isHole(event)).length;
      const becomes = left === 0 ? null : sealSegment(key, place, kept);
      await vault.query('select redact_segment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        sweep,
        subject,
        row.id,
        expires_on,
        sealed,
        becomes,
        left,
        row.category,
        clause,
        n,
      ]);
    }
    if (rows.length < PAGE) return isHeld ? 'held' : 'destroyed';
  }
}

/** Destroys what is due through a day, and nothing that is so later: a sweep that was cut off is brought to its end days after. */
export async function sweepDeletions(parts: Parts, sweep: string, through: string): Promise<void> {
  const { vault, keyring, clock } = parts;
  const at = Math.min(clock(), Date.parse(through) + DAY - 1);
  for (let due = await dueDeletions(parts, at); due.length > 0; due = await dueDeletions(parts, at)) {
    for (const deletion of due) {
      const { subject, id } = deletion;
      const outcome = await destroyDeleted(parts, sweep, deletion, 'requests.erasure', at);
      const state = deletion.state === 'pending' && outcome === 'destroyed' ? 'destroyed' : deletion.state;
      await vault.query('update deletions set state = $3, tried_at = $4 where subject = $1 and id = $2', [
        subject,
        id,
        state,
        new Date(at),
      ]);
      if (state === 'destroyed') await keyring.markDeletion(subject, id, state);
    }
  }
}

/** Forgets deletions of what could not be there any more. */
export async function forgetDeletions({ vault, keyring }: Parts, through: string): Promise<void> {
  await vault.query(`delete from deletions where forget_on <= $1 and state not in ('pending', 'rolling')`, [through]);
  await keyring.forgetDeletions(through);
}

/**
 * What was deleted by one of the two databases is deleted by both, and what was undone is so. To be called before anything is served: either
 * may have been restored from before.
 */
export async function reapplyDeletions({ vault, keyring }: { vault: Database; keyring: Keyring }): Promise<void> {
  const name = ({ subject, id }: SubjectDeletion) => `${subject} ${id}`;
  const journal = new Map((await keyring.deletions()).map((one) => [name(one), one]));
  const rows = await vault.query<Row>(`select ${DELETION} from deletions`);
  const held = new Map(rows.map(deletionIn).map((one) => [name(one), one]));
  for (const [key, noted] of journal) {
    const there = held.get(key);
    if (there === undefined && noted.state !== 'undone') {
      // Its events may be back with the vault: they are hidden at once, and go with the next sweep.
      await vault.query(
        `insert into deletions (subject, id, made_at, until, state, scope, forget_on)
          select id, $2, $3, $4, $5, $6, $7 from subjects where id = $1 and tombstone is null`,
        [
          noted.subject,
          noted.id,
          new Date(noted.madeAt),
          new Date(noted.until),
          noted.state === 'rolling' ? 'rolling' : 'pending',
          JSON.stringify(noted.scope),
          noted.forgetOn ?? null,
        ],
      );
    } else if (there?.state === 'rolling' && noted.state !== 'rolling') {
      // It was lifted after the vault that came back; what it had hidden by then goes again.
      await vault.query(
        `update deletions set state = $3, scope = $4, forget_on = $5, tried_at = null where subject = $1 and id = $2`,
        [
          noted.subject,
          noted.id,
          noted.state === 'undone' ? 'undone' : 'pending',
          JSON.stringify(noted.scope),
          noted.forgetOn ?? null,
        ],
      );
    } else if (there?.state === 'pending' && noted.state === 'undone') {
      await vault.query(`update deletions set state = 'undone' where subject = $1 and id = $2`, [
        noted.subject,
        noted.id,
      ]);
    }
  }
  for (const [key, there] of held) {
    const noted = journal.get(key);
    if (noted === undefined || (noted.state === 'rolling' && there.state !== 'rolling'))
      await keyring.noteDeletion(there);
    else if (noted.state === 'pending' && there.state !== 'pending') {
      await keyring.markDeletion(there.subject, there.id, there.state);
    }
  }
}
