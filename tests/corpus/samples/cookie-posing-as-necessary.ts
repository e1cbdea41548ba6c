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
  cookies: {
    theme: {
      says: 'how it looks',
      class: 'strictly-necessary',
      as: 'cookie',
      lasts: 'session',
      by: 'us',
      for: 'repair',
    },
  },
});

export const sample: Sample = {
  code: 'S311',
  sound: room,
  broken: world({ cookies: { theme: { on: 'help' } } }, room),
  at: 'cookies.theme',
  says: '`theme` calls itself strictly necessary, and waits for `help`',
  help: 'give it the class that it belongs to',
};
