import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S101',
  sound: world({ use: { repair: { data: ['light.level'] } } }),
  broken: world({ use: { repair: { data: ['light.levle'] } } }),
  at: 'use.repair',
  says: '`light.levle` is not declared',
  help: 'did you mean `light.level`?',
};
