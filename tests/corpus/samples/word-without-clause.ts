import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S109',
  sound: world({
    words: { purposes: { improve: { says: 'to make it better', basis: 'contract' } } },
    use: { improve: { data: ['light'], needs: 'while held' } },
  }),
  broken: world({ words: { purposes: { improve: { says: 'to make it better', basis: 'contract' } } } }),
  at: 'use.improve',
  says: '`improve` is declared and has no clause',
  help: 'write `use.improve`, or take it out of the vocabulary',
  also: [
    {
      broken: world({ words: { choices: { help: { says: 'help' } } } }),
      at: 'choices.help',
      says: '`help` is declared and has no clause',
    },
  ],
};
