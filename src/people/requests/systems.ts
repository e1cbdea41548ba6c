/** What a request consists of: a part for each system that has to do something, and what our own program does for each. */
import { mayObject } from '../../decide/limits.ts';
import type { AskedKind, Outcome, Worker } from '../../decide/request/request.ts';
import { oneSpelling } from '../../gate/findables.ts';
import type { Limit, SubjectId } from '../../gate/gate.ts';
import { erasePerson } from '../erasure.ts';
import { makeExport } from '../export/export.ts';
import { ownData, ownSubjects } from '../own-data.ts';
import { limitOwn } from '../own-limits.ts';
import type { PeopleParts } from '../parts.ts';
import { isMoving, setProfile } from '../profile.ts';
import { type Asked, act, type LiveRequest, WORKER } from './act.ts';

const DAY = 24 * 60 * 60_000;

/** What we hold ourselves. */
export const VAULT = 'vault';
/** What people of ours look at. */
const STAFF = 'staff';
const RECIPIENT = 'recipient:';

/** Recipients are told what was put right, erased or restricted (GDPR article 19). */
const TOLD_TO_RECIPIENTS: readonly AskedKind[] = ['correction', 'erasure', 'restriction'];

/** The parts of a request, and who works on each. */
export async function partsFor(
  parts: PeopleParts,
  subject: SubjectId,
  kind: AskedKind,
  asked: Asked,
): Promise<{ readonly [part: string]: Worker }> {
  const recipients = TOLD_TO_RECIPIENTS.includes(kind) ? await recipientsOf(parts, subject) : [];
  const told = Object.fromEntries(recipients.map((one) => [`${RECIPIENT}${one}`, 'staff' as const]));
  switch (kind) {
    case 'access':
    case 'export':
    case 'erasure':
      return { [VAULT]: 'us', ...told };
    case 'correction':
      return {
        ...(asked.profile !== undefined && { [VAULT]: 'us' as const }),
        ...(asked.profile === undefined || asked.text !== undefined ? { [STAFF]: 'staff' as const } : {}),
        ...told,
      };
    case 'restriction':
    case 'objection':
      // Set at once; what is in words is for people, who may find that less was meant.
      return { [VAULT]: 'us', ...(asked.text !== undefined && { [STAFF]: 'staff' as const }), ...told };
    case 'child':
      return { [VAULT]: 'staff' };
  }
}

/** Who got something of a person or their households. */
async function recipientsOf(parts: PeopleParts, subject: SubjectId): Promise<readonly string[]> {
  const acts = await Promise.all((await ownSubjects(parts, subject)).map((one) => parts.gate.acts(one.subject)));
  return [...new Set(acts.flatMap(({ disclosed }) => disclosed.map(({ recipient }) => recipient)))];
}

/**
 * Works on what our own program does of a request. It may be done twice: a process that dies in between is followed by another.
 */
export async function workOn(parts: PeopleParts, request: LiveRequest): Promise<Outcome> {
  const { subject, id, asked } = request;
  switch (request.kind) {
    case 'access': {
      const held = await ownData(parts, subject, { limit: 1 });
      if (held.kind !== 'page' || held.current.length + held.items.length === 0) return { is: 'not-found' };
      return asked.by !== 'link' ? { is: 'done', answer: '/v1/me/data' } : archive(parts, request);
    }
    case 'export':
      return archive(parts, request);
    case 'correction': {
      const waited = await addressWaitedFor(parts, request);
      if (waited !== undefined) return waited;
      const changed = await setProfile(parts, subject, asked.profile ?? {});
      switch (changed.kind) {
        case 'stored':
          return { is: 'done' };
        case 'to-confirm':
          return confirming(parts, changed.until);
        case 'taken':
          return { is: 'refused', because: 'a value belongs to another account' };
        case 'withheld':
          return { is: 'refused', because: `the statement does not allow it (${changed.clause})` };
        case 'unfit':
          return { is: 'refused', because: 'a value is not accepted' };
        case 'too-many':
          return waiting(parts, changed.retryAfter, 'the address was changed too often just now');
        case 'gone':
          return { is: 'not-found' };
      }
      break;
    }
    case 'erasure': {
      const begun = await act(parts, id, { do: 'begin' }, WORKER);
      if (begun.kind !== 'acted') return { is: 'not-found' };
      const erased = await erasePerson(parts, subject, 'self', { address: asked.address });
      if (erased.kind === 'held') {
        // Looked at again each day: a hold may be lifted, or last for years.
        const until = Math.min(erased.until, parts.clock() + DAY);
        return { is: 'waiting', for: 'us', until, because: 'a legal hold is on some of it' };
      }
      return erased.kind === 'gone' ? { is: 'not-found' } : { is: 'done', answer: `/v1/receipts/${erased.receipt.id}` };
    }
    case 'restriction':
      return setLimits(parts, request, [{ kind: 'restriction' }]);
    case 'objection': {
      const { statement } = parts.compiled;
      const purposes = asked.purposes ?? Object.keys(statement.use).filter((one) => mayObject(statement, one));
      return setLimits(
        parts,
        request,
        purposes.map((purpose) => ({ kind: 'objection', purpose })),
      );
    }
    case 'child':
      return { is: 'waiting', for: 'staff', until: parts.clock() };
  }
}

