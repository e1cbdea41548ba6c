/** The versions of the statement that were ever in force. All stay readable. */
import type { Database } from '../vault/database.ts';
import { readPublished } from '../vault/publish.ts';

export interface Version {
  readonly hash: string;
  readonly id: string;
  /** `YYYY-MM-DD`: the date on it. */
  readonly dated: string;
  /** RFC 3339: when it came into force here first. */
  readonly published: string;
  readonly isInForce: boolean;
}

/** Oldest first. */
export async function versions(database: Database): Promise<Version[]> {
  const rows = await database.query<{ hash: string; id: string; dated: string; at: Date; is_in_force: boolean }>(
    `select s.hash, s.id, s.dated::text as dated, s.published_at as at, f.statement is not null as is_in_force
      from statements s left join in_force f on f.statement = s.hash order by s.n`,
  );
  return rows.map(({ hash, id, dated, at, is_in_force }) => ({
    hash,
    id,
    dated,
    published: at.toISOString(),
    isInForce: is_in_force,
  }));
}

/** The canonical text of a version; `undefined` for what is no hash of one. */
export async function findVersion(database: Database, hash: string): Promise<string | undefined> {
  return /^[0-9a-f]{64}$/.test(hash) ? readPublished(database, hash) : undefined;
}
