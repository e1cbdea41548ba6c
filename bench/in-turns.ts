/** Measures several ways of doing the same in turns, so that a noisy machine is noisy for all of them. */

/** Runs one round of its work, and returns how often a second it did it. */
export type Side = () => number | Promise<number>;

/**
 * Each side is warmed for so long, in milliseconds, before it is measured: a server runs for weeks, and what is compiled in its
 * first seconds, and how much there is of it, would be measured instead.
 */
const WARMING = 3000;

/** The rate of each side: the median of the rounds, once all are warm. Every round starts with another side. */
export async function inTurns<S extends string>(
  sides: { readonly [K in S]: Side },
  { rounds = 11 } = {},
): Promise<{ [K in S]: number }> {
  const names = Object.keys(sides) as S[];
  const rates = new Map<S, number[]>(names.map((name) => [name, []]));
  for (const name of names) await warm(sides[name]);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      rates.get(name)!.push(await sides[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name)!)])) as { [K in S]: number };
}

async function warm(side: Side): Promise<void> {
  const start = performance.now();
  do await side();
  while (performance.now() - start < WARMING);
}

/** Work that computes: it is done as many times a round as fill `milliseconds`, which its first round finds out. */
export function computing(work: (times: number) => void, milliseconds = 60): Side {
  let times: number | undefined;
  return () => {
    times ??= timesThatFill(work, milliseconds);
    return (1000 * times) / elapsed(work, times);
  };
}

/** Work that waits: so many pieces a round, so many at once. `n` is new for each piece. */
export function waiting(work: (n: number) => Promise<unknown>, { pieces = 64, atOnce = 8 } = {}): Side {
  let n = 0;
  return async () => {
    let left = pieces;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left-- > 0) await work(n++);
      }),
    );
    return (1000 * pieces) / (performance.now() - start);
  };
}

function timesThatFill(work: (times: number) => void, milliseconds: number): number {
  for (let times = 16; ; times *= 2) {
    const took = elapsed(work, times);
    // Twice over: the first long run may still have been one of warming up.
    if (took >= milliseconds) return Math.max(1, Math.round((times * milliseconds) / elapsed(work, times)));
  }
}

function elapsed(work: (times: number) => void, times: number): number {
  const start = performance.now();
  work(times);
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
