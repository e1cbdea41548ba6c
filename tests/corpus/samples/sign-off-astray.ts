import { type Sample, world } from '../sample.ts';

const signed = { words: 'never', by: 'privacy officer', on: '2026-02-01' };

const room = world({
  commitments: { dark: { says: 'Your lamp never listens.' } },
  signedOff: [{ ...signed, clause: 'commitments.dark' }],
});

export const sample: Sample = {
  code: 'S504',
  sound: room,
  broken: world({ commitments: { dark: { says: 'Your lamp has no microphone.' } } }, room),
  at: 'signedOff.1',
  says: '`never` is signed for, and does not stand in `commitments.dark`',
  help: 'take it out of `words`, or sign what stands there now',
  also: [
    {
      broken: world({ signedOff: [{ ...signed, clause: 'words.purposes.repair.says' }] }),
      at: 'signedOff.1',
      says: '`never` is signed for, and does not stand in `words.purposes.repair.says`',
    },
    {
      broken: world({ signedOff: [{ ...signed, clause: 'wording.intro.1' }] }),
      prose: [{ at: 'wording.intro.1', text: 'Your lamp rarely listens.' }],
      at: 'signedOff.1',
      says: '`never` is signed for, and does not stand in `wording.intro.1`',
    },
    {
      broken: world(
        {
          signedOff: [
            { clause: 'commitments.dark', words: 'never and always', by: 'privacy officer', on: '2026-02-01' },
          ],
        },
        room,
      ),
      at: 'signedOff.1',
      says: '`always` is signed for, and does not stand in `commitments.dark`',
    },
  ],
};
