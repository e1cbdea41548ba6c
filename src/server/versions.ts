/** The versions of the statement that were ever in force. All stay readable. */
import { LRUCache } from 'lru-cache';
import { differenceApart } from '../gate/difference-apart.ts';
import { statementIn } from '../gate/version.ts';
import type { Statement } from '../statement/statement.ts';
import type { Database } from '../vault/database.ts';
import { readPublished } from '../vault/publish.ts';
import type { Change } from '../wording/difference.ts';
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

export interface VersionText {
  readonly hash: string;
  readonly statement: Statement;
  readonly wording: Wording | undefined;
}

/** A version with the prose beside it; `undefined` for what is no hash of one. */
export async function findVersion(database: Database, hash: string): Promise<VersionText | undefined> {
  const stored = /^[0-9a-f]{64}$/.test(hash) ? await readPublished(database, hash) : undefined;
  if (stored === undefined) return undefined;
  // Sound: what stands beside a statement is its prose.
  const wording = stored.wording === undefined ? undefined : (JSON.parse(stored.wording) as Wording);
  return { hash, statement: statementIn(stored), wording };
}

/** What changes from one version to another, worked out once a pair, and one pair at a time: anyone may ask. */
export function createChanges(): (before: VersionText, after: VersionText) => Promise<readonly Change[]> {
  const known = new LRUCache<string, Promise<readonly Change[]>>({ max: 100 });
  let last: Promise<unknown> = Promise.resolve();
  return (before, after) => {
    const pair = `${before.hash} ${after.hash}`;
    const found = known.get(pair);
    if (found !== undefined) return found;
    const changes = last.then(() => differenceApart(before.statement, after.statement));
    last = changes.catch(() => known.delete(pair));
    known.set(pair, changes);
    return changes;
  };
}
