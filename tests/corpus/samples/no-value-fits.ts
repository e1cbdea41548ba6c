import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S106',
  sound: world({ words: { data: { light: { fields: { level: { min: 100 } } } } } }),
  broken: world({ words: { data: { light: { fields: { level: { min: 101 } } } } } }),
  at: 'data.light.level',
  says: 'no value fits `level`',
  help: 'widen its bounds',
  also: [
    {
      broken: world({ words: { data: { light: { fields: { level: { type: 'text', max: 0 } } } } } }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
    {
      broken: world({ words: { data: { light: { fields: { level: { type: 'duration', max: 0 } } } } } }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
    {
      broken: world({ words: { data: { light: { fields: { level: { min: 0.2, max: 0.8 } } } } } }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
    {
      broken: world({ words: { data: { light: { fields: { level: { type: 'one-of', values: [] } } } } } }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
    {
      broken: world({
        words: { data: { light: { fields: { level: { type: 'list', most: 3, of: { type: 'text', max: 0 } } } } } },
      }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
    {
      broken: world({ words: { data: { light: { fields: { level: { type: 'bands', most: 0 } } } } } }),
      at: 'data.light.level',
      says: 'no value fits `level`',
    },
  ],
};
