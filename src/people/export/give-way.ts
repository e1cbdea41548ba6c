/** Long work for one person that lets everybody else go first. */
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds. */
const PAUSE = 2;
/** Milliseconds that a piece of work waits at most, however busy everybody is: it has to come to an end too. */
const LONGEST = 100;
/** Of a pause: above this the process has enough to do. */
const BUSY = 0.5;

/** Waits until this process has little else to do, or has waited long enough. To be called between small pieces of work. */
export async function giveWay(): Promise<void> {
  const until = performance.now() + LONGEST;
  for (;;) {
    const before = performance.eventLoopUtilization();
    await setTimeout(PAUSE);
    if (performance.now() >= until || performance.eventLoopUtilization(before).utilization < BUSY) return;
  }
}
