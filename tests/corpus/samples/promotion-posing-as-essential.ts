import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    purposes: { news: { says: 'to tell you news', basis: 'legitimate-interest', marketing: true } },
    choices: { news: { says: 'news' } },
  },
  use: { news: { data: ['light'], needs: 'while held' } },
  choices: {
    news: {
      kind: 'opt-out',
      starts: 'on',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { purposes: ['news'] },
      at: ['lamp'],
    },
  },
  messages: { letter: { says: 'a letter', class: 'essential', about: 'safety', channels: ['post'], for: 'news' } },
});

export const sample: Sample = {
  code: 'S308',
  sound: world({ messages: { letter: { for: 'repair' } } }, room),
  broken: room,
  at: 'messages.letter',
  says: '`letter` calls itself essential, and `news` promotes',
  help: 'make it promotional, or send it for another purpose',
};
