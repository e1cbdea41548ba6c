/** What the reporter needs of its host. A product with other clocks or another network stack brings its own. */
export interface Clock {
  /** Epoch milliseconds. May jump: it is used for nothing but to say when something happened. */
  now(): number;
  /** Milliseconds that only go forward. On a host that sleeps, they should count the sleep too (`CLOCK_BOOTTIME`). */
  monotonic(): number;
}

export interface Timers {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export interface Host {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 to 1; spreads retries, so that a street of products does not come back in the same second. */
  readonly random: () => number;
}

/** The platform's own. */
export const platform: Host = {
  fetch: (input, init) => fetch(input, init),
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  timers: {
    set: (run, milliseconds) => setTimeout(run, milliseconds),
    clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  },
  random: () => Math.random(),
};

/** Runs a task that can be aborted, and aborts it itself after `milliseconds`; `again` starts that time anew. */
export async function within<T>(
  host: Host,
  milliseconds: number,
  controller: AbortController,
  task: (signal: AbortSignal, again: () => void) => Promise<T>,
): Promise<T> {
  let timer: unknown;
  const again = () => {
    host.timers.clear(timer);
    timer = host.timers.set(() => controller.abort(), milliseconds);
  };
  again();
  try {
    return await task(controller.signal, again);
  } finally {
    host.timers.clear(timer);
  }
}