const TO_CONFIRM = 'the new address has to be confirmed by the link that we mailed there';
const HOUR = 60 * 60_000;

/** Looked at from time to time, since the link may be opened at any. */
const confirming = ({ clock }: PeopleParts, ends: number): Outcome => ({
  is: 'waiting',
  for: 'us',
  until: Math.min(ends, clock() + HOUR),
  because: TO_CONFIRM,
});

/** How it stands with the new address that a correction asked for; `undefined` if it has not come to that. */
async function addressWaitedFor(parts: PeopleParts, { subject, asked, ...request }: LiveRequest) {
  const part = request.parts[VAULT];
  const isWaiting = part?.state === 'waiting' && part.because === TO_CONFIRM;
  if (!isWaiting) return undefined;
  if (!(await isMoving(parts, subject, asked.profile ?? {}))) return { is: 'done' } as const;
  const waiting = await parts.registry.addresses.read(subject);
  const isSame = waiting?.address === oneSpelling(asked.profile?.email ?? '');
  return waiting !== undefined && isSame
    ? confirming(parts, waiting.endsAt)
    : ({ is: 'refused', because: 'the new address was not confirmed, and the one before stays in use' } as const);
}

/** Sets limits as their person would, who lifts them as any other; all that can be set, also where another can't. */
async function setLimits(
  parts: PeopleParts,
  { subject, asked }: LiveRequest,
  limits: readonly Limit[],
): Promise<Outcome> {
  if (limits.length === 0) return { is: 'refused', because: 'no use of it rests on an interest of ours' };
  const needed: string[] = [];
  for (const limit of limits) {
    const limited = await limitOwn(parts, subject, limit, 'on');
    if (limited.kind === 'gone') return { is: 'not-found' };
    // What is undeclared by now is not done any more.
    if (limited.kind === 'needed') needed.push(limited.clause);
  }
  if (needed.length > 0) {
    const others = needed.length < limits.length ? '; the other uses have ended' : '';
    return { is: 'refused', because: `this does not rest on an interest of ours (${needed.join(', ')})${others}` };
  }
  return { is: 'done', ...(asked.by !== 'link' && { answer: '/v1/me/limits' }) };
}

/** An export under the request's own id. */
async function archive(parts: PeopleParts, { subject, id, asked }: LiveRequest): Promise<Outcome> {
  const made = await makeExport(parts, subject, id);
  if (made.kind === 'gone') return { is: 'not-found' };
  if (made.kind === 'too-many') return waiting(parts, made.retryAfter, 'too many exports were asked for today');
  return { is: 'done', ...(asked.by !== 'link' && { answer: `/v1/me/exports/${id}` }) };
}

const waiting = ({ clock }: PeopleParts, seconds: number, because: string): Outcome => ({
  is: 'waiting',
  for: 'us',
  until: clock() + seconds * 1000,
  because,
});

/** What a part is called. */
export function partSays(parts: Pick<PeopleParts, 'compiled'>, part: string): string {
  if (part === VAULT) return 'what we hold';
  if (part === STAFF) return 'what our people look at';
  const recipient = part.slice(RECIPIENT.length);
  return `what ${parts.compiled.statement.words.recipients[recipient]?.says ?? recipient} holds`;
}
