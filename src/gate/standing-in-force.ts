import type { SubjectStanding } from '../vault/standing.ts';
import type { SubjectId } from './gate.ts';
import { OtherVersion } from './other-version.ts';
import type { GateParts } from './parts.ts';

/**
 * How a subject stands now; `undefined` when there is none (any more).
 *
 * @throws OtherVersion
 */
export async function standingInForce(
  { standings, hash, stops }: Pick<GateParts, 'standings' | 'hash' | 'stops'>,
  subject: SubjectId,
): Promise<SubjectStanding | undefined> {
  const standing = await standings.fresh(subject);
  if (standing === undefined || standing.tombstone !== null) return undefined;
  if (standing.statement !== hash || standing.stops !== stops) throw new OtherVersion();
  return standing;
}
