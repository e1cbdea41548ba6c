import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { networkOf } from './attempts.ts';
import { evenly } from './evenly.ts';
import { submit, type Unfit, unfitOf } from './form.ts';
import { letter } from './mail/letter.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';
import { asIfStored, spelled } from './secret.ts';
import { accountOf } from './session.ts';
import { isSuppressed } from './suppressed.ts';

export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly country: string;
  readonly postalCode: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
  readonly hint?: string | undefined;
}

export type SignedUp =
  /** There is an account with this address: this one, or one from before. Which of the two only its owner is told, by mail. */
  | { readonly kind: 'registered' }
  | Unfit
  | { readonly kind: 'withheld'; readonly clause: string }
  | { readonly kind: 'too-many'; readonly retryAfter: number };

/** Makes an account. An address that has one is answered like one that has none, and costs the same time. */
export async function signUp(parts: PeopleParts, form: SignUp, ip: string): Promise<SignedUp> {
  const email = oneSpelling(form.email);
  const data = { ...form, email, password: spelled(form.password), ipAddress: ip };
  const unfit = unfitOf(parts, 'sign-up', data);
  if (unfit !== undefined) return unfit;
  const attempt = await parts.attempts.take('sign-up by network', networkOf(ip));
  if (attempt.kind === 'too-many') return attempt;

  return evenly(parts.evenly, async () => {
    const made = await makeAccount(parts, email, data);
    if (made !== 'taken' && made !== 'under-age') return made;
    const owner = await findAccount(parts, email);
    const notice = await parts.attempts.take('notice by address', email);
    if (notice.kind === 'allowed' && made === 'under-age') {
      const { age, contacts } = parts.compiled.statement;
      const contact = (contacts.controller ?? Object.values(contacts)[0])?.email ?? '';
      parts.mail.sendLast(letter('no-account-opened', { age: age.minimum, contact }), email);
    } else if (notice.kind === 'allowed' && owner !== undefined) {
      parts.mail.post(async () => ({ letter: letter('address-in-use'), to: owner }));
    }
    return { kind: 'registered' };
  });
}

async function makeAccount(
  parts: PeopleParts,
  email: string,
  data: { readonly [field: string]: unknown; readonly password: string },
): Promise<SignedUp | 'taken' | 'under-age'> {
  const [isTaken, isUnderAge] = [
    (await findAccount(parts, email)) !== undefined,
    await isSuppressed(parts, email, 'under-age'),
  ];
  if (isTaken || isUnderAge) {
    await asIfStored(data.password);
    return isTaken ? 'taken' : 'under-age';
  }
  // Sound: `createSubject` returns the id of a subject, and a fresh random one is not gone.
  const subject = (await parts.registry.createSubject({ kind: 'person' })) as SubjectId;
  const submitted = await submit(parts, { subject, event: 'sign-up', touchpoint: 'registration', data });
  if (submitted.kind === 'taken') return 'taken';
  if (submitted.kind === 'gone') throw new RangeError('a person who was just made is gone');
  if (submitted.kind !== 'stored') return submitted;
  await accountOf(parts, subject);
  return { kind: 'registered' };
}

/**
 * Whose account has this address. One that is claimed by a sign-up which has not come to its end has no account yet; one
 * whose sign-up was stored by a process that died right then gets it here.
 */
export async function findAccount(parts: PeopleParts, email: string): Promise<SubjectId | undefined> {
  const { registry, database, gate } = parts;
  const address = oneSpelling(email);
  // Sound: the gate claims addresses for subjects.
  const subject = (await registry.blind.find('account.email', address)) as SubjectId | undefined;
  const [account] = await database.query('select 1 from accounts where subject = $1', [subject ?? null]);
  if (subject === undefined || account !== undefined) return subject;
  const held = await openFact(gate, {
    subject,
    field: 'account.email',
    purpose: 'security',
    actor: 'service:registration',
  });
  if (held === undefined || oneSpelling(held) !== address) return undefined;
  await accountOf(parts, subject);
  return subject;
}
