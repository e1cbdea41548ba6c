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
  messages: { letter: { says: 'a letter', class: 'essential', about: 'safety', channels: ['post'], for: 'repair' } },
});

export const sample: Sample = {
  code: 'S309',
  sound: world({ choices: { help: { governs: { purposes: undefined, data: ['light'] } } } }, room),
  broken: room,
  at: 'messages.letter',
  says: '`letter` goes out whatever is chosen, and `help` can turn `repair` off',
  help: 'send it for a purpose that no choice governs',
};
