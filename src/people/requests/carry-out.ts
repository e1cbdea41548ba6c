/** Carrying out requests: right when they are received, and again until every part is answered. */
import { partsDue } from '../../decide/request/clock.ts';
import type { Outcome, RequestEvent } from '../../decide/request/request.ts';
import { after } from '../../statement/span.ts';
import { Fault } from '../../vault/fault.ts';
import { letter } from '../mail/letter.ts';
import type { PeopleParts } from '../parts.ts';
import { mintToken } from '../token.ts';
import { act, LEASE, type LiveRequest, readRequest, WORKER } from './act.ts';
import { workOn } from './systems.ts';
import { newsOf, readerOf, tellPart } from './tell-request.ts';

const DAY = 24 * 60 * 60_000;
/** As long as an export can be fetched. */
const LINK_LASTS = 7 * DAY;

/** Works on requests that are due, some at a time. To be called from time to time, by as many processes as there are. */
export async function carryOutDue(parts: PeopleParts): Promise<void> {
  for (const { id } of await parts.registry.requests.claim(LEASE)) {
    // One that can't be worked on keeps none of the others from it; it comes again when its lease is over.
    await carryOut(parts, id).catch(() => {});
  }
}

/**
 * Does what is due of a request now, and returns how it stands; `undefined` if there is none. A person who was erased by it is gone
 * with it, so that what is returned then stands nowhere any more.
 */
export async function carryOut(parts: PeopleParts, id: string): Promise<LiveRequest | undefined> {
  let request = await readRequest(parts, id);
  if (request === undefined) return undefined;
  const looked = await act(parts, id, { do: 'look' }, WORKER);
  if (looked.kind === 'acted') {
    request = looked.request;
    for (const event of looked.events) tell(parts, request, event);
  }
  for (const part of partsDue(request, parts.clock())) {
    const outcome = await workOn(parts, request).catch(failure);
    const answered = await act(parts, id, { do: 'answer', part, outcome }, WORKER);
    if (answered.kind === 'gone') return goneWith(request, part, outcome, parts.clock());
    request = answered.request;
    if (answered.kind === 'acted') for (const event of answered.events) tell(parts, request, event);
  }
  return request;
}

/** The code alone: what else an error says can quote values. */
const failure = (error: unknown): Outcome => ({
  is: 'failed',
  because: error instanceof Fault ? error.code : 'internal',
});

/** An erasure, as who asked for it is told of it. */
const goneWith = (request: LiveRequest, part: string, outcome: Outcome, at: number): LiveRequest =>
  outcome.is === 'done'
    ? {
        ...request,
        status: 'done',
        closedAt: at,
        parts: { ...request.parts, [part]: { state: 'done', answer: outcome.answer } },
      }
    : request;

/** Tells whom an event concerns: the person of an end or a delay, those who answer requests of the time. */
export function tell(parts: PeopleParts, request: LiveRequest, event: RequestEvent): void {
  const { mail, compiled } = parts;
  const news = newsOf(parts, request);
  const reader = readerOf(request);
  if (event.event === 'reminded' || event.event === 'overdue') {
    const { contacts } = compiled.statement;
    const staff = contacts.controller ?? Object.values(contacts)[0];
    if (staff !== undefined) {
      mail.sendLast(letter('request-reminder', { ...news, isOverdue: event.event === 'overdue' }), staff.email);
    }
  } else if (request.kind === 'child') {
    // Whoever has the account is not who reported it.
    return;
  } else if (event.event === 'extended') {
    mail.post(async () => ({ letter: letter('request-extended', { ...news, because: event.because }), ...reader }));
  } else if (event.event === 'closed' && event.as === 'refused') {
    const reasons = Object.values(request.parts).flatMap((part) => (part.state === 'refused' ? [part.because] : []));
    mail.post(async () => ({
      letter: letter('request-refused', { ...news, because: [...new Set(reasons)].join('; ') }),
      ...reader,
    }));
  } else if (event.event === 'closed' && event.as === 'done') {
    const lines = Object.entries(request.parts).map(([name, part]) => tellPart(parts, name, part));
    mail.post(async () => ({
      letter: letter('request-done', { ...news, lines, link: await linkTo(parts, request) }),
      ...reader,
    }));
  }
}

/** A link to what was asked for, for somebody who may have no account to fetch it in. */
async function linkTo({ registry, clock, origin }: PeopleParts, request: LiveRequest): Promise<string | undefined> {
  const { kind, asked, subject, id } = request;
  const isFetched = asked.by === 'link' && (kind === 'access' || kind === 'export');
  if (!isFetched || request.parts.vault?.state !== 'done') return undefined;
  const { token, digest } = mintToken('link');
  await registry.requests.link({ subject, request: id, opens: 'archive', digest, endsAt: clock() + LINK_LASTS });
  return `${origin()}/requests/archive/${token}`;
}

/** Forgets requests that were answered long ago. Where the statement names no time, none is forgotten before its person. */
export async function forgetRequests({ registry, compiled, clock }: PeopleParts): Promise<void> {
  const lasts = compiled.statement.deadlines['requests-forgotten']?.within;
  if (lasts === undefined) return;
  // By the calendar from the other side: what closed so long ago that its time is over.
  const now = clock();
  await registry.requests.forget(now - (after(now, lasts) - now));
}
