import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S402',
  sound: world({ share: { parts: { inReturn: 'a service to us' } } }, room),
  broken: world({ share: { parts: { inReturn: 'money' } } }, room),
  at: 'share.parts',
  says: '`shop` gives money for it: it is sold',
  help: 'take nothing for it but a service to us, or share it with nobody',
};
