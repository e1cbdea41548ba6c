import { type Sample, world } from '../sample.ts';

const room = world({
  words: { data: { light: { fields: { room: { type: 'text', says: 'the room', max: 40 } } } } },
  collect: { switched: { takes: { light: ['level', 'room?'] } } },
});

export const sample: Sample = {
  code: 'S201',
  sound: world({ use: { repair: { data: ['light.level', 'light.room'] } } }, room),
  broken: world({ use: { repair: { data: ['light.level'] } } }, room),
  at: 'collect.switched',
  says: '`light.room` is collected but no purpose uses it',
  help: 'name it under `use`, or stop collecting it',
};
