import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S204',
  sound: world({ use: { repair: { needs: '30 days' } } }),
  broken: world({ use: { repair: { needs: '29 days' } } }),
  at: 'keep.light',
  says: '`light` is kept for 30 days, and no purpose needs it longer than 29 days',
  help: 'keep it for 29 days, or say which purpose needs it longer',
};
