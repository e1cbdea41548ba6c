/** Time that runs many times faster than it is, with a wall clock that can be set wrong. */
import type { Clock, Timers } from '../device/host.ts';

export interface QuickTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Sets the wall clock forward or back by so many milliseconds. */
  jump(milliseconds: number): void;
}

/** A hundred to one: a second takes ten milliseconds. Not faster, or an answer from a busy machine comes too late. */
export function quickTime(factor = 100): QuickTime {
  const began = performance.now();
  const monotonic = () => (performance.now() - began) * factor;
  let wall = Date.UTC(2026, 2, 1);
  return {
    clock: { now: () => wall + monotonic(), monotonic },
    timers: {
      set: (run, milliseconds) => setTimeout(run, milliseconds / factor),
      clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
    jump: (milliseconds) => {
      wall += milliseconds;
    },
  };
}
