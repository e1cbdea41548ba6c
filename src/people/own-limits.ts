/** A person has what is theirs left alone, objects to a purpose, or pauses a category: for themselves and their households. */
import type { Limit, SubjectId } from '../gate/gate.ts';
import type { Limited } from '../gate/limit.ts';
import type { PeopleParts } from './parts.ts';

export async function limitOwn(
  { gate, registry }: Pick<PeopleParts, 'gate' | 'registry'>,
  person: SubjectId,
  limit: Limit,
  state: 'on' | 'off',
): Promise<Limited> {
  const owned = (await registry.subjectsOf(person)).map(({ id }) => id as SubjectId);
  return gate.limit({ subjects: [person, ...owned], limit, state, actor: 'self' });
}

/** The limits that are set; a household has those of its owner. */
export const ownLimits = async ({ gate }: Pick<PeopleParts, 'gate'>, person: SubjectId) =>
  (await gate.limits(person)) ?? [];
