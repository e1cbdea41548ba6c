/**
 * Absolute words that are meant: the document is as absolute in these places, or the rule behind them is. Elsewhere our
 * words are chosen so that they promise no more than the product can hold.
 */
import type { SignOff } from '../../src/statement/statement.ts';

const signed = { by: 'data protection officer', on: '2017-08-01' } as const;

export const signedOff = [
  { clause: 'commitments.no-sale', words: 'nothing', ...signed },
  { clause: 'commitments.one-way-password', words: 'nobody', ...signed },
  { clause: 'commitments.buffer', words: 'nothing', ...signed },
  // Of the registration, `use.communicate` has the email address.
  { clause: 'wording.situations.registering.why.3', words: 'only', ...signed },
  // A purpose that is not declared is refused before anything is read.
  { clause: 'wording.faq.3.answers.2', words: 'none', ...signed },
  // A recording goes to nobody but the service that was authorised by name.
  { clause: 'wording.faq.10.answers.2', words: 'nobody', ...signed },
] as const satisfies readonly SignOff[];
