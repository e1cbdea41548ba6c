/** Passwords. They are stored by the gate as one-way hashes; here they are only compared. */

import type { SubjectId } from '../gate/gate.ts';
import { hashSecret, isSecret } from '../gate/hash-secrets.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';

/** One spelling for what keyboards compose differently. Nothing else is changed: each character counts. */
export const spelled = (password: string): string => password.normalize('NFC');

/** Whether it is this subject's password. For nobody (`undefined`) the same work is done, and it is not. */
export async function isPasswordOf(
  { gate }: Pick<PeopleParts, 'gate'>,
  subject: SubjectId | undefined,
  password: string,
): Promise<boolean> {
  const held =
    subject === undefined
      ? undefined
      : await openFact(gate, { subject, field: 'sign-in.password', purpose: 'security', actor: 'service:sign-in' });
  const isRight = await isSecret(held ?? (await nobodys()), spelled(password));
  return isRight && held !== undefined;
}

/** The work of storing a password, for an answer that must take as long as if it were stored. */
export const asIfStored = async (password: string): Promise<void> => void (await hashSecret(spelled(password)));

let hashOfNobody: Promise<string> | undefined;

function nobodys(): Promise<string> {
  hashOfNobody ??= hashSecret('nobody has this password');
  return hashOfNobody;
}
