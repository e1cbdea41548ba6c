import { type Sample, world } from '../sample.ts';

const room = world({
  words: { purposes: { books: { says: 'to keep books', basis: 'legal-obligation' } } },
  use: { books: { data: ['light'], needs: '7 years' } },
});

export const sample: Sample = {
  code: 'S206',
  sound: world({ keep: { light: { for: '7 years' } } }, room),
  broken: room,
  at: 'keep.light',
  says: '`light` is kept for 30 days, and `books` needs it for 7 years by law',
  help: 'keep it for 7 years, or correct what `use.books` needs',
};
