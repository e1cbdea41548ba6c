import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    choices: { help: { says: 'help' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
  choices: {
    help: {
      kind: 'opt-in',
      starts: 'off',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { purposes: ['repair'] },
      at: ['lamp'],
    },
  },
});

export const sample: Sample = {
  code: 'S409',
  sound: world({ share: { parts: { needs: ['help'] } } }, room),
  broken: room,
  at: 'share.parts',
  says: '`shop` gets it for `repair` even when `help` is off',
  help: 'let `help` govern `shop`, or name it under `needs`',
};
