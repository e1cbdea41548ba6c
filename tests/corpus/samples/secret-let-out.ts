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
  also: [
    {
      broken: world({ words: { data: { light: { fields: { pin: { findable: true } } } } } }, room),
      at: 'data.light.pin',
      says: '`pin` is a secret, and people are found by it',
    },
    {
      broken: world(
        { words: { purposes: { improve: { marketing: true } } }, use: { improve: { data: ['light'] } } },
        room,
      ),
      at: 'use.improve',
      says: '`light.pin` is a secret, and `improve` promotes',
    },
    {
      broken: world(
        {
          words: {
            recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
            regions: { here: { says: 'here' } },
          },
          share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
        },
        room,
      ),
      at: 'share.parts',
      says: '`light.pin` is a secret, and leaves',
    },
  ],
};
