/** `erase`: forgets a subject for good. Everything about it is refused from the first step on, and nothing is left at the last. */
import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { Erased, Erasing } from './gate.ts';
import { OtherVersion } from './other-version.ts';
import type { GateParts } from './parts.ts';

/**
 * Erases a subject, and with a person the households that they own. Nobody but the subject and staff asks for it.
 *
 * From the refusal on it goes on by itself, even if a database fails meanwhile; the receipt says how far it is.
 *
 * @throws Fault, if it could not be begun
 */
export async function erase({ vault, compiled, hash, standings, clock }: GateParts, erasing: Erasing): Promise<Erased> {
  const { subject, actor } = erasing;
  const standing = await standings.fresh(subject);
  if (standing === undefined) return { kind: 'gone' };
  if (standing.statement !== hash) throw new OtherVersion();
  const backupsBy = after(clock(), backupsWithin(compiled.statement));
  let erasure: string | undefined;
  const onRefused = (id: string) => {
    erasure = id;
  };
  try {
    const erased = await vault.erase({ subject, by: actor, backupsBy, onRefused });
    return erased.kind === 'erased' ? { kind: 'erased', receipt: erased.receipt } : erased;
  } catch (error) {
    const receipt = erasure === undefined ? undefined : await vault.readReceipt(erasure);
    if (receipt === undefined) throw error;
    return { kind: 'erased', receipt };
  }
}

/** Within what time what was erased can be read from no backup. */
export const backupsWithin = ({ deadlines, requests }: Statement): string =>
  deadlines['backups-forgotten']?.within ?? requests.erasure?.within ?? '30 days';
