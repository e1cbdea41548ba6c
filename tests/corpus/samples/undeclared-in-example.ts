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
};
