import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S211',
  sound: world({ words: { data: { light: { fields: { level: { type: 'serial', findable: true } } } } } }),
  broken: world({ words: { data: { light: { fields: { level: { findable: true } } } } } }),
  at: 'data.light.level',
  says: 'people are found by `level`, which many can share',
  help: 'find them by an email address, a telephone number, a serial or an identifier',
};
