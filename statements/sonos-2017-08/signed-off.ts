/**
 * Absolute words that are meant. The document is as absolute in these places; elsewhere our words are chosen so
 * that they promise no more than the product can hold.
 */
import type { SignOff } from '../../src/statement/statement.ts';

const signed = { by: 'data protection officer', on: '2017-08-01' } as const;

export const signedOff = [
  { clause: 'commitments.no-sale', words: 'nothing', ...signed },
  { clause: 'commitments.one-way-password', words: 'nobody', ...signed },
  { clause: 'commitments.buffer', words: 'nothing', ...signed },
] as const satisfies readonly SignOff[];
