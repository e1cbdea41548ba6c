import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S401',
  sound: room,
  broken: world({ share: { parts: undefined } }, room),
  at: 'recipients.shop',
  says: 'nothing says what `shop` may get',
  help: 'write a clause for it under `share`, or take it out of the vocabulary',
};
