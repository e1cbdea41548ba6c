/** Somebody asks by mail, and shows by a link to the address on file that it is them. */
import { oneSpelling } from '../../gate/findables.ts';
import type { RequestKind } from '../../statement/statement.ts';
import { networkOf } from '../attempts.ts';
import { evenly } from '../evenly.ts';
import { letter } from '../mail/letter.ts';
import type { MailedRequest } from '../mail/read-mail.ts';
import type { PeopleParts } from '../parts.ts';
import { findAccount } from '../sign-up.ts';
import { digestOf, isToken, mintToken } from '../token.ts';
import { act, type LiveRequest } from './act.ts';
import { begin, receiveRequest, unfitAsking } from './requests.ts';
import { askedSays, newsOf } from './tell-request.ts';

const DAY = 24 * 60 * 60_000;
/** How long a request waits for its person to show that it is theirs, and a link is good. */
const CHECK_LASTS = 14 * DAY;

/** Whether more mail is taken from where it comes from now. */
export const mayWrite = async ({ attempts }: PeopleParts, ip: string): Promise<boolean> =>
  (await attempts.take('mail by network', networkOf(ip))).kind === 'allowed';

/**
 * Takes a request that came by mail. The address that mail says it is from is no proof: the owner of an account with that address gets a
 * link by which the request becomes theirs, and whoever has no account is told how to ask. Whoever wrote in another's name learns neither.
 */
export const askByMail = (parts: PeopleParts, mailed: MailedRequest): Promise<void> =>
  evenly(parts.evenly, async () => {
    const { attempts, mail, origin } = parts;
    const { from } = mailed;
    if ((await attempts.take('mail by address', oneSpelling(from))).kind === 'too-many') return;
    if (!(await receive(parts, mailed))) mail.sendLast(letter('how-to-ask', { origin: origin() }), from);
  });

/** Whether there is somebody whose request it may be, and who has got a letter about it. */
async function receive(parts: PeopleParts, { from, kind }: MailedRequest): Promise<boolean> {
  // What has to be put right is not in a subject line.
  if (kind === 'unknown' || unfitAsking(parts, { kind }) !== undefined) return false;
  const subject = await findAccount(parts, from);
  if (subject === undefined) return false;
  const checkUntil = parts.clock() + CHECK_LASTS;
  const received = await receiveRequest(parts, subject, { kind }, { by: 'mail', checkUntil });
  if (received.kind !== 'received' && received.kind !== 'open-already') return false;
  const { request } = received;
  if (request.status === 'checking') await sendLink(parts, request);
  else await parts.mail.take({ letter: letter('request-received', newsOf(parts, request)), to: subject });
  return true;
}

async function sendLink(parts: PeopleParts, { id, kind, subject, checkUntil }: LiveRequest): Promise<void> {
  const { registry, mail, compiled, clock, origin } = parts;
  const { token, digest } = mintToken('link');
  const ends = checkUntil ?? clock() + CHECK_LASTS;
  await registry.requests.link({ subject, request: id, opens: 'request', digest, endsAt: ends });
  const link = `${origin()}/requests/confirm/${token}`;
  // Sound: it is what its person asked, and nothing of a guardian's.
  const { warns } = compiled.statement.requests[kind as RequestKind] ?? {};
  await mail.take({
    letter: letter('request-identity', { asked: askedSays(parts, kind), warns, link, ends }),
    to: subject,
    until: ends,
  });
}

export type Confirmed =
  | { readonly kind: 'confirmed'; readonly request: LiveRequest }
  /** The link is unknown, used or too old, or the request was taken back or confirmed before. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-many'; readonly retryAfter: number };

/** Whoever reads the mail of the address on file says that a request is theirs: from now on it runs as any other. */
export async function confirmByLink(parts: PeopleParts, link: string, ip: string): Promise<Confirmed> {
  const { registry, attempts } = parts;
  const spent = isToken('link', link) ? await registry.requests.spend(digestOf(link), 'request') : undefined;
  if (spent === undefined) {
    const attempt = await attempts.take('reset by network', networkOf(ip));
    return attempt.kind === 'too-many' ? attempt : { kind: 'failed' };
  }
  const confirmed = await act(parts, spent.request, { do: 'confirm' }, 'self');
  if (confirmed.kind !== 'acted') return { kind: 'failed' };
  return { kind: 'confirmed', request: await begin(parts, confirmed.request) };
}
