import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S104',
  sound: world({ keep: { light: { for: '1 month' } } }),
  broken: world({ keep: { light: { for: 'a month' } } }),
  at: 'keep.light',
  says: '`a month` is not a span of time',
  help: 'write a whole number and a unit: `30 days`, `7 years`',
};
