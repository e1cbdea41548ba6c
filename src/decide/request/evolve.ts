import type { Outcome, Part, Request, RequestEvent } from './request.ts';

const MINUTE = 60_000;
/** The longest that a part which fails again and again is left alone. */
const LONGEST_PAUSE = 6 * 60 * MINUTE;

/** The request after an event; what the event does not fit stays as it was. `undefined`: nothing was received yet. */
export function evolveRequest(request: Request | undefined, event: RequestEvent): Request | undefined {
  if (event.event === 'received') {
    if (request !== undefined) return request;
    const { at, kind, dueAt, remind, parts, checkUntil } = event;
    const waiting = Object.entries(parts).map(([part, worker]): [string, Part] => [
      part,
      { state: 'waiting', for: worker, until: at },
    ]);
    return {
      status: checkUntil === undefined ? 'open' : 'checking',
      kind,
      receivedAt: at,
      dueAt,
      remind,
      ...(checkUntil !== undefined && { checkUntil }),
      parts: Object.fromEntries(waiting),
      isBegun: false,
      isReminded: false,
      isOverdue: false,
      notes: [],
    };
  }
  if (request === undefined) return undefined;
  switch (event.event) {
    case 'confirmed':
      return { ...request, status: 'open', dueAt: event.dueAt };
    case 'begun':
      return { ...request, isBegun: true };
    case 'part':
      return withPart(request, event.part, (before) => partAfter(before, event.outcome, event.at));
    case 'retried':
      return withPart(request, event.part, () => ({ state: 'waiting', for: 'us', until: event.at }));
    case 'extended':
      return {
        ...request,
        dueAt: event.dueAt,
        extendedBecause: event.because,
        isReminded: false,
        isOverdue: false,
      };
    case 'reminded':
      return { ...request, isReminded: true };
    case 'overdue':
      return { ...request, isOverdue: true };
    case 'noted':
      return { ...request, notes: [...request.notes, { at: event.at, text: event.text }] };
    case 'closed':
      return { ...request, status: event.as, closedAt: event.at };
  }
}

/** A request from all its events, oldest first. */
export const replayRequest = (events: Iterable<RequestEvent>): Request | undefined => {
  let request: Request | undefined;
  for (const event of events) request = evolveRequest(request, event);
  return request;
};

function withPart(request: Request, name: string, change: (part: Part) => Part): Request {
  const part = Object.hasOwn(request.parts, name) ? request.parts[name] : undefined;
  return part === undefined ? request : { ...request, parts: { ...request.parts, [name]: change(part) } };
}

function partAfter(before: Part, outcome: Outcome, at: number): Part {
  if (outcome.is !== 'failed') {
    const { is, ...rest } = outcome;
    return { state: is, ...rest } as Part;
  }
  const attempts = before.state === 'failed' ? before.attempts + 1 : 1;
  const pause = Math.min(MINUTE * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE);
  return { state: 'failed', because: outcome.because, attempts, until: at + pause };
}
