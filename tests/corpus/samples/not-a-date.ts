import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S105',
  sound: world({ dated: '2028-02-29' }),
  broken: world({ dated: '2027-02-29' }),
  at: 'dated',
  says: '`2027-02-29` is not a day of the calendar',
  help: 'write it as `2026-03-01`',
};
