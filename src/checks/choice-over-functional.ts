import type { Check } from './diagnostic.ts';

export const choiceOverFunctional: Check = {
  code: 'S302',
  name: 'choice-over-functional',
  severity: 'error',
  summary: 'a choice governs data without which the products do not work',
  *check({ words, choices }) {
    for (const [name, { kind, governs }] of Object.entries(choices)) {
      for (const category of governs.data ?? []) {
        if (!words.data[category]?.functional) continue;
        yield {
          at: `choices.${name}`,
          says: `the ${kind} \`${name}\` governs \`${category}\`, which is functional`,
          help: `take \`${category}\` out of \`governs\`, or do not call it functional`,
        };
      }
    }
  },
};
