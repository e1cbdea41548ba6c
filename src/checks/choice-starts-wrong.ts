import type { Check } from './diagnostic.ts';

export const choiceStartsWrong: Check = {
  code: 'S305',
  name: 'choice-starts-wrong',
  severity: 'error',
  summary: 'a choice starts where its kind can not start',
  *check({ choices }) {
    for (const [name, { kind, starts }] of Object.entries(choices)) {
      const must = kind === 'opt-out' ? 'on' : 'off';
      if (starts === must) continue;
      yield {
        at: `choices.${name}`,
        says: `the ${kind} \`${name}\` starts \`${starts}\``,
        help: must === 'off' ? 'let it start `off`: nobody has agreed yet' : 'let it start `on`, or make it an opt-in',
      };
    }
  },
};
