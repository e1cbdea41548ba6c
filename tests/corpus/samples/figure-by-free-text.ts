import { type Sample, world } from '../sample.ts';

const room = world({
  words: { data: { light: { fields: { room: { type: 'one-of', says: 'the room', values: ['hall', 'attic'] } } } } },
  collect: { switched: { takes: { light: ['level', 'room'] } } },
  figures: {
    rooms: { says: 'lamps a room', counts: 'switched', by: 'light.room', every: 'month', atLeast: 20, for: 'repair' },
  },
});

export const sample: Sample = {
  code: 'S801',
  sound: room,
  broken: world(
    { words: { data: { light: { fields: { room: { type: 'text', says: 'the room', max: 40 } } } } } },
    room,
  ),
  at: 'figures.rooms',
  says: '`light.room` has no closed list of values to count by',
  help: 'count by a field that is one of a list, a flag or a country',
};
