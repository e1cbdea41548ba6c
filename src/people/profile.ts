import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { type Submitted, submit } from './form.ts';
import { letter } from './mail/letter.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';
import { isSuppressed } from './suppressed.ts';

export interface Profile {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly country?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly language?: string | undefined;
}

export type ProfileChanged = Submitted | { readonly kind: 'too-many'; readonly retryAfter: number };

/**
 * Changes what an account says of its owner; what is left out stays. Trying addresses one after another would find out
 * who has an account, so that few are allowed.
 */
export async function changeProfile(parts: PeopleParts, subject: SubjectId, profile: Profile): Promise<ProfileChanged> {
  if (profile.email === undefined) return change(parts, subject, profile);
  const attempt = await parts.attempts.take('address by account', subject);
  if (attempt.kind === 'too-many') return attempt;
  const email = oneSpelling(profile.email);
  // An account of a child does not move in where another was closed. It looks as if the address were another's.
  if (await isSuppressed(parts, email, 'under-age')) return { kind: 'taken', field: 'account.email' };
  const before = await openFact(parts.gate, {
    subject,
    field: 'account.email',
    purpose: 'provide',
    actor: 'self',
  });
  const changed = await change(parts, subject, { ...profile, email });
  if (changed.kind === 'stored' && before !== undefined && before !== email) {
    await parts.registry.blind.release('account.email', oneSpelling(before), subject);
    // Whoever has taken over a session would otherwise take the account away without a word.
    const told = (to: 'former' | 'present', address: string) =>
      parts.mail.post(async () => ({ letter: letter('email-changed', { to }), to: subject, address }));
    told('former', before);
    told('present', email);
  }
  return changed;
}

const change = (parts: PeopleParts, subject: SubjectId, profile: Profile) =>
  submit(parts, { subject, event: 'profile-changed', touchpoint: 'account', data: { ...profile } });
