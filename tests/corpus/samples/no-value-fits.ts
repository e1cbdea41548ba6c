import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S106',
  sound: world({ words: { data: { light: { fields: { level: { min: 100 } } } } } }),
  broken: world({ words: { data: { light: { fields: { level: { min: 101 } } } } } }),
  at: 'data.light.level',
  says: 'no value fits `level`',
  help: 'widen its bounds',
};
