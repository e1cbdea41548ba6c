import { type Sample, world } from '../sample.ts';

const room = world({ commitments: { dark: { says: 'Your lamp never listens.' } } });

export const sample: Sample = {
  code: 'S503',
  sound: world(
    { signedOff: [{ clause: 'commitments.dark', words: 'never', by: 'privacy officer', on: '2026-02-01' }] },
    room,
  ),
  broken: room,
  prose: { sound: [{ at: 'wording.intro.1', text: 'Your lamp listens to no command.' }], broken: [] },
  at: 'commitments.dark',
  says: '`never` is absolute, and no one has signed for it',
  help: 'say what is meant, or let someone sign under `signedOff`',
  also: [
    {
      broken: world({}),
      prose: [{ at: 'wording.faq.2.answers.1', text: 'Your lamp tells … and nothing else.' }],
      at: 'wording.faq.2.answers.1',
      says: '`nothing` is absolute, and no one has signed for it',
    },
    {
      broken: world({ words: { purposes: { repair: { says: 'to repair every lamp' } } } }),
      at: 'words.purposes.repair.says',
      says: '`every` is absolute, and no one has signed for it',
    },
    {
      broken: world({ commitments: { dark: { says: 'NOBODY listens.' } } }, room),
      at: 'commitments.dark',
      says: '`nobody` is absolute, and no one has signed for it',
    },
    {
      broken: world({ commitments: { dark: { says: 'No-one listens, and no one ever did.' } } }, room),
      at: 'commitments.dark',
      says: '`no one` is absolute, and no one has signed for it',
    },
  ],
};
