import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S103',
  sound: world({ share: { parts: { inReturn: 'nothing' } } }, room),
  broken: world({ share: { parts: { inReturn: 'gold' } } }, room),
  at: 'share.parts',
  says: '`gold` is no return',
  help: 'use one of `nothing`, `a service to us`, `money`, `other value`',
};
