import { Fault } from '../vault/fault.ts';
import type { SubjectStanding } from '../vault/standing.ts';
import type { SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';

/**
 * How a subject stands now; `undefined` when there is none (any more).
 *
 * @throws Fault `storage-newer` if another statement is in force than the one that this process decides by
 */
export async function standingInForce(
  { standings, hash }: Pick<GateParts, 'standings' | 'hash'>,
  subject: SubjectId,
): Promise<SubjectStanding | undefined> {
  const standing = await standings.fresh(subject);
  if (standing === undefined || standing.tombstone !== null) return undefined;
  if (standing.statement !== hash) throw otherStatement();
  return standing;
}

/** Another process put another statement in force: this one must not decide by the old. */
export const otherStatement = () =>
  new Fault('storage-newer', 'another version of the statement is in force', 'restart this process with that version');
