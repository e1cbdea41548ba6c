import { type Sample, world } from '../sample.ts';

const room = world({ words: { facts: { age: { says: 'how old you are', type: 'number' } } } });

export const sample: Sample = {
  code: 'S108',
  sound: world({ collect: { switched: { when: { fact: 'age', atLeast: 16 } } } }, room),
  broken: world({ collect: { switched: { when: { fact: 'age', is: 'sixteen' } } } }, room),
  at: 'collect.switched',
  says: '`age` is a number, and is compared otherwise',
  help: 'compare a number with `atLeast` or `below`',
};
