/**
 * Ingest with the ledger against the same without it, in batches of 50. Without: no leaf is made, sealed or written, and
 * no tree grows; with it the tree grows each second, as in a service. Each side is a process with databases of its own,
 * since what a process has once loaded stays. Row 11.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inTurns } from './in-turns.ts';
import { perSecond, type Row } from './row.ts';

export const measures = [11];

export async function rows(): Promise<Row[]> {
  const sides = [await start('with'), await start('without')] as const;
  try {
    const [ours, peer] = sides.map((child) => () => round(child));
    const rate = await inTurns({ ours: ours!, peer: peer! });
    return [
      {
        row: 11,
        what: 'ingest with the ledger, 50 a batch, 8 at once ÷ without',
        goal: '≥ 0.95',
        ours: perSecond(rate.ours, 'events'),
        peer: perSecond(rate.peer, 'events'),
        ratio: rate.ours / rate.peer,
      },
    ];
  } finally {
    for (const child of sides) {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
  }
}

async function start(which: 'with' | 'without'): Promise<ChildProcess> {
  const file = join(import.meta.dirname, 'apart', 'ledger.ts');
  const child = fork(file, [which], { stdio: ['ignore', 2, 2, 'ipc'] });
  await answerOf(child);
  return child;
}

function round(child: ChildProcess): Promise<number> {
  child.send('round');
  return answerOf(child);
}

/** Its next message, unless it ends before. */
async function answerOf(child: ChildProcess): Promise<number> {
  const heard = new AbortController();
  const { signal } = heard;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([answer]) => answer as number),
      once(child, 'exit', { signal }).then(([code]) => Promise.reject(new Error(`a side ended with code ${code}`))),
    ]);
  } finally {
    heard.abort();
  }
}
