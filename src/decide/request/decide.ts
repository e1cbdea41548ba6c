import { after } from '../../statement/span.ts';
import { remindAt } from './clock.ts';
import { evolveRequest } from './evolve.ts';
import {
  isAnswered,
  isClosed,
  type Request,
  type RequestCommand,
  type RequestDecision,
  type RequestEvent,
  type RequestRefusal,
} from './request.ts';

/** GDPR article 12(3): two further months where a request is complex, once, told within the first. */
const EXTENSION = '2 months';

const refused = (because: RequestRefusal): RequestDecision => ({ effect: 'refused', because });
const happens = (...events: readonly RequestEvent[]): RequestDecision => ({ effect: 'happens', events });

/** What a command comes to at a moment. It changes nothing: the events do, once they are kept. */
export function decideRequest(request: Request | undefined, command: RequestCommand, at: number): RequestDecision {
  if (command.do === 'receive') {
    if (request !== undefined) return refused('received-already');
    const { do: _, within, checkUntil, ...rest } = command;
    if (Object.keys(rest.parts).length === 0) return refused('nothing-to-do');
    const dueAt = after(at, within);
    return happens({ event: 'received', at, ...rest, dueAt, ...(checkUntil !== undefined && { checkUntil }) });
  }
  if (request === undefined) return refused('not-received');
  // What was answered long ago may still need a word.
  if (command.do === 'note')
    return command.text === '' ? refused('no-reason') : happens({ event: 'noted', at, text: command.text });
  if (isClosed(request)) return refused('closed');
  const isChecking = request.status === 'checking';
  switch (command.do) {
    case 'look':
      return happens(...sinceLooked(request, at));
    case 'cancel':
      return request.isBegun ? refused('beyond-recall') : happens({ event: 'closed', at, as: 'cancelled' });
    case 'confirm': {
      if (!isChecking) return refused('confirmed-already');
      if (isLapsed(request, at)) return refused('too-late');
      // The clock stood from the receipt on; set back meanwhile, it gives nothing away.
      return happens({ event: 'confirmed', at, dueAt: request.dueAt + Math.max(0, at - request.receivedAt) });
    }
    case 'begin':
      if (isChecking) return refused('not-confirmed');
      return request.isBegun ? happens() : happens({ event: 'begun', at });
    case 'answer':
    case 'retry': {
      if (isChecking) return refused('not-confirmed');
      const part = Object.hasOwn(request.parts, command.part) ? request.parts[command.part] : undefined;
      if (part === undefined) return refused('no-such-part');
      if (isAnswered(part)) return refused('answered-already');
      if (command.do === 'answer')
        return closing(request, { event: 'part', at, part: command.part, outcome: command.outcome });
      // People are not tried again by a program.
      if (part.state === 'waiting' && part.for === 'staff') return refused('nothing-to-do');
      return happens({ event: 'retried', at, part: command.part });
    }
    case 'extend':
      if (isChecking) return refused('not-confirmed');
      if (command.because === '') return refused('no-reason');
      if (request.extendedBecause !== undefined) return refused('extended-already');
      if (at >= request.dueAt) return refused('too-late');
      return happens({ event: 'extended', at, because: command.because, dueAt: after(request.dueAt, EXTENSION) });
    case 'refuse': {
      if (isChecking) return refused('not-confirmed');
      if (command.because === '') return refused('no-reason');
      if (request.isBegun) return refused('beyond-recall');
      const open = Object.entries(request.parts).filter(([, part]) => !isAnswered(part));
      const outcome = { is: 'refused', because: command.because } as const;
      return closing(request, ...open.map(([part]) => ({ event: 'part', at, part, outcome }) as const));
    }
  }
}

/**
 * The events, and the end of the request if no part is open after them.
 *
 * INVARIANT: nothing else ends a request as done.
 */
function closing(request: Request, ...events: readonly RequestEvent[]): RequestDecision {
  let next: Request = request;
  for (const event of events) next = evolveRequest(next, event) ?? next;
  const parts = Object.values(next.parts);
  if (!parts.every(isAnswered)) return happens(...events);
  const as = parts.every(({ state }) => state === 'refused') ? 'refused' : 'done';
  return happens(...events, { event: 'closed', at: events.at(-1)?.at ?? next.receivedAt, as });
}

/** What the time that has passed brings about. */
function sinceLooked(request: Request, at: number): readonly RequestEvent[] {
  if (request.status === 'checking') return isLapsed(request, at) ? [{ event: 'closed', at, as: 'lapsed' }] : [];
  const isToRemind = !request.isReminded && at >= remindAt(request);
  const isTooLate = !request.isOverdue && at >= request.dueAt;
  return [
    ...(isToRemind ? [{ event: 'reminded', at } as const] : []),
    ...(isTooLate ? [{ event: 'overdue', at } as const] : []),
  ];
}

const isLapsed = ({ checkUntil }: Request, at: number): boolean => checkUntil !== undefined && at >= checkUntil;
