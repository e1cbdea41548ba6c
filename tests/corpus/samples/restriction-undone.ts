import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: {
      shop: { says: 'who repairs it', kind: 'vendor', region: 'here' },
      court: { says: 'the court', kind: 'authority', region: 'here' },
    },
    regions: { here: { says: 'here' } },
  },
  share: {
    parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true },
    crime: {
      says: 'against crime',
      to: ['court', 'shop'],
      sends: ['light'],
      for: 'repair',
      bound: true,
      grounds: ['crime'],
    },
  },
});

export const sample: Sample = {
  code: 'S410',
  sound: world({ share: { crime: { to: ['court'] } } }, room),
  broken: room,
  at: 'share.crime',
  says: '`shop` gets `light.level` here with `grounds`, and by `share.parts` without it',
  help: 'take `light.level` out of one of the two',
  also: [
    {
      broken: world(
        {
          words: { choices: { help: { says: 'help' } } },
          choices: {
            help: {
              kind: 'opt-in',
              starts: 'off',
              of: 'household',
              asks: 'May we',
              tells: 'It works.',
              governs: { purposes: [] },
              at: ['lamp'],
            },
          },
          share: {
            crime: { to: ['court'] },
            again: { says: 'again', to: ['shop'], sends: ['light.level'], for: 'repair', bound: true, needs: ['help'] },
          },
        },
        room,
      ),
      at: 'share.again',
      says: '`shop` gets `light.level` here with `needs`, and by `share.parts` without it',
    },
  ],
};
