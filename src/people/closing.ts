/** A person closes their account. It is not erased: what is held runs out by the statement's clocks, and can be taken back until then. */
import { endsAfterClosing } from '../decide/endings.ts';
import type { SubjectId } from '../gate/gate.ts';
import type { Statement } from '../statement/statement.ts';
import { letter } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';
import { isPasswordOf } from './secret.ts';
import { endSessions, type Person } from './session.ts';

/** What ends when: a category, in the statement's words for it, and an instant in epoch milliseconds. */
export interface EndsWhen {
  readonly category: string;
  readonly says: string;
  readonly at: number;
}

export type SelfClosed =
  | { readonly kind: 'closed'; readonly at: number; readonly ends: readonly EndsWhen[] }
  /** The password was not right. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'gone' };

/** What closing would mean, if it were done now. */
export const closingTold = ({ heritage, clock }: Pick<PeopleParts, 'heritage' | 'clock'>): readonly EndsWhen[] =>
  endsWhen(heritage, endsAfterClosing(heritage, clock()));

/** Closes the account of who asks, once they have given their password anew: everybody is signed out, and products are not served. */
export async function closeSelf(parts: PeopleParts, { subject }: Person, password: string): Promise<SelfClosed> {
  const { gate, attempts, mail, heritage } = parts;
  const attempt = await attempts.take('password by account', subject);
  if (attempt.kind === 'too-many') return attempt;
  if (!(await isPasswordOf(parts, subject, password))) return { kind: 'failed' };
  const closed = await gate.close({ subject, actor: 'self' });
  if (closed.kind === 'gone') return closed;
  await endSessions(parts, subject);
  const ends = endsWhen(heritage, closed.ends);
  mail.post(async () => ({ letter: letter('account-closed', { ends }), to: subject }));
  return { kind: 'closed', at: closed.at, ends };
}

/** Whether an account is closed. */
export const isClosed = async ({ registry }: Pick<PeopleParts, 'registry'>, subject: SubjectId): Promise<boolean> =>
  (await registry.readLife(subject))?.closedAt !== undefined;

/** The soonest first. */
const endsWhen = (statement: Statement, ends: { readonly [category: string]: number }): readonly EndsWhen[] =>
  Object.entries(ends)
    .map(([category, at]) => ({ category, says: statement.words.data[category]?.says ?? category, at }))
    .sort((a, b) => a.at - b.at);
