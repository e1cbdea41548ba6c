import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { addressInForce, askForAddress } from './address-change.ts';
import { type Submitted, submit, unfitOf } from './form.ts';
import type { PeopleParts } from './parts.ts';
import { isFresh, type Person } from './session.ts';

export interface Profile {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly country?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly language?: string | undefined;
}

export type ProfileChanged =
  | Submitted
  /** The rest is stored; the new address waits until then (epoch milliseconds) for its link to be opened. */
  | { readonly kind: 'to-confirm'; readonly until: number }
  | { readonly kind: 'too-many'; readonly retryAfter: number };

/**
 * Changes what an account says of its owner; what is left out stays. Another address takes a sign-in of a moment ago: whoever
 * finds a session open takes no account away.
 */
export async function changeProfile(
  parts: PeopleParts,
  person: Person,
  profile: Profile,
): Promise<ProfileChanged | { readonly kind: 'sign-in-again' }> {
  if ((await isMoving(parts, person.subject, profile)) && !(await isFresh(parts, person)))
    return { kind: 'sign-in-again' };
  return setProfile(parts, person.subject, profile);
}

/** Whether a profile has another address than the account. */
export async function isMoving(parts: PeopleParts, subject: SubjectId, { email }: Profile): Promise<boolean> {
  if (email === undefined) return false;
  const before = await addressInForce(parts, subject);
  return before === undefined || oneSpelling(before) !== oneSpelling(email);
}

/** The same for somebody of whom it is known that they may. Whoever tried many addresses would have us write to them all. */
export async function setProfile(parts: PeopleParts, subject: SubjectId, profile: Profile): Promise<ProfileChanged> {
  const { email: typed, ...rest } = profile;
  const email = typed === undefined ? undefined : oneSpelling(typed);
  const unfit = unfitOf(parts, 'profile-changed', { ...rest, email });
  if (unfit !== undefined) return unfit;
  const moves = await isMoving(parts, subject, profile);
  if (moves) {
    const attempt = await parts.attempts.take('address by account', subject);
    if (attempt.kind === 'too-many') return attempt;
  }
  if (Object.values(rest).some((value) => value !== undefined)) {
    const changed = await submit(parts, { subject, event: 'profile-changed', touchpoint: 'account', data: rest });
    if (changed.kind !== 'stored') return changed;
  }
  if (!moves || email === undefined) return { kind: 'stored' };
  const asked = await askForAddress(parts, subject, email);
  return asked.kind === 'asked' ? { kind: 'to-confirm', until: asked.until } : asked;
}
