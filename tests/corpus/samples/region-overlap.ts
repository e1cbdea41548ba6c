import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S412',
  sound: world({ words: { regions: { here: { says: 'here', countries: ['DE'] }, elsewhere: { says: 'elsewhere' } } } }),
  broken: world({
    words: {
      regions: { here: { says: 'here', countries: ['DE'] }, union: { says: 'the union', countries: ['FR', 'DE'] } },
    },
  }),
  at: 'regions.union',
  says: '`DE` is in `here` already',
  help: 'list it in one region',
  also: [
    {
      broken: world({ words: { regions: { here: { says: 'here' }, elsewhere: { says: 'elsewhere' } } } }),
      at: 'regions.elsewhere',
      says: '`elsewhere` and `here` both stand for the countries in no other region',
    },
  ],
};
