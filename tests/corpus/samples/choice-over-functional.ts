import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { help: { says: 'help' } } },
  choices: {
    help: {
      kind: 'opt-out',
      starts: 'on',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { data: ['light'] },
      at: ['lamp'],
    },
  },
});

export const sample: Sample = {
  code: 'S302',
  sound: room,
  broken: world({ words: { data: { light: { functional: true } } } }, room),
  at: 'choices.help',
  says: 'the opt-out `help` governs `light`, which is functional',
  help: 'take `light` out of `governs`, or do not call it functional',
};
