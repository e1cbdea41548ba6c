import { type Sample, world } from '../sample.ts';

const room = world({ words: { data: { light: { passing: true } } } });

export const sample: Sample = {
  code: 'S203',
  sound: world({ keep: { light: undefined } }, room),
  broken: room,
  at: 'keep.light',
  says: '`light` is kept though it is only passing',
  help: 'take `passing` away from the category, or keep nothing of it',
  also: [
    {
      broken: world({ words: { data: { light: { current: true } } }, keep: { light: undefined } }, room),
      at: 'data.light',
      says: '`light` is passing, and yet says what is true now',
    },
    {
      broken: world(
        {
          words: { data: { light: { fields: { level: { type: 'serial', findable: true } } } } },
          keep: { light: undefined },
        },
        room,
      ),
      at: 'data.light.level',
      says: 'a hash of `level` is kept to find its owner by, though `light` is only passing',
    },
  ],
};
