import type { Check } from './diagnostic.ts';

export const sharedForAggregates: Check = {
  code: 'S404',
  name: 'shared-for-aggregates',
  severity: 'error',
  summary: "a person's data is shared for a purpose that sees figures alone, or with the public",
  *check({ words, share }) {
    for (const [name, clause] of Object.entries(share)) {
      const at = `share.${name}`;
      if (words.purposes[clause.for]?.sees === 'aggregates') {
        yield {
          at,
          says: `people's data is shared for \`${clause.for}\`, which sees figures alone`,
          help: 'share a figure instead: see `sharedWith` under `figures`',
        };
        continue;
      }
      for (const recipient of clause.to) {
        if (words.recipients[recipient]?.kind !== 'public') continue;
        yield {
          at,
          says: `people's data goes to \`${recipient}\`, who is the public`,
          help: 'publish a figure instead: see `sharedWith` under `figures`',
        };
      }
    }
  },
};
