/** The difference between two statements, worked out in a thread of its own: all that can be asked of both is asked. */
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { canonical } from '../statement/canonical.ts';
import type { Statement } from '../statement/statement.ts';
import type { Change } from '../wording/difference.ts';

/** Every change from one version to the next, material ones first. Other work goes on meanwhile. */
export async function differenceApart(before: Statement, after: Statement): Promise<readonly Change[]> {
  // Its id, its date and who signed which absolute words are about a version, not in it.
  const bare = ({ id: _, dated: __, signedOff: ___, ...said }: Statement) => canonical(said);
  if (bare(before) === bare(after)) return [];
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./difference-worker.ts', import.meta.url), { workerData: { before, after } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** A statement by its hash. */
interface Named {
  readonly hash: string;
  readonly statement: Statement;
}
export type Differences = (before: Named, after: Named) => Promise<readonly Change[]>;

/** The same, worked out once a pair, and one pair at a time: anyone may ask. */
export function createDifferences(): Differences {
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
