/** A new password: by who knows the present one, or by who reads the mail of the account's address. */
import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { networkOf } from './attempts.ts';
import { isClosed } from './closing.ts';
import { evenly } from './evenly.ts';
import { submit, type Unfit, unfitOf } from './form.ts';
import { letter } from './mail/letter.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';
import { isPasswordOf, spelled } from './secret.ts';
import { endSessions, LIVING, type Person, unlockAccount } from './session.ts';
import { findAccount } from './sign-up.ts';
import { digestOf, isToken, mintToken } from './token.ts';

/** How long a mailed link is good. */
const LINK_LASTS = 60 * 60_000;

export interface NewPassword {
  readonly password: string;
  readonly hint?: string | undefined;
}

export type Changed =
  | { readonly kind: 'changed' }
  | Unfit
  | { readonly kind: 'withheld'; readonly clause: string }
  /** The present password was not right, or the link is unknown, used or too old. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-many'; readonly retryAfter: number };

/** Changes a password, and ends every session but this one. */
export async function changePassword(
  parts: PeopleParts,
  { subject, session }: Person,
  change: NewPassword & { readonly current: string },
): Promise<Changed> {
  const { current, ...fresh } = change;
  const unfit = unfitOf(parts, 'password-changed', fresh);
  if (unfit !== undefined) return unfit;
  const attempt = await parts.attempts.take('password by account', subject);
  if (attempt.kind === 'too-many') return attempt;
  if (!(await isPasswordOf(parts, subject, current))) return { kind: 'failed' };
  return setPassword(parts, subject, fresh, session);
}

/** Mails a link to the owner of an address, if it has one. The answer is the same in every case. */
export async function askForReset(
  parts: PeopleParts,
  email: string,
  ip: string,
): Promise<{ readonly kind: 'asked' } | { readonly kind: 'too-many'; readonly retryAfter: number }> {
  const { attempts, mail } = parts;
  const byNetwork = await attempts.take('reset by network', networkOf(ip));
  if (byNetwork.kind === 'too-many') return byNetwork;
  mail.post(async () => {
    if ((await attempts.take('reset by address', oneSpelling(email))).kind === 'too-many') return undefined;
    const to = await findAccount(parts, email);
    if (to === undefined) return undefined;
    const hint = await openFact(parts.gate, {
      subject: to,
      field: 'sign-in.hint',
      purpose: 'security',
      actor: 'service:password-reset',
    });
    const { link, ends } = await mintLink(parts, to);
    return { letter: letter('reset-password', { link, hint, isClosed: await isClosed(parts, to) }), to, until: ends };
  });
  return { kind: 'asked' };
}

/** Sets a password by a mailed link, ends every session, and unlocks the account. */
export async function resetPassword(
  parts: PeopleParts,
  { link, ip, ...fresh }: NewPassword & { readonly link: string; readonly ip: string },
): Promise<Changed> {
  const unfit = unfitOf(parts, 'password-changed', fresh);
  if (unfit !== undefined) return unfit;
  return evenly(parts.evenly, async () => {
    const subject = await spendLink(parts, link);
    if (subject === undefined) {
      const attempt = await parts.attempts.take('reset by network', networkOf(ip));
      return attempt.kind === 'too-many' ? attempt : { kind: 'failed' };
    }
    // Whoever sets a password by a link wants their account: one that was closed is open again.
    if (await isClosed(parts, subject)) await parts.gate.reopen({ subject, actor: 'self' });
    const changed = await setPassword(parts, subject, fresh);
    if (changed.kind === 'changed') await letIn(parts, subject);
    return changed;
  });
}

/** The sessions end after the password is stored: one that begins in between began with the old one, and ends too. */
async function setPassword(
  parts: PeopleParts,
  subject: SubjectId,
  { password, hint }: NewPassword,
  save?: string,
): Promise<Changed> {
  const data = { password: spelled(password), hint };
  const submitted = await submit(parts, { subject, event: 'password-changed', touchpoint: 'account', data });
  if (submitted.kind === 'taken' || submitted.kind === 'gone') return { kind: 'failed' };
  if (submitted.kind !== 'stored') return submitted;
  await endSessions(parts, subject, save);
  parts.mail.post(async () => ({ letter: letter('password-changed'), to: subject }));
  return { kind: 'changed' };
}

/** Who reads the mail of an account and has set its password gets in, whoever kept them out. */
async function letIn(parts: PeopleParts, subject: SubjectId): Promise<void> {
  await unlockAccount(parts, subject);
  const email = await openFact(parts.gate, {
    subject,
    field: 'account.email',
    purpose: 'security',
    actor: 'service:password-reset',
  });
  if (email !== undefined) await parts.attempts.forget('sign-in by address', oneSpelling(email));
}

async function mintLink({ database, clock, origin }: PeopleParts, subject: SubjectId) {
  const { token, digest } = mintToken('link');
  const now = clock();
  const ends = now + LINK_LASTS;
  await database.query(
    `with ${LIVING}, old as (delete from links where subject = $1 and ends_at <= $4)
      insert into links (subject, digest, ends_at) select id, $2, $3 from living`,
    [subject, digest, new Date(ends), new Date(now)],
  );
  return { link: `${origin()}/reset/${token}`, ends };
}

/** Whose link it was: it is used up, even if nothing comes of it. */
async function spendLink({ database, clock }: PeopleParts, link: string): Promise<SubjectId | undefined> {
  if (!isToken('link', link)) return undefined;
  const [spent] = await database.query<{ subject: SubjectId }>(
    'update links set used_at = $2 where digest = $1 and used_at is null and ends_at > $2 returning subject',
    [digestOf(link), new Date(clock())],
  );
  return spent?.subject;
}
