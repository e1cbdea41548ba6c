/** Addresses that may not come back by themselves. How long they are remembered the statement says; if it does not, they are not. */
import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { after } from '../statement/span.ts';
import type { Suppressed } from '../vault/suppression.ts';
import { openFact } from './open-fact.ts';
import type { PeopleParts } from './parts.ts';

type ListParts = Pick<PeopleParts, 'registry' | 'compiled' | 'clock'>;

export async function suppress(
  { registry, compiled, clock }: ListParts,
  address: string,
  because: Suppressed,
): Promise<void> {
  const lasts = compiled.statement.deadlines['suppression-forgotten']?.within;
  if (lasts !== undefined) await registry.suppression.add(oneSpelling(address), because, after(clock(), lasts));
}

export const isSuppressed = (
  { registry }: Pick<PeopleParts, 'registry'>,
  address: string,
  because: Suppressed,
): Promise<boolean> => registry.suppression.has(oneSpelling(address), because);

/** Whether a choice stops promotion by mail. */
export const stopsMail = ({ compiled }: Pick<PeopleParts, 'compiled'>, choice: string): boolean =>
  compiled.statement.choices[choice]?.governs.promotion?.includes('email') ?? false;

/** Whoever turned off news by mail gets none after they are erased, from whatever source their address comes again. */
export async function rememberUnsubscribed(parts: PeopleParts, person: SubjectId): Promise<void> {
  const choices = (await parts.gate.choices(person)) ?? [];
  const isOff = choices.some(
    ({ choice, state, since }) => state === 'off' && since !== undefined && stopsMail(parts, choice),
  );
  const address = isOff ? await addressOf(parts, person) : undefined;
  if (address !== undefined) await suppress(parts, address, 'unsubscribed');
}

/** They asked for news again. */
export async function forgetUnsubscribed(parts: PeopleParts, person: SubjectId): Promise<void> {
  const address = await addressOf(parts, person);
  if (address !== undefined) await parts.registry.suppression.lift(oneSpelling(address), 'unsubscribed');
}

const addressOf = ({ gate }: PeopleParts, subject: SubjectId) =>
  openFact(gate, { subject, field: 'account.email', purpose: 'provide', actor: 'service:account' });
