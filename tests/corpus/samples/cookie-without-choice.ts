import { type Sample, world } from '../sample.ts';

const room = world({
  cookies: {
    theme: { says: 'how it looks', class: 'functional', as: 'cookie', lasts: '1 year', by: 'us', for: 'repair' },
  },
});

export const sample: Sample = {
  code: 'S310',
  sound: world(
    {
      words: { choices: { help: { says: 'help' } } },
      choices: {
        help: {
          kind: 'opt-in',
          starts: 'off',
          of: 'household',
          asks: 'May we',
          tells: 'It works.',
          governs: { cookies: ['functional'] },
          at: ['lamp'],
        },
      },
    },
    room,
  ),
  broken: room,
  at: 'cookies.theme',
  says: 'no choice governs `theme`, a functional cookie',
  help: 'let a choice govern `functional` cookies',
};
