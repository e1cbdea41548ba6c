import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { help: { says: 'help' } }, purposes: { repair: { basis: 'consent' } } },
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
  code: 'S306',
  sound: world({ use: { repair: { on: 'help' } } }, room),
  broken: room,
  at: 'use.repair',
  says: '`repair` rests on consent, and no choice gives it',
  help: 'name the choice under `on`, or say what else the purpose rests on',
  also: [
    {
      broken: world({ use: { repair: { on: 'help' } }, choices: { help: { kind: 'opt-out', starts: 'on' } } }, room),
      at: 'use.repair',
      says: '`repair` rests on consent, and `help` is on before anyone agrees',
    },
  ],
};
