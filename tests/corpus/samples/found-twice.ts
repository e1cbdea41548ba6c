import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: {
      light: {
        fields: {
          level: { type: 'serial', findable: true },
          bulb: { type: 'serial', says: 'the bulb', findable: true },
        },
      },
    },
  },
  collect: { switched: { takes: { light: ['level', 'bulb'] } } },
});

export const sample: Sample = {
  code: 'S212',
  sound: world({ words: { data: { light: { fields: { bulb: { findable: undefined } } } } } }, room),
  broken: room,
  at: 'data.light.bulb',
  says: 'a household is found by `light.bulb` and by `light.level`, and the two could disagree',
  help: 'make one of them findable',
};
