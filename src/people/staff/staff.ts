/** People who work here: how they come to an account, sign in, and go. */
import type { Actor } from '../../gate/gate.ts';
import { hashSecret, isSecret } from '../../gate/hash-secrets.ts';
import type { StaffAccount, StaffSession } from '../../vault/staff.ts';
import type { Vault } from '../../vault/vault.ts';
import { type Attempts, networkOf } from '../attempts.ts';
import { evenly } from '../evenly.ts';
import { nobodys, spelled } from '../secret.ts';
import { digestOf, isToken, mintToken } from '../token.ts';
import { codesUri, mintCodes, stepOf } from './codes.ts';
import { isRole, type Role } from './roles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A session of staff ends when it was not used for so long, and in any case when it is so old. */
export const STAFF_SESSION = { idle: 30 * MINUTE, absolute: 8 * HOUR };
/** How long a link to enrol is good. */
const LINK_LASTS = 24 * HOUR;
/** What staff are called: short, and nothing that a terminal or a page would take for something else. */
const NAME = /^[a-z][a-z0-9.-]{1,39}$/;

export interface StaffParts {
  readonly staff: Vault['staff'];
  readonly attempts: Attempts;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Milliseconds that signing in takes at least. */
  readonly evenly: number;
}

/** Somebody of the staff who signed in. */
export interface StaffMember extends StaffSession {
  readonly role: Role;
  /** Who it is in the ledger: the role, and a random id. */
  readonly actor: Actor;
}

export type Added =
  /** The token of the link by which they enrol, shown once. */
  | { readonly kind: 'added'; readonly token: string; readonly endsAt: number }
  | { readonly kind: 'taken' }
  | { readonly kind: 'unfit' };
export type Again = Exclude<Added, { kind: 'taken' | 'unfit' }> | { readonly kind: 'gone' };

export type Enrolling =
  | {
      readonly kind: 'good';
      readonly name: string;
      readonly role: string;
      readonly secret: string;
      readonly uri: string;
    }
  | { readonly kind: 'failed' }
  | TooMany;

export type StaffBegun =
  | { readonly kind: 'begun'; readonly token: string; readonly endsAt: number }
  /** An unknown name, a wrong password, a wrong code or one that was taken before, too many attempts on the name. */
  | { readonly kind: 'failed' }
  | TooMany;
interface TooMany {
  readonly kind: 'too-many';
  readonly retryAfter: number;
}

/** Makes an account that somebody enrols for by a link. `by` stands in the ledger. */
export async function addStaff(
  { staff, clock }: StaffParts,
  { name, role }: { readonly name: string; readonly role: Role },
  by: Actor,
): Promise<Added> {
  if (!NAME.test(name)) return { kind: 'unfit' };
  const { token, digest } = mintToken('enrol');
  const endsAt = clock() + LINK_LASTS;
  const added = await staff.add({ name, role, codes: mintCodes() }, { digest, endsAt }, by);
  return added === 'taken' ? { kind: 'taken' } : { kind: 'added', token, endsAt };
}

export const listStaff = ({ staff }: StaffParts) => staff.list();

/** Takes password, codes and sessions away, and gives a link to enrol anew. */
export async function resetStaff({ staff, clock }: StaffParts, name: string, by: Actor): Promise<Again> {
  const account = await staff.byName(name);
  const { token, digest } = mintToken('enrol');
  const endsAt = clock() + LINK_LASTS;
  const isReset = account !== undefined && (await staff.reset(account, mintCodes(), { digest, endsAt }, by));
  return isReset ? { kind: 'added', token, endsAt } : { kind: 'gone' };
}

/** Ends an account for good; whether there was one. */
export async function closeStaff({ staff }: StaffParts, name: string, by: Actor): Promise<boolean> {
  const account = await staff.byName(name);
  return account !== undefined && staff.close(account, by);
}

/** What somebody who has a link needs to enrol. */
export async function enrolling(parts: StaffParts, token: string, ip: string): Promise<Enrolling> {
  const account = await byLink(parts, token);
  if (account === undefined) return failedLink(parts, ip);
  const { name, role, codes } = account;
  return { kind: 'good', name, role, secret: codes, uri: codesUri(codes, name) };
}

/** Sets the password, if the code shows that the authenticator is set up, and signs in. */
export async function enrol(
  parts: StaffParts,
  { token, password, code }: { readonly token: string; readonly password: string; readonly code: string },
  ip: string,
): Promise<StaffBegun | { readonly kind: 'wrong-code' }> {
  const { staff, clock } = parts;
  const account = await byLink(parts, token);
  if (account === undefined) return failedLink(parts, ip);
  const step = stepOf(account.codes, code, clock());
  if (step === undefined) return { kind: 'wrong-code' };
  const hash = await hashSecret(spelled(password));
  // The code before this one is kept for the session that begins with it.
  const isEnrolled = await staff.enrol(account, digestOf(token), { password: hash, step: step - 1 });
  if (!isEnrolled) return { kind: 'failed' };
  return begin(parts, { ...account, era: account.era + 1 }, step);
}

/** Signs in. Whatever goes wrong looks the same, and takes the same work and time. */
export async function signInStaff(
  parts: StaffParts,
  { name, password, code }: { readonly name: string; readonly password: string; readonly code: string },
  ip: string,
): Promise<StaffBegun> {
  const { staff, attempts, clock } = parts;
  const network = networkOf(ip);
  const attempt = await attempts.take('staff by network', network);
  if (attempt.kind === 'too-many') return attempt;
  return evenly(parts.evenly, async () => {
    const isLockedOut = (await attempts.take('staff by name', name)).kind === 'too-many';
    const account = await staff.byName(name);
    const isRight = await isSecret(account?.password ?? (await nobodys()), spelled(password));
    if (account === undefined || account.password === null || !isRight || isLockedOut) return { kind: 'failed' };
    const step = stepOf(account.codes, code, clock());
    const begun = step === undefined ? ({ kind: 'failed' } as const) : await begin(parts, account, step);
    if (begun.kind === 'begun') {
      await attempts.forget('staff by name', name);
      await attempts.giveBack('staff by network', network);
    }
    return begun;
  });
}

/**
 * Whose session this token is; `undefined` for one that is unknown or over. One that only looks on ends all the same when it was
 * not used for long enough.
 */
export async function staffOf(
  { staff }: StaffParts,
  token: string,
  as: 'uses' | 'looks on' = 'uses',
): Promise<StaffMember | undefined> {
  if (!isToken('staff', token)) return undefined;
  const session = await staff.sessionOf(digestOf(token), STAFF_SESSION, as === 'uses');
  if (session === undefined || !isRole(session.role)) return undefined;
  return { ...session, role: session.role, actor: `staff:${session.role}/${session.staff}` };
}

export const signOutStaff = ({ staff }: StaffParts, session: StaffSession) => staff.end(session);

async function begin({ staff, clock }: StaffParts, account: StaffAccount, step: number): Promise<StaffBegun> {
  const { token, digest } = mintToken('staff');
  const hasBegun = await staff.begin(account, step, digest);
  return hasBegun ? { kind: 'begun', token, endsAt: clock() + STAFF_SESSION.absolute } : { kind: 'failed' };
}

const byLink = async ({ staff }: StaffParts, token: string) =>
  isToken('enrol', token) ? staff.byLink(digestOf(token)) : undefined;

async function failedLink({ attempts }: StaffParts, ip: string): Promise<{ readonly kind: 'failed' } | TooMany> {
  const attempt = await attempts.take('links by network', networkOf(ip));
  return attempt.kind === 'too-many' ? attempt : { kind: 'failed' };
}
