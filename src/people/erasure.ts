/** A person has themselves erased: their account, their households, and what their products told us. */
import { backupsWithin } from '../gate/erase.ts';
import type { Actor, Erased, Receipt, SubjectId } from '../gate/gate.ts';
import type { Receipt as LedgerReceipt } from '../ledger/receipt.ts';
import { householdsOf } from './household.ts';
import { letter, templates } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';
import { isPasswordOf } from './secret.ts';
import type { Person } from './session.ts';
import { rememberUnsubscribed } from './suppressed.ts';

/** What somebody is told before: what the statement warns of, and what goes. */
export interface ErasureTold {
  readonly warns: string;
  readonly households: number;
  /** Products and apps that stop working. */
  readonly products: number;
  /** Within what time no backup can be read any more: `7 days`. */
  readonly backupsWithin: string;
}

export async function erasureTold(parts: PeopleParts, person: SubjectId): Promise<ErasureTold> {
  const { statement } = parts.compiled;
  const households = (await parts.registry.subjectsOf(person)).map(({ id }) => id);
  const [row] = await parts.database.query<{ n: number }>(
    'select count(*)::int as n from products where subject = any ($1) and revoked_at is null',
    [households],
  );
  return {
    warns: statement.requests.erasure?.warns ?? 'It can’t be brought back.',
    households: households.length,
    products: row?.n ?? 0,
    backupsWithin: backupsWithin(statement),
  };
}

export type SelfErased =
  | { readonly kind: 'erased'; readonly receipt: Receipt }
  /** The password was not right. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'gone' }
  /** A legal hold is on something of theirs until an instant, epoch milliseconds. Nothing was touched. */
  | { readonly kind: 'held'; readonly until: number };

/** Erases who asks, once they have given their password anew. */
export async function eraseSelf(parts: PeopleParts, { subject }: Person, password: string): Promise<SelfErased> {
  const attempt = await parts.attempts.take('password by account', subject);
  if (attempt.kind === 'too-many') return attempt;
  if (!(await isPasswordOf(parts, subject, password))) return { kind: 'failed' };
  return erasePerson(parts, subject, 'self');
}

export interface LastLetter {
  /** Another address that was theirs, where they have no account. */
  readonly address?: string | undefined;
  /** They are too young to have one: nobody asked for it. */
  readonly isChild?: true;
}

/** Erases a person and their households. They get a last letter, with the receipt. */
export async function erasePerson(
  parts: PeopleParts,
  subject: SubjectId,
  actor: Actor,
  { address, isChild }: LastLetter = {},
): Promise<Erased> {
  const { gate, attempts, mail, origin, compiled } = parts;
  const template = isChild ? 'child-account-closed' : 'erasure-done';
  // Whatever is needed of them is read before: afterwards nobody can.
  const last = await mail.addressOf(templates[template], subject, address);
  const households = await householdsOf(parts, subject);
  await rememberUnsubscribed(parts, subject);

  const outcome = await gate.erase({ subject, actor });
  if (outcome.kind !== 'erased') return outcome;
  const { receipt } = outcome;
  if (last.kind === 'address') {
    const of = { age: compiled.statement.age.minimum, receipt, origin: origin() };
    mail.sendLast(letter(template, of), last.address);
  }
  for (const what of ['password by account', 'address by account', 'households by person'] as const) {
    await attempts.forget(what, subject);
  }
  for (const household of households) await attempts.forget('products by household', household.subject);
  return { kind: 'erased', receipt };
}

/** What proves that an erasure is on record, once it is in the ledger's tree. `id`: a UUID. */
export async function erasureProof({ registry, ledger }: PeopleParts, id: string): Promise<LedgerReceipt | undefined> {
  const leaf = await registry.readErasureLeaf(id);
  return leaf === undefined ? undefined : (await ledger.receipts([leaf]))[0];
}
