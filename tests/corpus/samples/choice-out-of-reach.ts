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
  code: 'S304',
  sound: room,
  broken: world({ choices: { help: { at: [] } } }, room),
  at: 'choices.help',
  says: '`help` is off, and there is nowhere to change it',
  help: 'name the touchpoints that have its switch under `at`',
};
