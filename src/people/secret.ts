/** Passwords. They are stored by the gate as one-way hashes; here they are only compared. */

import { oneSpelling } from '../gate/findables.ts';
import type { Opened, SubjectId } from '../gate/gate.ts';
import { hashSecret, isSecret } from '../gate/hash-secrets.ts';
import type { PeopleParts } from './parts.ts';

/** One spelling for what keyboards compose differently. Nothing else is changed: each character counts. */
export const spelled = (password: string): string => password.normalize('NFC');

/**
 * Whether it is this subject's password, and the address theirs if one is given: an address that they gave up may still
 * lead to them. For nobody (`undefined`) the same work is done, and it is not.
 */
export async function isPasswordOf(
  { gate }: Pick<PeopleParts, 'gate'>,
  subject: SubjectId | undefined,
  password: string,
  address?: string,
): Promise<boolean> {
  const data = ['sign-in.password', 'account.email'];
  const opened =
    subject === undefined
      ? undefined
      : await gate.open({ subject, purpose: 'security', data, actor: 'service:sign-in' });
  const { password: held } = factsOf(opened, 'sign-in');
  const { email } = factsOf(opened, 'account');
  const isRight = await isSecret(typeof held === 'string' ? held : await nobodys(), spelled(password));
  const isTheirs = address === undefined || (typeof email === 'string' && oneSpelling(email) === address);
  return isRight && isTheirs && held !== undefined;
}

const factsOf = (opened: Opened | undefined, category: string): { readonly [field: string]: unknown } =>
  (opened?.effect === 'permitted' && opened.facts[category]?.['']) || {};

/** The work of storing a password, for an answer that must take as long as if it were stored. */
export const asIfStored = async (password: string): Promise<void> => void (await hashSecret(spelled(password)));

let hashOfNobody: Promise<string> | undefined;

/** What a password is compared with where there is none: as much work as any. */
export function nobodys(): Promise<string> {
  hashOfNobody ??= hashSecret('nobody has this password');
  return hashOfNobody;
}
