/** The glass of a person: what the products and apps of their households send, while they look. */
import type { SubjectId } from '../gate/gate.ts';
import type { Seen } from '../gate/glass.ts';
import { householdsOf } from './household.ts';
import type { PeopleParts } from './parts.ts';

/** Households registered afterwards are seen through a glass that is opened anew. Returns the way to stop. */
export async function lookOn(
  { gate, ...parts }: PeopleParts,
  person: SubjectId,
  see: (seen: Seen & { readonly system: string }) => void,
  changed: () => void,
): Promise<() => void> {
  const stops: (() => void)[] = [gate.onStanding(person, changed)];
  for (const { subject, systemId: system } of await householdsOf({ gate, ...parts }, person)) {
    const stop = await gate.watch(subject, (seen) => {
      // What people fill in themselves is not sent by a product.
      if (seen.touchpoint === 'product' || seen.touchpoint === 'app') see({ system, ...seen });
    });
    if (stop !== undefined) stops.push(stop, gate.onStanding(subject, changed));
  }
  return () => {
    for (const stop of stops) stop();
  };
}
