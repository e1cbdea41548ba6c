/**
 * A new email address takes the place of the old one once whoever reads its mail says so. Until then the old one is in force,
 * and can stop it. Who asks learns nothing of whether the new one is somebody's already: its reader alone is told.
 */
import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { after } from '../statement/span.ts';
import type { WaitingAddress } from '../vault/address-changes.ts';
import { networkOf } from './attempts.ts';
import { evenly } from './evenly.ts';
import { submit } from './form.ts';
import { letter } from './mail/letter.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';
import { endSessions } from './session.ts';
import { findAccount } from './sign-up.ts';
import { isSuppressed } from './suppressed.ts';
import { digestOf, isToken, mintToken } from './token.ts';

/** How long a new address waits where the statement does not say. */
const WAITS = 60 * 60_000;

type TooMany = { readonly kind: 'too-many'; readonly retryAfter: number };

export type AddressAsked = { readonly kind: 'asked'; readonly until: number } | { readonly kind: 'gone' };

/** The address of an account as it stands. */
export const addressInForce = (parts: Pick<PeopleParts, 'gate'>, subject: SubjectId): Promise<string | undefined> =>
  openFact(parts.gate, { subject, field: 'account.email', purpose: 'provide', actor: 'self' });

/** Has a new address wait for its link, in place of one that waited before; the address in force is told at once. */
export async function askForAddress(parts: PeopleParts, subject: SubjectId, address: string): Promise<AddressAsked> {
  const { registry, mail } = parts;
  const [confirming, stopping] = [mintToken('link'), mintToken('link')];
  const ends = endOf(parts);
  const waits = { subject, address, confirms: confirming.digest, stops: stopping.digest, endsAt: ends };
  if ((await registry.addresses.keep(waits)) === 'gone') return { kind: 'gone' };
  writeTo(parts, subject, { address, token: confirming.token, ends });
  mail.post(async () => ({
    letter: letter('email-changing', { link: `${parts.origin()}/addresses/stop/${stopping.token}`, ends }),
    to: subject,
    until: ends,
  }));
  return { kind: 'asked', until: ends };
}

const endOf = ({ compiled, clock }: PeopleParts): number => {
  const lasts = compiled.statement.deadlines['address-confirmed']?.within;
  return lasts === undefined ? clock() + WAITS : after(clock(), lasts);
};

/**
 * Writes to a new address. Whatever it says, it is one letter of one template to its asker's name, so that neither their part of the
 * ledger nor a count tells who has an account.
 */
function writeTo(
  parts: PeopleParts,
  subject: SubjectId,
  { address, token, ends }: { readonly address: string; readonly token: string; readonly ends: number },
): void {
  const { mail, attempts, compiled, origin } = parts;
  mail.post(async () => {
    if ((await attempts.take('confirmations by address', address)).kind === 'too-many') return undefined;
    const { minimum } = compiled.statement.age;
    const [isTaken, isUnderAge] = [
      (await findAccount(parts, address)) !== undefined,
      await isSuppressed(parts, address, 'under-age'),
    ];
    const of = isTaken
      ? ({ kind: 'taken' } as const)
      : isUnderAge
        ? ({ kind: 'under-age', age: minimum } as const)
        : ({ kind: 'free', link: `${origin()}/addresses/confirm/${token}`, ends } as const);
    return { letter: letter('confirm-address', of), to: subject, address, until: ends };
  });
}

export type AddressConfirmed =
  | { readonly kind: 'changed' }
  /** The link is unknown, used, replaced or too old, or the address can't be anybody's. */
  | { readonly kind: 'failed' }
  /** Since the link was mailed, the address became another account's: who reads its mail may know. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'withheld'; readonly clause: string }
  | TooMany;

/** Whoever reads the mail of the new address says that it is theirs: it takes effect, and both are told. */
export function confirmAddress(parts: PeopleParts, link: string, ip: string): Promise<AddressConfirmed> {
  return evenly(parts.evenly, async () => {
    const confirmed = isToken('link', link) ? await parts.registry.addresses.confirm(digestOf(link)) : undefined;
    if (confirmed === undefined) return failed(parts, ip);
    const { address } = confirmed;
    // Sound: changes are kept for subjects alone.
    const subject = confirmed.subject as SubjectId;
    if (await isSuppressed(parts, address, 'under-age')) return { kind: 'failed' };
    const before = await addressInForce(parts, subject);
    const changed = await submit(parts, {
      subject,
      event: 'profile-changed',
      touchpoint: 'account',
      data: { email: address },
    });
    if (changed.kind === 'unfit' || changed.kind === 'gone') return { kind: 'failed' };
    if (changed.kind !== 'stored') return changed;
    const told = (to: 'former' | 'present', of: string) =>
      parts.mail.post(async () => ({ letter: letter('email-changed', { to }), to: subject, address: of }));
    if (before !== undefined && oneSpelling(before) !== address) {
      await parts.registry.blind.release('account.email', oneSpelling(before), subject);
      told('former', before);
    }
    told('present', address);
    return { kind: 'changed' };
  });
}

export type AddressStopped = { readonly kind: 'stopped' } | { readonly kind: 'failed' } | TooMany;

/**
 * Whoever reads the mail of the address in force stops a change. They say by it that it was not theirs, and so everybody is signed
 * out: whoever asked for it had just given the password.
 */
export function stopAddress(parts: PeopleParts, link: string, ip: string): Promise<AddressStopped> {
  return evenly(parts.evenly, async () => {
    const subject = isToken('link', link) ? await parts.registry.addresses.stop(digestOf(link)) : undefined;
    if (subject === undefined) return failed(parts, ip);
    // Sound: changes are kept for subjects alone.
    await endSessions(parts, subject as SubjectId);
    return { kind: 'stopped' };
  });
}

async function failed({ attempts }: PeopleParts, ip: string): Promise<{ readonly kind: 'failed' } | TooMany> {
  const attempt = await attempts.take('links by network', networkOf(ip));
  return attempt.kind === 'too-many' ? attempt : { kind: 'failed' };
}

/** The new address that waits. */
export const ownAddressChange = ({ registry }: PeopleParts, subject: SubjectId): Promise<WaitingAddress | undefined> =>
  registry.addresses.read(subject);

/** Mails the link once more: a new one, and the one before is not good any more. */
export async function sendAddressAgain(
  parts: PeopleParts,
  subject: SubjectId,
): Promise<{ readonly kind: 'sent' } | { readonly kind: 'none' } | TooMany> {
  const { registry, attempts } = parts;
  const waiting = await registry.addresses.read(subject);
  if (waiting === undefined) return { kind: 'none' };
  const attempt = await attempts.take('address by account', subject);
  if (attempt.kind === 'too-many') return attempt;
  const { token, digest } = mintToken('link');
  const ends = endOf(parts);
  if (!(await registry.addresses.renew(subject, digest, ends))) return { kind: 'none' };
  writeTo(parts, subject, { address: waiting.address, token, ends });
  return { kind: 'sent' };
}

/** Leaves the address as it was: no link about it is good any more. */
export const leaveAddress = ({ registry }: PeopleParts, subject: SubjectId): Promise<boolean> =>
  registry.addresses.drop(subject);
