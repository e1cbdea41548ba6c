/** The choices of a person and of their households. */
import type { Choice, Chosen, SubjectId } from '../gate/gate.ts';
import { householdOf, householdsOf } from './household.ts';
import type { PeopleParts } from './parts.ts';
import { forgetUnsubscribed, stopsMail } from './suppressed.ts';

/** A choice as it stands, of the person or of a household by its system id. */
export type OwnChoice = Choice & { readonly system?: string };

export async function ownChoices(parts: PeopleParts, person: SubjectId): Promise<readonly OwnChoice[]> {
  const own = (await parts.gate.choices(person)) ?? [];
  const shared = await Promise.all(
    (await householdsOf(parts, person)).map(async ({ subject, systemId }) =>
      ((await parts.gate.choices(subject)) ?? []).map((choice) => ({ ...choice, system: systemId })),
    ),
  );
  return [...own, ...shared.flat()];
}

export interface OwnChoosing {
  /** `usage-data`, or `music-service/hummingbird` for one of many recipients. */
  readonly choice: string;
  readonly state: 'on' | 'off';
  /** The household it is for, where a person has several. */
  readonly system?: string | undefined;
}

export type OwnChosen =
  | Chosen
  | { readonly kind: 'no-household' }
  | { readonly kind: 'which-household' }
  /** There is no such household, or it is not theirs. */
  | { readonly kind: 'not-found' };

/** Chooses for a person, or for their household where the choice is a household's. */
export async function chooseOwn(parts: PeopleParts, person: SubjectId, choosing: OwnChoosing): Promise<OwnChosen> {
  const { choice, state, system } = choosing;
  const { choices } = parts.compiled.statement;
  const name = choice.split('/')[0] ?? '';
  const of = Object.hasOwn(choices, name) ? choices[name]?.of : undefined;
  if (of === undefined) return { kind: 'undeclared' };
  const subject = of === 'household' ? await householdFor(parts, person, system) : person;
  if (typeof subject !== 'string') return subject;
  const chosen = await parts.gate.choose({ subject, choice, state, actor: 'self' });
  if (chosen.kind === 'chosen' && state === 'on' && stopsMail(parts, name)) await forgetUnsubscribed(parts, person);
  return chosen;
}

async function householdFor(
  parts: PeopleParts,
  person: SubjectId,
  system: string | undefined,
): Promise<SubjectId | Extract<OwnChosen, { kind: `${string}household` | 'not-found' }>> {
  if (system !== undefined) return (await householdOf(parts, person, system)) ?? { kind: 'not-found' };
  const [only, ...others] = await householdsOf(parts, person);
  if (only === undefined) return { kind: 'no-household' };
  return others.length === 0 ? only.subject : { kind: 'which-household' };
}
