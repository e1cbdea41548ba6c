import { type Sample, world } from '../sample.ts';

const help = { kind: 'opt-out', starts: 'on', of: 'household', asks: 'May we', tells: 'It works.', at: ['lamp'] };
const room = world({
  words: { choices: { help: { says: 'help' } } },
  choices: { help: { ...help, governs: { data: ['light'] } } },
});

export const sample: Sample = {
  code: 'S302',
  sound: room,
  broken: world({ words: { data: { light: { functional: true } } } }, room),
  at: 'choices.help',
  says: 'the opt-out `help` governs `light`, which is functional',
  help: 'take `light` out of `governs`, or do not call it functional',
  also: [
    {
      broken: world({
        words: { data: { light: { functional: true } }, choices: { help: { says: 'help' } } },
        choices: { help: { ...help, governs: {} } },
        collect: { switched: { needs: ['help'] } },
      }),
      at: 'collect.switched',
      says: '`switched` needs the opt-out `help` and takes `light`, which is functional',
    },
  ],
};
