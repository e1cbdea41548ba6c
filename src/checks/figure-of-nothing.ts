import type { Check } from './diagnostic.ts';
import { takenBy } from './flow.ts';

export const figureOfNothing: Check = {
  code: 'S803',
  name: 'figure-of-nothing',
  severity: 'error',
  summary: 'a figure is counted by a field that its event does not take',
  *check({ collect, figures }) {
    for (const [name, { counts, by }] of Object.entries(figures)) {
      const clause = collect[counts];
      if (by === undefined || clause === undefined || takenBy(clause).includes(by)) continue;
      yield {
        at: `figures.${name}`,
        says: `\`${counts}\` does not take \`${by}\``,
        help: `take \`${by}\` in \`collect.${counts}\`, or count by something else`,
      };
    }
  },
};
