/** All about a person and their households, from far: how much is held, and who got what. No value is opened for it. */
import type { Disclosure, StaffOpening } from '../gate/acts.ts';
import type { SubjectId } from '../gate/gate.ts';
import type { MonthCount } from '../vault/count-events.ts';
import type { PeopleParts } from './parts.ts';

export interface Glance {
  /** Oldest first. */
  readonly months: readonly MonthCount[];
  /** Newest first. */
  readonly disclosures: readonly Disclosure[];
  /** By people who work here, newest first. */
  readonly openings: readonly StaffOpening[];
}

export async function glance({ gate, registry }: PeopleParts, person: SubjectId): Promise<Glance> {
  const owned = await registry.subjectsOf(person);
  const subjects = [person, ...owned.map(({ id }) => id as SubjectId)];
  const [months, acts] = await Promise.all([
    registry.countEvents(subjects),
    Promise.all(subjects.map((subject) => gate.acts(subject))),
  ]);
  return {
    months,
    disclosures: acts.flatMap(({ disclosed }) => disclosed).sort(byNewest),
    openings: acts.flatMap(({ opened }) => opened).sort(byNewest),
  };
}

const byNewest = (a: { readonly at: number }, b: { readonly at: number }) => b.at - a.at;
