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
});

export const sample: Sample = {
  code: 'S307',
  sound: world(
    { messages: { letter: { says: 'a letter', class: 'promotional', channels: ['post'], for: 'news', on: ['news'] } } },
    room,
  ),
  broken: world(
    { messages: { letter: { says: 'a letter', class: 'promotional', channels: ['post'], for: 'news', on: [] } } },
    room,
  ),
  at: 'messages.letter',
  says: 'no choice stops `letter` by post',
  help: 'name a choice under `on`, or let one govern promotion by post',
};
