import { type Sample, world } from '../sample.ts';

const room = world({
  words: { choices: { help: { says: 'help' }, voice: { says: 'voice' } } },
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
    voice: {
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
  code: 'S303',
  sound: world({ choices: { voice: { needs: ['help'] } } }, room),
  broken: world({ choices: { help: { needs: ['voice'] }, voice: { needs: ['help'] } } }, room),
  at: 'choices.help',
  says: '`help` needs itself by way of `voice`, so that it is never on',
  help: 'take one of them out of `needs`',
  also: [
    {
      broken: world({ choices: { help: { needs: ['help'] } } }, room),
      at: 'choices.help',
      says: '`help` needs itself',
    },
  ],
};
