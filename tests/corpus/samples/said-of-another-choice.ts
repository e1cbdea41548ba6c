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
  use: { repair: { on: 'help' } },
});

export const sample: Sample = {
  code: 'S315',
  sound: room,
  broken: world({ choices: { help: { governs: { purposes: [], data: ['light'] } } } }, room),
  at: 'use.repair',
  says: '`repair` waits for `help`, which does not say that it governs it',
  help: 'name `repair` in `choices.help` under `governs.purposes`',
};
