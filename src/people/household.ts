/** Households: a system of products in one home, named by an id instead of its people. */
import { oneSpelling } from '../gate/findables.ts';
import type { Actor, SubjectId } from '../gate/gate.ts';
import { submit, type Unfit } from './form.ts';
import { openFact } from './open-fact.ts';
import { ownAutoDeletions } from './own-auto-deletions.ts';
import { ownLimits } from './own-limits.ts';
import type { PeopleParts } from './parts.ts';
import { mintSystemId, spelledSystemId } from './system-id.ts';

export interface Household {
  readonly subject: SubjectId;
  readonly systemId: string;
}

export type HouseholdRegistered =
  | ({ readonly kind: 'registered' } & Household)
  | Unfit
  | { readonly kind: 'withheld'; readonly clause: string }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'gone' };

/**
 * Registers a household of a person, under a fresh id. With the id stand the address and the place of the account, and
 * the network address that the registration came from. Whatever a person sees is looked for in each of their households, so
 * that few may be made a day.
 */
export async function registerHousehold(
  parts: PeopleParts,
  owner: SubjectId,
  ip: string,
): Promise<HouseholdRegistered> {
  const attempt = await parts.attempts.take('households by person', owner);
  if (attempt.kind === 'too-many') return attempt;
  const account = await parts.gate.open({
    subject: owner,
    purpose: 'provide',
    data: ['account.email', 'account.country', 'account.postalCode', 'account.language'],
    actor: 'self',
  });
  if (account?.effect !== 'permitted') return { kind: 'gone' };
  const subject = await parts.registry.createSubject({ kind: 'household', owner });
  for (const limit of await ownLimits(parts, owner)) {
    // Sound: as below.
    await parts.gate.limit({ subjects: [subject as SubjectId], limit, state: 'on', actor: 'self' });
  }
  for (const { category, olderThan } of (await ownAutoDeletions(parts, owner)).inForce) {
    // Sound: as below.
    await parts.gate.autoDelete({ subjects: [subject as SubjectId], category, olderThan });
  }
  for (;;) {
    const systemId = mintSystemId();
    const submitted = await submit(parts, {
      // Sound: a subject that was just made with a fresh random id is not gone.
      subject: subject as SubjectId,
      event: 'system-registered',
      touchpoint: 'registration',
      data: { ...account.facts.account?.[''], systemId, ipAddress: ip },
    });
    if (submitted.kind === 'taken') continue;
    if (submitted.kind !== 'stored') return submitted;
    return { kind: 'registered', subject: subject as SubjectId, systemId };
  }
}

/** The household with this system id, if it is this person's. */
export async function householdOf(
  { registry }: PeopleParts,
  owner: SubjectId,
  systemId: string,
): Promise<SubjectId | undefined> {
  const found = await registry.blind.find('registration.systemId', oneSpelling(spelledSystemId(systemId)));
  const own = await registry.subjectsOf(owner);
  return own.find(({ id, kind }) => kind === 'household' && id === found)?.id as SubjectId | undefined;
}

/** The households of a person, oldest first. */
export async function householdsOf(
  parts: PeopleParts,
  owner: SubjectId,
  actor: Actor = 'self',
): Promise<readonly Household[]> {
  const own = (await parts.registry.subjectsOf(owner)).filter(({ kind }) => kind === 'household');
  const named = await Promise.all(
    own.map(async ({ id }) => {
      const subject = id as SubjectId;
      const systemId = await openFact(parts.gate, {
        subject,
        field: 'registration.systemId',
        purpose: 'provide',
        actor,
      });
      // One without an id is a registration that did not come to its end.
      return systemId !== undefined ? [{ subject, systemId }] : [];
    }),
  );
  return named.flat();
}
