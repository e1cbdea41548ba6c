/** The privacy statement of August 2017 of a maker of multi-room speakers: all of it, in our own words. */
import { choices } from './choices.ts';
import { collectBefore } from './collect-before.ts';
import { collectHelp } from './collect-help.ts';
import { collectRegistering } from './collect-registering.ts';
import { collectUsing } from './collect-using.ts';
import { commitments } from './commitments.ts';
import { contacts } from './contacts.ts';
import { cookies } from './cookies.ts';
import { examples } from './examples.ts';
import { figures } from './figures.ts';
import { keep } from './keep.ts';
import { messages } from './messages.ts';
import { share, transfers } from './share.ts';
import { signedOff } from './signed-off.ts';
import { age, changes, deadlines, requests } from './times.ts';
import { use } from './use.ts';
import { words } from './vocabulary.ts';

export const statement = words.statement({
  id: 'sonos-2017-08',
  title: 'What our speakers, our app and we ourselves know about you',
  // The document gives the month alone.
  dated: '2017-08-01',
  contacts,
  collect: { ...collectBefore, ...collectRegistering, ...collectUsing, ...collectHelp },
  use,
  keep,
  choices,
  share,
  messages,
  cookies,
  requests,
  deadlines,
  age,
  transfers,
  changes,
  figures,
  commitments,
  examples,
  signedOff,
});
