import type { Check } from './diagnostic.ts';

export const choiceOverFunctional: Check = {
  code: 'S302',
  name: 'choice-over-functional',
  severity: 'error',
  summary: 'a choice stands over data without which the products do not work',
  *check({ words, choices, collect }) {
    const isFunctional = (category: string) => words.data[category]?.functional === true;
    for (const [name, { kind, governs }] of Object.entries(choices))
      for (const category of (governs.data ?? []).filter(isFunctional))
        yield {
          at: `choices.${name}`,
          says: `the ${kind} \`${name}\` governs \`${category}\`, which is functional`,
          help: `take \`${category}\` out of \`governs\`, or do not call it functional`,
        };
    for (const [event, { takes, needs = [] }] of Object.entries(collect))
      for (const choice of needs.filter((one) => choices[one]?.kind === 'opt-out'))
        for (const category of Object.keys(takes).filter(isFunctional))
          yield {
            at: `collect.${event}`,
            says: `\`${event}\` needs the opt-out \`${choice}\` and takes \`${category}\`, which is functional`,
            help: `collect \`${category}\` in an event that does not need \`${choice}\`, or do not call it functional`,
          };
  },
};
