/** What a person asks of us about their data: each has its clock, and is over once every part of it is answered. */
import { randomUUID } from 'node:crypto';
import { nextAt } from '../../decide/request/clock.ts';
import { decideRequest } from '../../decide/request/decide.ts';
import { replayRequest } from '../../decide/request/evolve.ts';
import { type AskedKind, isClosed, type RequestRefusal } from '../../decide/request/request.ts';
import type { SubjectId } from '../../gate/gate.ts';
import { canonical } from '../../statement/canonical.ts';
import type { Statement } from '../../statement/statement.ts';
import type { RequestRow } from '../../vault/requests.ts';
import { type Unfit, unfitOf } from '../form.ts';
import { letter } from '../mail/letter.ts';
import type { PeopleParts } from '../parts.ts';
import { isMoving, type Profile } from '../profile.ts';
import { isFresh, type Person } from '../session.ts';
import { isUuid } from '../uuid.ts';
import { type Asked, act, LEASE, type LiveRequest, leafOf, readRequest, WORKER } from './act.ts';
import { carryOut } from './carry-out.ts';
import { partsFor } from './systems.ts';
import { newsOf, readerOf } from './tell-request.ts';

export interface Asking {
  readonly kind: AskedKind;
  readonly profile?: Profile | undefined;
  readonly purposes?: readonly string[] | undefined;
  readonly text?: string | undefined;
}

export type Received =
  | { readonly kind: 'received' | 'open-already'; readonly request: LiveRequest }
  /** The statement has no clause about such requests. */
  | { readonly kind: 'undeclared' }
  | { readonly kind: 'gone' };

/**
 * Receives a request of somebody who is known (`checkUntil` is `undefined`), or has to show until then who they are. What is open already is
 * not asked twice.
 */
export async function receiveRequest(
  parts: PeopleParts,
  subject: SubjectId,
  { kind, profile, purposes, text }: Asking,
  { by, address, checkUntil }: Pick<Asked, 'by' | 'address'> & { readonly checkUntil?: number },
): Promise<Received> {
  const { registry, compiled, clock } = parts;
  const clause = clauseOf(compiled.statement, kind);
  if (clause === undefined) return { kind: 'undeclared' };
  const asked: Asked = {
    by,
    ...(address !== undefined && { address }),
    ...(profile !== undefined && { profile }),
    ...(purposes !== undefined && { purposes }),
    ...(text !== undefined && { text }),
  };
  const about = registry.nameHash(
    canonical({ subject, kind, profile: profile ?? null, text: text ?? null, ...(purposes && { purposes }) }),
  );
  for (;;) {
    const open = await registry.requests.same(subject, kind, about);
    const before = open === undefined ? undefined : await readRequest(parts, open, subject);
    if (before !== undefined && !isClosed(before)) return { kind: 'open-already', request: before };

    const at = clock();
    const { within, remind } = clause;
    const needed = await partsFor(parts, subject, kind, asked);
    const decided = decideRequest(undefined, { do: 'receive', kind, within, remind, parts: needed, checkUntil }, at);
    const request = decided.effect === 'happens' ? replayRequest(decided.events) : undefined;
    if (decided.effect !== 'happens' || request === undefined) throw new RangeError('a request has no part');
    const id = randomUUID();
    const { status, receivedAt, dueAt } = request;
    const stored = await registry.requests.append({
      subject,
      id,
      kind,
      status,
      version: 0,
      receivedAt,
      dueAt,
      closedAt: undefined,
      about,
      asked,
      // Whoever received it works on it first.
      nextAt: request.status === 'checking' ? nextAt(request) : at + LEASE,
      events: decided.events,
      leaves: decided.events.map((event) => leafOf(id, kind, event, by === 'account' ? 'self' : WORKER)),
    });
    if (stored === 'gone') return { kind: 'gone' };
    if (stored === 'stored') return { kind: 'received', request: { ...request, id, subject, asked } };
  }
}

/** The spans that a request is answered in. A child's account is closed in the time of `deadlines.child-found`. */
function clauseOf({ requests, deadlines }: Statement, kind: AskedKind) {
  if (kind !== 'child') return requests[kind];
  const found = deadlines['child-found'];
  return found && { within: found.within, remind: '2 days' };
}

