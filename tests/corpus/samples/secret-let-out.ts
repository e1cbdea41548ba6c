import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: { light: { fields: { pin: { type: 'secret', says: 'your code' } } } },
    purposes: { improve: { says: 'to make it better', basis: 'contract' } },
  },
  collect: { switched: { takes: { light: ['level', 'pin'] } } },
  use: { improve: { data: ['light.level'], needs: 'while held' } },
});

export const sample: Sample = {
  code: 'S210',
  sound: room,
  broken: world({ use: { improve: { data: ['light', 'light.pin'] } } }, room),
  at: 'use.improve',
  says: '`light.pin` is a secret that `repair` uses already',
  help: 'a secret serves sign-in alone: take it out here',
};
