import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'control-partner', region: 'here', many: true } },
    regions: { here: { says: 'here' } },
    choices: { help: { says: 'help' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair' } },
  choices: {
    help: {
      kind: 'authorisation',
      starts: 'off',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { recipients: ['shop'] },
      at: ['lamp'],
    },
  },
});

export const sample: Sample = {
  code: 'S405',
  sound: world({ share: { parts: { on: 'help' } } }, room),
  broken: room,
  at: 'share.parts',
  says: 'there are many of `shop`, and nothing authorises the one that is meant',
  help: 'name an authorisation under `on`',
};
