/** Chance that repeats itself: the same seed gives the same household. */
export interface Chance {
  /** From 0, less than 1. */
  next(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  oneOf<T>(values: readonly T[]): T;
  /** True in `share` of all cases. */
  happens(share: number): boolean;
}

/** Mulberry32 (T. Ettinger, public domain), seeded with a text through FNV-1a. Good enough for a demo, and for nothing else. */
export function chance(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    oneOf: (values) => values[between(0, values.length - 1)]!,
    happens: (share) => next() < share,
  };
}
