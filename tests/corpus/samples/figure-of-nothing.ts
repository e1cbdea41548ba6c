import { type Sample, world } from '../sample.ts';

const room = world({
  words: { data: { light: { fields: { room: { type: 'one-of', says: 'the room', values: ['hall', 'attic'] } } } } },
  collect: { switched: { takes: { light: ['level', 'room'] } } },
  figures: {
    rooms: { says: 'lamps a room', counts: 'switched', by: 'light.room', every: 'month', atLeast: 20, for: 'repair' },
  },
});

export const sample: Sample = {
  code: 'S803',
  sound: room,
  broken: world(
    {
      collect: {
        switched: { takes: { light: ['level'] } },
        moved: { says: 'you move it', in: 'using', at: ['lamp'], takes: { light: ['room'] } },
      },
    },
    room,
  ),
  at: 'figures.rooms',
  says: '`switched` does not take `light.room`',
  help: 'take `light.room` in `collect.switched`, or count by something else',
};
