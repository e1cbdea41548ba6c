/**
 * Somebody asks who is not signed in, or has no account at all: an order, a message, a newsletter is enough to be held by us. Whoever
 * it is, they are told the same. A link goes to the address that we have on file, and nothing is done before it is opened.
 */
import { oneSpelling } from '../../gate/findables.ts';
import type { SubjectId } from '../../gate/gate.ts';
import type { RequestKind } from '../../statement/statement.ts';
import { networkOf } from '../attempts.ts';
import { evenly } from '../evenly.ts';
import { letter } from '../mail/letter.ts';
import { openFact } from '../open-fact.ts';
import type { PeopleParts } from '../parts.ts';
import { findAccount } from '../sign-up.ts';
import { mintToken } from '../token.ts';
import { receiveRequest } from './requests.ts';
import { askedSays } from './tell-request.ts';

const DAY = 24 * 60 * 60_000;
/** How long somebody has to show who they are. The clock of their request stands meanwhile. */
const CHECK_LASTS = 3 * DAY;

export interface AskingByAddress {
  readonly email: string;
  readonly kind: RequestKind;
  readonly text?: string | undefined;
}

type TooMany = { readonly kind: 'too-many'; readonly retryAfter: number };

/** Asks for something by an address. The answer is the same whether we know it or not, and comes no sooner. */
export async function askByAddress(
  parts: PeopleParts,
  asking: AskingByAddress,
  ip: string,
): Promise<{ readonly kind: 'asked' } | TooMany> {
  const attempt = await parts.attempts.take('requests by network', networkOf(ip));
  if (attempt.kind === 'too-many') return attempt;
  return evenly(parts.evenly, async () => {
    checkByLetter(parts, asking);
    return { kind: 'asked' };
  });
}

/** Mails a link to who has this address on file, without making the caller wait. */
function checkByLetter(parts: PeopleParts, { email, kind, text }: AskingByAddress): void {
  const { attempts, mail, registry, compiled, clock, origin } = parts;
  mail.post(async () => {
    const found = await findByAddress(parts, email);
    if (found === undefined) return undefined;
    if ((await attempts.take('requests by address', oneSpelling(email))).kind === 'too-many') return undefined;
    const { subject, address } = found;
    const received = await receiveRequest(
      parts,
      subject,
      { kind, text },
      { by: 'link', address, checkUntil: clock() + CHECK_LASTS },
    );
    if (received.kind === 'gone' || received.kind === 'undeclared') return undefined;
    const { id, checkUntil: ends, status } = received.request;
    if (status !== 'checking' || ends === undefined) return undefined;
    const { token, digest } = mintToken('link');
    await registry.requests.link({ subject, request: id, opens: 'request', digest, endsAt: ends });
    const warns = compiled.statement.requests[kind]?.warns;
    const link = `${origin()}/requests/confirm/${token}`;
    return {
      letter: letter('request-identity', { asked: askedSays(parts, kind), warns, link, ends }),
      to: subject,
      address,
      until: ends,
    };
  });
}

/** Who is found by an address that is on file, and the address where they have no account to read it from. */
export async function findByAddress(
  parts: PeopleParts,
  email: string,
): Promise<{ readonly subject: SubjectId; readonly address?: string } | undefined> {
  const { compiled, registry, gate } = parts;
  // The one that the letter goes out for.
  const purpose = compiled.statement.messages['request-news']?.for;
  if (purpose === undefined) return undefined;
  for (const [category, { of, fields }] of Object.entries(compiled.statement.words.data)) {
    for (const [name, { type, findable }] of Object.entries(fields)) {
      if (of !== 'person' || type !== 'email' || !findable) continue;
      const field = `${category}.${name}`;
      if (field === 'account.email') {
        const account = await findAccount(parts, email);
        if (account !== undefined) return { subject: account };
        continue;
      }
      // Sound: values are claimed for subjects.
      const subject = (await registry.blind.find(field, oneSpelling(email))) as SubjectId | undefined;
      if (subject === undefined) continue;
      const address = await openFact(gate, { subject, field, purpose, actor: 'service:requests' });
      if (address !== undefined && oneSpelling(address) === oneSpelling(email)) return { subject, address };
    }
  }
  return undefined;
}
