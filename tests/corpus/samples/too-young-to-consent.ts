import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { help: { says: 'help' } }, purposes: { repair: { basis: 'consent' } } },
  use: { repair: { on: 'help' } },
  choices: {
    help: {
      kind: 'opt-in',
      starts: 'off',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { purposes: ['repair'] },
      at: ['lamp'],
    },
  },
});

export const sample: Sample = {
  code: 'S704',
  sound: world({ age: { minimum: 13 } }, room),
  broken: world({ age: { minimum: 12 } }, room),
  at: 'age',
  says: '`repair` rests on consent, and people of 12 can not give it',
  help: 'write 13 or more, and 16 where no country says less',
};
