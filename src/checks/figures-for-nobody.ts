import type { Check } from './diagnostic.ts';

export const figuresForNobody: Check = {
  code: 'S804',
  name: 'figures-for-nobody',
  severity: 'warning',
  summary: 'a purpose sees figures alone, and none is counted for it',
  *check({ words, figures }) {
    const counted = new Set(Object.values(figures).map((clause) => clause.for));
    for (const [name, { sees }] of Object.entries(words.purposes)) {
      if (sees !== 'aggregates' || counted.has(name)) continue;
      yield {
        at: `use.${name}`,
        says: `\`${name}\` sees figures alone, and none is counted for it`,
        help: 'count one under `figures`, or take the purpose away',
      };
    }
  },
};
