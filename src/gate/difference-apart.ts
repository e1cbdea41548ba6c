/** The difference between two statements, worked out in a thread of its own: all that can be asked of both is asked. */
import { Worker } from 'node:worker_threads';
import { canonical } from '../statement/canonical.ts';
import type { Statement } from '../statement/statement.ts';
import type { Change } from '../wording/difference.ts';

/** Every change from one version to the next, material ones first. Other work goes on meanwhile. */
export async function differenceApart(before: Statement, after: Statement): Promise<readonly Change[]> {
  // The name, the date and the title of a statement are no promises.
  const bare = ({ id: _, dated: __, title: ___, ...promises }: Statement) => canonical(promises);
  if (bare(before) === bare(after)) return [];
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./difference-worker.ts', import.meta.url), { workerData: { before, after } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
