import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S107',
  sound: world({
    words: { touchpoints: { app: { says: 'the app' } } },
    collect: { switched: { at: ['lamp', 'app'] } },
  }),
  broken: world({ words: { touchpoints: { app: { says: 'the app' } } } }),
  at: 'touchpoints.app',
  says: '`app` is declared but no clause uses it',
  help: 'use it in a clause, or take it out of the vocabulary',
  also: [
    {
      broken: world({ words: { endings: { sold: { says: 'you sell it' } } } }),
      at: 'endings.sold',
      says: '`sold` is declared but no clause uses it',
    },
    {
      broken: world({ words: { data: { light: { fields: { room: { type: 'text', says: 'the room', max: 40 } } } } } }),
      at: 'data.light.room',
      says: '`room` is declared but no event takes it',
    },
  ],
};
