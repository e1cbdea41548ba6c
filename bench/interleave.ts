/** Measures several ways of doing the same in turns, so that a noisy machine is noisy for all of them. */

/** One line of the table of figures: `ratio` is what the goal speaks of. */
export interface Row {
  readonly row: number;
  readonly what: string;
  readonly goal: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number;
}

/** Does its work this many times. */
export type Side = (times: number) => void;

/**
 * How often a second each side does its work: the median of the rounds. Each side is first warmed up and then
 * given as many times a round as fill `milliseconds`; every round starts with another side.
 */
export function interleave<S extends string>(
  sides: { readonly [K in S]: Side },
  { rounds = 11, milliseconds = 60 } = {},
): { [K in S]: number } {
  const names = Object.keys(sides) as S[];
  const times = new Map(names.map((name) => [name, timesThatFill(sides[name], milliseconds)]));
  const rates = new Map<S, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      rates.get(name)!.push((1000 * times.get(name)!) / elapsed(sides[name], times.get(name)!));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name)!)])) as { [K in S]: number };
}

function timesThatFill(side: Side, milliseconds: number): number {
  for (let times = 16; ; times *= 2) {
    const took = elapsed(side, times);
    // Twice over: the first long run may still have been one of warming up.
    if (took >= milliseconds) return Math.max(1, Math.round((times * milliseconds) / elapsed(side, times)));
  }
}

function elapsed(side: Side, times: number): number {
  const start = performance.now();
  side(times);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
