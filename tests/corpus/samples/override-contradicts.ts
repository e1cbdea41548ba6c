import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { usage: { says: 'usage' }, once: { says: 'once' } } },
  choices: {
    usage: {
      kind: 'opt-out',
      starts: 'on',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { data: ['light'] },
      at: ['lamp'],
    },
    once: {
      kind: 'one-time',
      starts: 'off',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: {},
      at: ['lamp'],
      lasts: '1 hour',
      overrides: ['usage'],
    },
  },
  collect: { switched: { needs: ['once'] } },
});

export const sample: Sample = {
  code: 'S312',
  sound: room,
  broken: world({ choices: { once: { needs: ['usage'] } } }, room),
  at: 'choices.once',
  says: '`once` needs `usage` and overrides it',
  help: 'take `usage` out of `overrides`',
  also: [
    {
      broken: world({ choices: { once: { overrides: ['once'] } } }, room),
      at: 'choices.once',
      says: '`once` overrides itself',
    },
  ],
};
