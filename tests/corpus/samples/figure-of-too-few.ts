import { type Sample, world } from '../sample.ts';

const room = world({
  words: { data: { light: { fields: { room: { type: 'one-of', says: 'the room', values: ['hall', 'attic'] } } } } },
  collect: { switched: { takes: { light: ['level', 'room'] } } },
  figures: {
    rooms: { says: 'lamps a room', counts: 'switched', by: 'light.room', every: 'month', atLeast: 20, for: 'repair' },
  },
});

export const sample: Sample = {
  code: 'S802',
  sound: room,
  broken: world({ figures: { rooms: { atLeast: 19 } } }, room),
  at: 'figures.rooms',
  says: 'it is shown when it is about 19, and could single a person out',
  help: 'write 20 or more',
};
