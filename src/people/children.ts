/** Somebody younger than the statement allows has an account: a guardian reports it, or staff find out. It is closed, and all of it erased. */
import type { AskedKind } from '../decide/request/request.ts';
import { oneSpelling } from '../gate/findables.ts';
import type { Actor, Erased, SubjectId } from '../gate/gate.ts';
import { networkOf } from './attempts.ts';
import { erasePerson } from './erasure.ts';
import { evenly } from './evenly.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';
import { findByAddress } from './requests/ask-by-address.ts';
import { receiveRequest } from './requests/requests.ts';
import { suppress } from './suppressed.ts';
import { spelledSystemId } from './system-id.ts';

export interface ChildReport {
  /** Of the account, or the id of the child's system. */
  readonly account: string;
  /** Who reports it, how they can be reached, and what they know: for staff. */
  readonly text: string;
}

const CHILD: AskedKind = 'child';

/**
 * Takes a report of a guardian to staff, who look at it before anything is done: anybody could say so of anybody. The answer is the
 * same whether there is such an account or not, and of what is not there nothing is kept.
 */
export async function reportChild(
  parts: PeopleParts,
  { account, text }: ChildReport,
  ip: string,
): Promise<{ readonly kind: 'reported' } | { readonly kind: 'too-many'; readonly retryAfter: number }> {
  const attempt = await parts.attempts.take('reports by network', networkOf(ip));
  if (attempt.kind === 'too-many') return attempt;
  return evenly(parts.evenly, async () => {
    const found = await findPerson(parts, account);
    if (found !== undefined) await receiveRequest(parts, found, { kind: CHILD, text }, { by: 'guardian' });
    return { kind: 'reported' };
  });
}

/** Why an account is closed. A closed list, since it stays on record when its person is erased. */
export type ChildClosing = 'guardian' | 'found';

/**
 * Closes the account that an address or a system id leads to: first its addresses may not come back unnoticed, then all of it is
 * erased. May be done twice.
 */
export async function closeChild(
  parts: PeopleParts,
  { account, because }: { readonly account: string; readonly because: ChildClosing },
  actor: Actor,
): Promise<Erased> {
  const subject = await findPerson(parts, account);
  if (subject === undefined) return { kind: 'gone' };
  const address = await openFact(parts.gate, {
    subject,
    field: 'account.email',
    purpose: 'security',
    actor: 'service:children',
  });
  const given = account.includes('@') ? [oneSpelling(account)] : [];
  for (const one of new Set([...given, ...(address === undefined ? [] : [oneSpelling(address)])])) {
    await suppress(parts, one, 'under-age');
  }
  const erased = await erasePerson(parts, subject, actor, { isChild: true });
  if (erased.kind === 'erased') {
    await parts.registry.record({
      kind: 'child-account-closed',
      detail: { erasure: erased.receipt.id, because, by: actor },
    });
  }
  return erased;
}

/** The person of an address on file, or the owner of a system. */
export async function findPerson(parts: PeopleParts, account: string): Promise<SubjectId | undefined> {
  if (account.includes('@')) return (await findByAddress(parts, account))?.subject;
  const system = await parts.registry.blind.find('registration.systemId', oneSpelling(spelledSystemId(account)));
  if (system === undefined) return undefined;
  const [row] = await parts.database.query<{ owner: SubjectId | null }>(
    'select owner from subjects where id = $1 and tombstone is null',
    [system],
  );
  return row?.owner ?? undefined;
}
