import { type Sample, world } from '../sample.ts';

const room = world({ words: { promises: { forgets: 'Light is forgotten.' } } });

export const sample: Sample = {
  code: 'S501',
  sound: world({ keep: { light: { keeps: ['forgets'] } } }, room),
  broken: room,
  at: 'promises.forgets',
  says: 'no clause keeps `forgets`',
  help: 'name it under `keeps` of the clause that does',
};
