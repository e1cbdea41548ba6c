import { type Sample, world } from '../sample.ts';

const room = world({
  words: { data: { light: { fields: { room: { type: 'text', says: 'the room', max: 40 } } } } },
  use: { repair: { data: ['light.level', 'light.room'] } },
});

export const sample: Sample = {
  code: 'S202',
  sound: world({ collect: { switched: { takes: { light: ['level', 'room'] } } } }, room),
  broken: room,
  at: 'use.repair',
  says: '`light.room` is used but never collected',
  help: 'say under `collect` where it comes from, or stop using it',
};
