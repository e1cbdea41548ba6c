/** The versions of the statement that were ever in force. All stay readable. */
import { statementIn } from '../gate/version.ts';
import type { Statement } from '../statement/statement.ts';
import type { Database } from '../vault/database.ts';
import { readAnnounced } from '../vault/proposals.ts';
import { readPublished } from '../vault/publish.ts';
import type { Wording } from '../wording/words.ts';

export interface Version {
  readonly hash: string;
  readonly id: string;
  /** `YYYY-MM-DD`: the date on it. */
  readonly dated: string;
  /** RFC 3339: when it came into force here. */
  readonly published: string;
  /** RFC 3339: when another took its place. */
  readonly until?: string;
  readonly isInForce: boolean;
}

/** Oldest first. */
export async function versions(database: Database): Promise<Version[]> {
  const rows = await database.query<{ hash: string; id: string; dated: string; at: Date; is_in_force: boolean }>(
    `select s.hash, s.id, s.dated::text as dated, s.published_at as at, f.statement is not null as is_in_force
      from statements s left join in_force f on f.statement = s.hash order by s.n`,
  );
  return rows.map(({ hash, id, dated, at, is_in_force }, k) => {
    const next = rows[k + 1];
    return {
      hash,
      id,
      dated,
      published: at.toISOString(),
      ...(next !== undefined && { until: next.at.toISOString() }),
      isInForce: is_in_force,
    };
  });
}

/** A version that was announced and has not taken effect yet. */
export interface AnnouncedVersion {
  readonly hash: string;
  readonly inPlaceOf: string;
  readonly dated: string;
  /** RFC 3339, both. */
  readonly announced: string;
  readonly takesEffect: string;
}

export async function announcedVersion(database: Database): Promise<AnnouncedVersion | undefined> {
  const [row] = await database.query<{ hash: string; in_place_of: string; dated: string; at: Date; from: Date }>(
    `select hash, in_place_of, dated::text as dated, announced_at as at, takes_effect as from
      from proposals where announced_at is not null and ended_at is null`,
  );
  return (
    row && {
      hash: row.hash,
      inPlaceOf: row.in_place_of,
      dated: row.dated,
      announced: row.at.toISOString(),
      takesEffect: row.from.toISOString(),
    }
  );
}

export interface VersionText {
  readonly hash: string;
  readonly statement: Statement;
  readonly wording: Wording | undefined;
}

/** A version with the prose beside it, in force once or announced; `undefined` for what is no hash of one. */
export async function findVersion(database: Database, hash: string): Promise<VersionText | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const stored = (await readPublished(database, hash)) ?? (await readAnnounced(database, hash));
  if (stored === undefined) return undefined;
  // Sound: what stands beside a statement is its prose.
  const wording = stored.wording === undefined ? undefined : (JSON.parse(stored.wording) as Wording);
  return { hash, statement: statementIn(stored), wording };
}
