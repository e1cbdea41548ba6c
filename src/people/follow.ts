/** Hears when there is something new to see of a person's choices, and of the products that obey them. */
import type { SubjectId } from '../gate/gate.ts';
import type { PeopleParts } from './parts.ts';

/** Households registered afterwards are heard once this is called anew. Returns the way to stop. */
export async function followStanding(
  { gate, registry, notices }: PeopleParts,
  person: SubjectId,
  changed: () => void,
): Promise<() => void> {
  const own = await registry.subjectsOf(person);
  const stops = [person, ...own.map(({ id }) => id as SubjectId)].flatMap((subject) => [
    gate.onStanding(subject, changed),
    notices.onConfirmed(subject, changed),
  ]);
  return () => {
    for (const stop of stops) stop();
  };
}
