/** The same as `interleave`, for work that waits: several sides in turns, each with the same number in flight. */

/** Does one piece of work; `n` is new each time. */
export type Work = (n: number) => Promise<unknown>;

export interface Turns {
  readonly rounds?: number;
  /** Pieces of work a round. */
  readonly pieces?: number;
  /** How many at once. */
  readonly atOnce?: number;
}

/** Pieces a second of each side: the median of the rounds; every round starts with another side. */
export async function inTurns<S extends string>(
  sides: { readonly [K in S]: Work },
  { rounds = 9, pieces = 64, atOnce = 8 }: Turns = {},
): Promise<{ [K in S]: number }> {
  const names = Object.keys(sides) as S[];
  const rates = new Map<S, number[]>(names.map((name) => [name, []]));
  let n = 0;
  const run = async (work: Work) => {
    let left = pieces;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left-- > 0) await work(n++);
      }),
    );
    return (1000 * pieces) / (performance.now() - start);
  };
  for (const name of names) await run(sides[name]);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      rates.get(name)!.push(await run(sides[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, middle(rates.get(name)!)])) as { [K in S]: number };
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
