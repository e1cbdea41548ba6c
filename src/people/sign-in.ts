import { oneSpelling } from '../gate/findables.ts';
import { networkOf } from './attempts.ts';
import { isClosed } from './closing.ts';
import { evenly } from './evenly.ts';
import type { PeopleParts } from './parts.ts';
import { isPasswordOf } from './secret.ts';
import { accountOf, type Begun, beginSession } from './session.ts';
import { findAccount } from './sign-up.ts';

export type SignedIn =
  | ({ readonly kind: 'signed-in' } & Begun)
  /** An unknown address, a wrong password, a locked account, too many attempts on the address: nobody is told which. */
  | { readonly kind: 'failed' }
  /** The account is closed, which its owner alone is told. */
  | { readonly kind: 'closed' }
  /** Too many attempts from this network, whatever the addresses. */
  | { readonly kind: 'too-many'; readonly retryAfter: number };

export interface SigningIn {
  readonly email: string;
  readonly password: string;
  /** Opens the account again if it was closed. */
  readonly reopen?: boolean | undefined;
}

/** Signs in. Whatever goes wrong looks the same, and takes the same work and time. */
export async function signIn(
  parts: PeopleParts,
  { email, password, reopen = false }: SigningIn,
  ip: string,
): Promise<SignedIn> {
  const { attempts } = parts;
  const network = networkOf(ip);
  const address = oneSpelling(email);
  const attempt = await attempts.take('sign-in by network', network);
  if (attempt.kind === 'too-many') return attempt;

  return evenly(parts.evenly, async () => {
    const isLockedOut = (await attempts.take('sign-in by address', address)).kind === 'too-many';
    const subject = await findAccount(parts, address);
    const account = subject === undefined ? undefined : await accountOf(parts, subject);
    const isRight = await isPasswordOf(parts, subject, password, address);
    if (!isRight || isLockedOut || subject === undefined || account === undefined) return { kind: 'failed' };
    if (await isClosed(parts, subject)) {
      if (!reopen) return { kind: 'closed' };
      await parts.gate.reopen({ subject, actor: 'self' });
    }
    const begun = await beginSession(parts, subject, account.era);
    if (begun === undefined) return { kind: 'failed' };
    await attempts.forget('sign-in by address', address);
    await attempts.giveBack('sign-in by network', network);
    return { kind: 'signed-in', ...begun };
  });
}
