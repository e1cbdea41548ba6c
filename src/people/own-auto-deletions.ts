/** A person has what is older than a span of their own deleted, category by category, for themselves and their households. */
import { type AutoDeleted, type AutoDeletionInForce, autoDeletable } from '../gate/auto-delete.ts';
import type { SubjectId } from '../gate/gate.ts';
import { says } from '../wording/phrase.ts';
import { letter } from './mail/letter.ts';
import { ownedBy } from './own-deletions.ts';
import type { PeopleParts } from './parts.ts';

/** Sets it, with a letter that says how to lift it unless it was so before, or lifts it where no span is given. */
export async function autoDeleteOwn(
  parts: PeopleParts,
  person: SubjectId,
  category: string,
  olderThan: string | undefined,
): Promise<AutoDeleted> {
  const { gate, heritage, mail, origin } = parts;
  const outcome = await gate.autoDelete({ subjects: await ownedBy(parts, person), category, olderThan });
  if (outcome.kind === 'set' && outcome.isNew) {
    const what = `${says(heritage.words.data, category)}, where it is older than ${olderThan}`;
    const link = `${origin()}/me/history?category=${encodeURIComponent(category)}`;
    const destroyedAt = outcome.until;
    mail.post(async () => ({ letter: letter('deletion-pending', { what, destroyedAt, link }), to: person }));
  }
  return outcome;
}

export interface OwnAutoDeletions {
  readonly inForce: readonly AutoDeletionInForce[];
  /** What could be. */
  readonly offered: ReturnType<typeof autoDeletable>;
}

export const ownAutoDeletions = async (parts: PeopleParts, person: SubjectId): Promise<OwnAutoDeletions> => ({
  inForce: await parts.gate.autoDeletions(await ownedBy(parts, person)),
  offered: autoDeletable(parts.heritage, parts.clock()),
});
