import type { Check } from './diagnostic.ts';

export const choiceOutOfReach: Check = {
  code: 'S304',
  name: 'choice-out-of-reach',
  severity: 'error',
  summary: 'there is nowhere to change a choice',
  *check({ choices }) {
    for (const [name, { at, starts }] of Object.entries(choices)) {
      if (at.length > 0) continue;
      yield {
        at: `choices.${name}`,
        says: `\`${name}\` is ${starts}, and there is nowhere to change it`,
        help: 'name the touchpoints that have its switch under `at`',
      };
    }
  },
};
