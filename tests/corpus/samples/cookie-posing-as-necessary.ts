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
  also: [
    {
      broken: world({ words: { purposes: { repair: { marketing: true } } } }, room),
      at: 'cookies.theme',
      says: '`theme` calls itself strictly necessary, and `repair` promotes',
    },
    {
      broken: world({ words: { purposes: { repair: { basis: 'consent' } } }, use: { repair: { on: 'help' } } }, room),
      at: 'cookies.theme',
      says: '`theme` calls itself strictly necessary, and `repair` rests on consent',
    },
    {
      broken: world(
        {
          words: {
            regions: { here: { says: 'here' } },
            recipients: { board: { says: 'an advertiser', kind: 'advertiser', region: 'here' } },
          },
          cookies: { theme: { by: 'board' } },
        },
        room,
      ),
      at: 'cookies.theme',
      says: '`theme` calls itself strictly necessary, and `board` advertises',
    },
  ],
};
