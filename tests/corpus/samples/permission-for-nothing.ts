import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { usage: { says: 'usage' }, once: { says: 'once' } } },
  choices: {
    usage: {
      kind: 'opt-out',
      starts: 'on',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: { data: ['light'] },
      at: ['lamp'],
    },
    once: {
      kind: 'one-time',
      starts: 'off',
      of: 'household',
      asks: 'May we',
      tells: 'It works.',
      governs: {},
      at: ['lamp'],
      lasts: '1 hour',
      overrides: ['usage'],
    },
  },
  collect: { switched: { needs: ['once'] } },
});

export const sample: Sample = {
  code: 'S313',
  sound: room,
  broken: world(
    { collect: { switched: { needs: undefined } }, choices: { once: { governs: { purposes: ['repair'] } } } },
    room,
  ),
  at: 'choices.once',
  says: '`once` overrides a choice for one act, and no event needs it',
  help: 'name `once` under `needs` of the event that it permits',
};
