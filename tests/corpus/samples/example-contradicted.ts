import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S601',
  sound: world({
    examples: [
      { says: 'light is held', ask: { ask: 'hold', category: 'light' }, answer: 'permitted', by: 'keep.light' },
    ],
  }),
  broken: world({
    examples: [
      { says: 'light is held', ask: { ask: 'hold', category: 'light' }, answer: 'withheld', by: 'keep.light' },
    ],
  }),
  at: 'examples.1',
  says: '"light is held" expects withheld by `keep.light`, and is permitted by `keep.light`',
  help: 'correct the example, or the clause that decides',
};