/** Carries out what was just received, and tells who asked that we have it if it is not answered at once. */
export async function begin(parts: PeopleParts, received: LiveRequest): Promise<LiveRequest> {
  // What fails is done later; the request is kept.
  const request = (await carryOut(parts, received.id).catch(() => undefined)) ?? received;
  if (!isClosed(request)) {
    parts.mail.post(async () => ({ letter: letter('request-received', newsOf(parts, request)), ...readerOf(request) }));
  }
  return request;
}

export type OwnAsked =
  | Exclude<Received, { kind: 'undeclared' }>
  | Unfit
  | { readonly kind: 'undeclared' | 'sign-in-again' }
  | { readonly kind: 'too-many'; readonly retryAfter: number };

/**
 * Somebody who is signed in asks. Erasing, and another address, take a sign-in of a moment ago: whoever finds a session open erases
 * nobody, and takes no account away.
 */
export async function askOwn(parts: PeopleParts, person: Person, asking: Asking): Promise<OwnAsked> {
  const { subject } = person;
  const unfit = unfitAsking(parts, asking);
  if (unfit !== undefined) return unfit;
  const isGrave = asking.kind === 'erasure' || (await isMoving(parts, subject, asking.profile ?? {}));
  if (isGrave && !(await isFresh(parts, person))) return { kind: 'sign-in-again' };
  const attempt = await parts.attempts.take('requests by person', subject);
  if (attempt.kind === 'too-many') return attempt;
  const received = await receiveRequest(parts, subject, asking, { by: 'account' });
  if (received.kind === 'received') return { kind: 'received', request: await begin(parts, received.request) };
  if (received.kind !== 'open-already' || received.request.status !== 'checking') return received;
  // Somebody asked for the same by mail, and nobody has confirmed it: this does.
  const confirmed = await act(parts, received.request.id, { do: 'confirm' }, 'self');
  if (confirmed.kind === 'gone') return confirmed;
  return { kind: 'open-already', request: await begin(parts, confirmed.request) };
}

/** What is wrong with what has to be put right, or is objected to. */
export function unfitAsking(
  parts: Pick<PeopleParts, 'compiled' | 'gate'>,
  { kind, profile, purposes, text }: Asking,
): Unfit | undefined {
  const { use } = parts.compiled.statement;
  if (purposes !== undefined && (kind !== 'objection' || !purposes.every((one) => Object.hasOwn(use, one))))
    return { kind: 'unfit', fields: ['purposes'] };
  if (kind === 'correction' && profile === undefined && text === undefined)
    return { kind: 'unfit', fields: ['profile'] };
  if (profile === undefined) return undefined;
  if (kind !== 'correction') return { kind: 'unfit', fields: ['profile'] };
  return unfitOf(parts, 'profile-changed', { ...profile });
}

/** A request of this person; what is another's is not there. */
export async function ownRequest(parts: PeopleParts, person: SubjectId, id: string): Promise<LiveRequest | undefined> {
  const found = isUuid(id) ? await readRequest(parts, id, person) : undefined;
  return found?.kind === 'child' ? undefined : found;
}

/** The requests of a person, newest first. */
export const ownRequests = async (parts: PeopleParts, person: SubjectId): Promise<readonly RequestRow[]> =>
  (await parts.registry.requests.of(person)).filter(({ kind }) => kind !== 'child');

export type Cancelled =
  | { readonly kind: 'cancelled'; readonly request: LiveRequest }
  | { readonly kind: 'refused'; readonly because: RequestRefusal }
  | { readonly kind: 'not-found' };

/** Takes a request back, as long as it can be stopped. */
export async function cancelOwn(parts: PeopleParts, person: SubjectId, id: string): Promise<Cancelled> {
  if ((await ownRequest(parts, person, id)) === undefined) return { kind: 'not-found' };
  const acted = await act(parts, id, { do: 'cancel' }, 'self');
  if (acted.kind === 'gone') return { kind: 'not-found' };
  return acted.kind === 'refused' ? acted : { kind: 'cancelled', request: acted.request };
}
