/** A request in words, for its person and for those who answer it. */
import type { Part } from '../../decide/request/request.ts';
import type { RequestNews } from '../mail/letter.ts';
import type { PeopleParts } from '../parts.ts';
import type { LiveRequest } from './act.ts';
import { partSays } from './systems.ts';

type Telling = Pick<PeopleParts, 'compiled'>;

/** What was asked, as the statement says it. */
export const askedSays = ({ compiled }: Telling, kind: LiveRequest['kind']): string =>
  kind === 'child' ? 'close the account of a child' : (compiled.statement.requests[kind]?.says ?? kind);

export const newsOf = (parts: Telling, { id, kind, dueAt }: LiveRequest): RequestNews => ({
  id,
  asked: askedSays(parts, kind),
  dueAt,
});

/** Whom letters about it go to, and where where they have no account. */
export const readerOf = ({ subject, asked: { address } }: LiveRequest) => ({
  to: subject,
  ...(address !== undefined && { address }),
});

/** `what we hold: done` */
export function tellPart(parts: Telling, name: string, part: Part): string {
  const because = 'because' in part && part.because !== undefined ? `, because ${part.because}` : '';
  return `${partSays(parts, name)}: ${STATES[part.state]}${because}`;
}

const STATES: { readonly [state in Part['state']]: string } = {
  waiting: 'waiting',
  failed: 'did not work yet, and is tried again',
  done: 'done',
  'not-found': 'nothing is held',
  refused: 'refused',
};
