import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S505',
  sound: world({ changes: { says: 'We write first.' } }),
  broken: world({ changes: { says: ' ' } }),
  at: 'changes',
  says: '`says` is empty',
  help: 'say it in words that people understand',
};
