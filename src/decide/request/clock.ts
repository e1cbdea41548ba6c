/** When a request has to be looked at again, and what is then to be done. */

import { inDays } from '../../statement/span.ts';
import { type AskedKind, isAnswered, isClosed, type Part, type Request } from './request.ts';

const DAY = 24 * 60 * 60_000;
/** Nothing waits by itself for longer. What seems to is of a clock that has been set back since. */
const LONGEST_WAIT = 2 * DAY;

/** The part after which nobody can be asked or told anything: it waits for all others. */
const LAST: { readonly [kind in AskedKind]?: string } = { erasure: 'vault' };

/** When somebody is reminded. A span in months is taken at its usual length: it is a courtesy, no end. */
export const remindAt = ({ dueAt, remind }: Request): number => dueAt - inDays(remind) * DAY;

/** The parts that a program has to work on now. */
export const partsDue = (request: Request, at: number): readonly string[] =>
  ours(request).flatMap(([name, { until }]) => (until <= at || until > at + LONGEST_WAIT ? [name] : []));

/** When there is something to do by itself; `undefined` once it is closed. */
export function nextAt(request: Request): number | undefined {
  if (isClosed(request)) return undefined;
  if (request.status === 'checking') return request.checkUntil;
  const moments = ours(request).map(([, { until }]) => until);
  if (!request.isReminded) moments.push(remindAt(request));
  if (!request.isOverdue) moments.push(request.dueAt);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

type Ours = Part & { readonly until: number };

function ours({ status, kind, parts }: Request): readonly (readonly [string, Ours])[] {
  if (status !== 'open') return [];
  return Object.entries(parts).flatMap(([name, part]) => {
    const isOurs = part.state === 'failed' || (part.state === 'waiting' && part.for === 'us');
    const isHeldBack =
      name === LAST[kind] && Object.entries(parts).some(([other, one]) => other !== name && !isAnswered(one));
    // Sound: both states have a moment.
    return isOurs && !isHeldBack ? [[name, part as Ours] as const] : [];
  });
}
