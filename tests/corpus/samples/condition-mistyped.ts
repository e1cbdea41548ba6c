import { type Sample, world } from '../sample.ts';

const room = world({ words: { facts: { age: { says: 'how old you are', type: 'number' } } } });

export const sample: Sample = {
  code: 'S108',
  sound: world({ collect: { switched: { when: { fact: 'age', atLeast: 16 } } } }, room),
  broken: world({ collect: { switched: { when: { fact: 'age', is: 'sixteen' } } } }, room),
  at: 'collect.switched',
  says: '`age` is a number, and is compared otherwise',
  help: 'compare a number with `atLeast` or `below`',
  also: [
    {
      broken: world(
        {
          words: { facts: { age: { type: 'flag' } } },
          collect: { switched: { when: { all: [{ fact: 'age', below: 3 }] } } },
        },
        room,
      ),
      at: 'collect.switched',
      says: '`age` is a flag, and is compared otherwise',
    },
    {
      broken: world(
        {
          words: { facts: { age: { type: 'word' } } },
          collect: { switched: { when: { not: { fact: 'age', is: true } } } },
        },
        room,
      ),
      at: 'collect.switched',
      says: '`age` is a word, and is compared otherwise',
    },
  ],
};
