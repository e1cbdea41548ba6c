import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S105',
  sound: world({ dated: '2028-02-29' }),
  broken: world({ dated: '2027-02-29' }),
  at: 'dated',
  says: '`2027-02-29` is not a day of the calendar',
  help: 'write it as `2026-03-01`',
  also: [
    { broken: world({ dated: 'soon' }), at: 'dated', says: '`soon` is not a day of the calendar' },
    {
      broken: world({ signedOff: [{ clause: 'changes', words: 'never', by: 'officer', on: '2026-13-01' }] }),
      at: 'signedOff.1',
      says: '`2026-13-01` is not a day of the calendar',
    },
  ],
};
