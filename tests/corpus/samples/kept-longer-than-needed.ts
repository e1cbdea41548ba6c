import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S204',
  sound: world({ use: { repair: { needs: '30 days' } } }),
  broken: world({ use: { repair: { needs: '29 days' } } }),
  at: 'keep.light',
  says: '`light` is kept for 30 days, and no purpose needs it longer than 29 days',
  help: 'keep it for 29 days, or say which purpose needs it longer',
  also: [
    {
      broken: world({ use: { repair: { needs: 'while held', needsOf: { light: '2 weeks' } } } }),
      at: 'keep.light',
      says: '`light` is kept for 30 days, and no purpose needs it longer than 2 weeks',
    },
    {
      broken: world({
        words: { endings: { sold: { says: 'you sell it' } } },
        use: { repair: { needs: '7 years' } },
        keep: { light: { after: 'sold' } },
      }),
      at: 'keep.light',
      says: '`light` is kept until after `sold`, which may be years away, and is needed for 7 years',
    },
  ],
};
