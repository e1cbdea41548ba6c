import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S102',
  sound: world({
    examples: [{ says: 'nobody advertises', ask: { ask: 'hold', category: 'adverts' }, answer: 'refused' }],
  }),
  broken: world({
    examples: [{ says: 'light is held', ask: { ask: 'hold', category: 'lihgt' }, answer: 'permitted' }],
  }),
  at: 'examples.1',
  says: '`lihgt` is not declared',
  help: 'did you mean `light`?',
  also: [
    {
      broken: world({
        examples: [
          {
            says: 'so',
            ask: { ask: 'hold', category: 'light' },
            answer: 'withheld',
            given: { choices: { 'link/hum': 'on' } },
          },
        ],
      }),
      at: 'examples.1',
      says: '`link` is not declared',
    },
    {
      broken: world({
        examples: [
          { says: 'so', ask: { ask: 'hold', category: 'light' }, answer: 'withheld', given: { facts: { age: 3 } } },
        ],
      }),
      at: 'examples.1',
      says: '`age` is not declared',
    },
    {
      broken: world({
        examples: [{ says: 'so', ask: { ask: 'hold', category: 'light' }, answer: 'withheld', by: 'keep.lihgt' }],
      }),
      at: 'examples.1',
      says: '`keep.lihgt` is not declared',
    },
    {
      broken: world({
        examples: [
          {
            says: 'so',
            ask: { ask: 'collect', event: 'swiched', at: 'lamp', category: 'light', field: 'level' },
            answer: 'withheld',
          },
        ],
      }),
      at: 'examples.1',
      says: '`swiched` is not declared',
    },
    {
      broken: world({
        examples: [
          {
            says: 'so',
            ask: { ask: 'open', purpose: 'repair', category: 'light', field: 'levle' },
            answer: 'withheld',
          },
        ],
      }),
      at: 'examples.1',
      says: '`light.levle` is not declared',
    },
    {
      broken: world({
        examples: [
          {
            says: 'so',
            ask: { ask: 'send', recipient: 'shop', purpose: 'repair', category: 'light', field: 'level' },
            answer: 'withheld',
          },
        ],
      }),
      at: 'examples.1',
      says: '`shop` is not declared',
    },
    {
      broken: world({
        examples: [{ says: 'so', ask: { ask: 'contact', message: 'news', channel: 'post' }, answer: 'withheld' }],
      }),
      at: 'examples.1',
      says: '`news` is not declared',
    },
    {
      broken: world({ examples: [{ says: 'so', ask: { ask: 'set', cookie: 'theme' }, answer: 'withheld' }] }),
      at: 'examples.1',
      says: '`theme` is not declared',
    },
    {
      broken: world({
        examples: [{ says: 'so', ask: { ask: 'figure', figure: 'lamps', subjects: 3 }, answer: 'withheld' }],
      }),
      at: 'examples.1',
      says: '`lamps` is not declared',
    },
  ],
};
