import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S205',
  sound: world({ words: { data: { light: { passing: true } } }, keep: { light: undefined } }),
  broken: world({ keep: { light: undefined } }),
  at: 'data.light',
  says: 'nothing says how long `light` is kept',
  help: 'write `keep.light`, or make it `passing`',
};
