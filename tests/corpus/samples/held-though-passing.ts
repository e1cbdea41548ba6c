import { type Sample, world } from '../sample.ts';

const room = world({ words: { data: { light: { passing: true } } } });

export const sample: Sample = {
  code: 'S203',
  sound: world({ keep: { light: undefined } }, room),
  broken: room,
  at: 'keep.light',
  says: '`light` is kept though it is only passing',
  help: 'take `passing` away from the category, or keep nothing of it',
};
