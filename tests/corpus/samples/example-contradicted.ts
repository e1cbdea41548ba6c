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
  also: [
    {
      broken: world({
        examples: [
          {
            says: 'light is held',
            ask: { ask: 'hold', category: 'light' },
            answer: 'permitted',
            by: 'collect.switched',
          },
        ],
      }),
      at: 'examples.1',
      says: '"light is held" expects permitted by `collect.switched`, and is permitted by `keep.light`',
    },
    {
      broken: world({
        examples: [
          { says: 'x', ask: { ask: 'open', purpose: 'repair', category: 'light', field: 'level' }, answer: 'refused' },
        ],
      }),
      at: 'examples.1',
      says: '"x" expects refused, and is permitted by `use.repair`',
    },
  ],
};
