import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: { light: { fields: { room: { type: 'text', says: 'the room', max: 40 } } } },
    purposes: { improve: { says: 'to make it better', basis: 'contract' } },
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  collect: { switched: { takes: { light: ['level', 'room'] } } },
  use: { repair: { data: ['light.level'] }, improve: { data: ['light'], needs: 'while held' } },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S403',
  sound: world({ use: { repair: { data: ['light'] } } }, room),
  broken: room,
  at: 'share.parts',
  says: '`light.room` is shared for `repair`, which may not use it',
  help: 'name it under `use.repair`, or stop sharing it',
};
