import type { Check } from './diagnostic.ts';

/** Below this, who knows some of the people in a figure can tell the others. */
const FEWEST = 20;

export const figureOfTooFew: Check = {
  code: 'S802',
  name: 'figure-of-too-few',
  severity: 'error',
  summary: 'a figure is shown though it is about so few that it can single a person out',
  *check({ figures }) {
    for (const [name, { atLeast }] of Object.entries(figures)) {
      if (atLeast >= FEWEST) continue;
      yield {
        at: `figures.${name}`,
        says: `it is shown when it is about ${atLeast}, and could single a person out`,
        help: `write ${FEWEST} or more`,
      };
    }
  },
};
