import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { help: { says: 'help' } } },
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
  code: 'S305',
  sound: room,
  broken: world({ choices: { help: { starts: 'on' } } }, room),
  at: 'choices.help',
  says: 'the opt-in `help` starts `on`',
  help: 'let it start `off`: nobody has agreed yet',
  also: [
    {
      broken: world({ choices: { help: { kind: 'opt-out' } } }, room),
      at: 'choices.help',
      says: 'the opt-out `help` starts `off`',
    },
  ],
};
