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
};
