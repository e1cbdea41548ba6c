import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S314',
  sound: world({
    words: { choices: { help: { says: 'help' } } },
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
  }),
  broken: world({
    words: { choices: { help: { says: 'help' } } },
    choices: {
      help: {
        kind: 'authorisation',
        starts: 'off',
        of: 'household',
        asks: 'May we',
        tells: 'It works.',
        governs: { purposes: ['repair'] },
        at: ['lamp'],
      },
    },
  }),
  at: 'choices.help',
  says: '`help` authorises nobody',
  help: 'name the recipient under `governs.recipients`, or make it an opt-in',
};
