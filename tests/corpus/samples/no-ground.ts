import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'authority', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S408',
  sound: world({ share: { parts: { grounds: ['law'] } } }, room),
  broken: room,
  at: 'share.parts',
  says: '`shop` gets it without anyone naming a ground',
  help: 'list the grounds that count under `grounds`',
  also: [
    {
      broken: world({ share: { parts: { grounds: [] } } }, room),
      at: 'share.parts',
      says: 'it needs a ground, and there is none to name',
    },
  ],
};
