import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S407',
  sound: room,
  broken: world({ share: { parts: { bound: undefined } } }, room),
  at: 'share.parts',
  says: '`shop` is a vendor, and is not bound by this statement',
  help: 'bind it by contract and say `bound: true`',
};
