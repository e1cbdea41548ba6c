import { type Sample, world } from '../sample.ts';

const room = world({ words: { facts: { age: { says: 'how old you are', type: 'number' } } } });

export const sample: Sample = {
  code: 'S207',
  sound: world(
    {
      collect: {
        switched: {
          when: {
            all: [
              { fact: 'age', atLeast: 16 },
              { fact: 'age', below: 17 },
            ],
          },
        },
      },
    },
    room,
  ),
  broken: world(
    {
      collect: {
        switched: {
          when: {
            all: [
              { fact: 'age', atLeast: 16 },
              { fact: 'age', below: 16 },
            ],
          },
        },
      },
    },
    room,
  ),
  at: 'collect.switched',
  says: 'its condition never holds',
  help: 'take out one of the parts that contradict each other',
  also: [
    {
      broken: world(
        {
          words: { facts: { age: { type: 'word' } } },
          collect: {
            switched: {
              when: {
                all: [
                  { fact: 'age', is: 'old' },
                  { fact: 'age', is: 'young' },
                ],
              },
            },
          },
        },
        room,
      ),
      at: 'collect.switched',
      says: 'its condition never holds',
    },
    {
      broken: world(
        {
          words: { facts: { age: { type: 'flag' } } },
          collect: { switched: { when: { all: [{ fact: 'age', is: true }, { not: { fact: 'age', is: true } }] } } },
        },
        room,
      ),
      at: 'collect.switched',
      says: 'its condition never holds',
    },
    {
      broken: world({ collect: { switched: { when: { any: [] } } }, words: { facts: { age: undefined } } }, room),
      at: 'collect.switched',
      says: 'its condition never holds',
    },
  ],
};
