import { setTimeout as sleep } from 'node:timers/promises';
import type { Postmaster } from './postmaster.ts';

export type Supervised = {
  readonly restarts: number;
  /** Stops the server for good; also while it is being restarted. */
  stop(): Promise<void>;
};

/** The pause before each further try, ms. Then it stays at the last: a full disk may be emptied tomorrow. */
const pauses = [0, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

/** A server that ran for this long (ms) had started well, and the next fall begins at the first pause again. */
const settled = 30_000;

/**
 * Keeps a server running: when it ends unasked, `start` is called again, until it succeeds or `stop` is called.
 * Throws what the first `start` throws.
 */
export async function supervise(
  start: () => Promise<Postmaster>,
  onRestart: (restarts: number) => void,
  log: (line: string) => void,
): Promise<Supervised> {
  let postmaster = await start();
  let restarts = 0;
  const stopping = new AbortController();
  const watching = (async () => {
    for (let fall = 0; ; ) {
      const since = Date.now();
      await postmaster.exited;
      if (stopping.signal.aborted) return;
      if (Date.now() - since > settled) fall = 0;
      log('PostgreSQL ended unasked; starting it again');
      for (;;) {
        await sleep(pauses[Math.min(fall++, pauses.length - 1)], undefined, { signal: stopping.signal }).catch(
          () => {},
        );
        if (stopping.signal.aborted) return;
        try {
          postmaster = await start();
          break;
        } catch (error) {
          log(`PostgreSQL did not start: ${(error as Error).message}`);
        }
      }
      restarts++;
      if (!stopping.signal.aborted) onRestart(restarts);
    }
  })();
  return {
    get restarts() {
      return restarts;
    },
    async stop() {
      stopping.abort();
      await postmaster.stop();
      // A start under way when we were asked may have made a new one.
      await Promise.race([watching, sleep(60_000, undefined, { ref: false })]);
      await postmaster.stop();
    },
  };
}
