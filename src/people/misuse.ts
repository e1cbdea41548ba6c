import { letter } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';
import { lockAccount, type Person } from './session.ts';

/** Somebody reports that their account is misused: it locks at once, and everybody is signed out of it. */
export async function reportMisuse(parts: PeopleParts, { subject }: Person): Promise<void> {
  await lockAccount(parts, subject);
  parts.mail.post(async () => ({ letter: letter('account-locked'), to: subject }));
}
