/** Somebody asks for something by mail. */
import { oneSpelling } from '../gate/findables.ts';
import { networkOf } from './attempts.ts';
import { evenly } from './evenly.ts';
import { letter } from './mail/letter.ts';
import type { MailedRequest } from './mail/read-mail.ts';
import type { PeopleParts } from './parts.ts';

/** Whether more mail is taken from where it comes from now. */
export const mayWrite = async ({ attempts }: PeopleParts, ip: string): Promise<boolean> =>
  (await attempts.take('mail by network', networkOf(ip))).kind === 'allowed';

/**
 * Tells whoever wrote how to ask so that we know that it is them. The address that mail says it is from is no proof: the answer is the
 * same for an address with an account and for one without.
 */
export const askByMail = (parts: PeopleParts, { from }: MailedRequest): Promise<void> =>
  evenly(parts.evenly, async () => {
    const { attempts, mail, origin } = parts;
    if ((await attempts.take('mail by address', oneSpelling(from))).kind === 'too-many') return;
    mail.sendLast(letter('how-to-ask', { origin: origin() }), from);
  });
