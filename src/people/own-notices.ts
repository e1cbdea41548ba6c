/** What a person is told in the product of new versions of the statement, and that they saw it. */
import type { SubjectId } from '../gate/gate.ts';
import type { PeopleParts } from './parts.ts';

/** Instants are epoch milliseconds. */
export interface OwnNotice {
  /** The hash of the version. */
  readonly version: string;
  readonly inPlaceOf: string;
  readonly dated: string;
  /** Sentences: what changes. */
  readonly changes: readonly string[];
  readonly announcedAt: number;
  readonly takesEffect: number;
  readonly state: 'to come' | 'in force' | 'withdrawn';
  readonly seenAt: number | null;
  readonly acknowledgedAt: number | null;
  /** When they were found to go on using it after it had taken effect. */
  readonly continuedAt: number | null;
}

interface Row {
  hash: string;
  in_place_of: string;
  dated: string;
  changes: string[];
  announced_at: Date;
  takes_effect: Date;
  ended: 'in force' | 'withdrawn' | null;
  seen_at: Date | null;
  acknowledged_at: Date | null;
  continued_at: Date | null;
}

/** Newest first: what is to come, and what they were told of before. */
export async function ownNotices({ database }: PeopleParts, person: SubjectId): Promise<readonly OwnNotice[]> {
  const rows = await database.query<Row>(
    `select p.hash, p.in_place_of, p.dated::text as dated, p.changes, p.announced_at,
        case p.ended when 'in force' then p.ended_at else p.takes_effect end as takes_effect, p.ended,
        n.seen_at, n.acknowledged_at, n.continued_at
      from proposals p left join notices n on n.proposal = p.id and n.subject = $1
      where p.announced_at is not null and (p.ended_at is null or n.subject is not null)
      order by p.announced_at desc`,
    [person],
  );
  return rows.map((row) => ({
    version: row.hash,
    inPlaceOf: row.in_place_of,
    dated: row.dated,
    changes: row.changes,
    announcedAt: row.announced_at.getTime(),
    takesEffect: row.takes_effect.getTime(),
    state: row.ended ?? 'to come',
    seenAt: row.seen_at?.getTime() ?? null,
    acknowledgedAt: row.acknowledged_at?.getTime() ?? null,
    continuedAt: row.continued_at?.getTime() ?? null,
  }));
}

/** Notes that a person saw the notice of a version, or agreed to it; the first time counts. `false` if there is none. */
export async function noteNotice(
  { database, clock }: PeopleParts,
  person: SubjectId,
  { version, state }: { readonly version: string; readonly state: 'seen' | 'acknowledged' },
): Promise<boolean> {
  const noted = await database.query(
    `insert into notices as n (subject, proposal, late, due_at, seen_at, acknowledged_at)
      select s.id, p.id, true, $3, $3, case when $4 then $3::timestamptz end
        from proposals p join subjects s on s.id = $1 and s.tombstone is null
        where p.hash = $2 and p.announced_at is not null order by p.announced_at desc limit 1
      on conflict (subject, proposal) do update set seen_at = coalesce(n.seen_at, excluded.seen_at),
        acknowledged_at = coalesce(n.acknowledged_at, excluded.acknowledged_at)
      returning 1`,
    [person, version, new Date(clock()), state === 'acknowledged'],
  );
  return noted.length > 0;
}
