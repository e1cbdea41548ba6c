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
  code: 'S301',
  sound: room,
  broken: world({ choices: { help: { governs: { purposes: [] } } } }, room),
  at: 'choices.help',
  says: '`help` governs nothing',
  help: 'say what it governs, or take it away',
  also: [
    {
      broken: world({ choices: { help: { governs: { cookies: ['analytics'] } } } }, room),
      at: 'choices.help',
      says: '`help` governs `analytics` cookies, and there are none',
    },
  ],
};
