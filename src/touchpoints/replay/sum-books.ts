import type { Books, Count } from '../../gate/gate.ts';

/** The books of several batches as one. */
export function sumBooks(all: readonly Books[]): Books {
  return {
    received: sumCounts(all.map(({ received }) => received)),
    stored: sumByKey(all.map(({ stored }) => stored)),
    withheld: sumByKey(all.map(({ withheld }) => withheld)),
    refused: sumByKey(all.map(({ refused }) => refused)),
  };
}

export function sumCounts(counts: readonly Count[]): Count {
  const sum = { events: 0, fields: 0 };
  for (const { events, fields } of counts) {
    sum.events += events;
    sum.fields += fields;
  }
  return sum;
}

function sumByKey(all: readonly { readonly [key: string]: Count }[]): { readonly [key: string]: Count } {
  const keys = [...new Set(all.flatMap((counts) => Object.keys(counts)))].sort();
  return Object.fromEntries(keys.map((key) => [key, sumCounts(all.flatMap((counts) => counts[key] ?? []))]));
}
