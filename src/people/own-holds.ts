/** Legal holds on what is a person's: they see that there is one, why, and until when. */
import type { SubjectId } from '../gate/gate.ts';
import type { PeopleParts } from './parts.ts';

export interface OwnHold {
  readonly of: 'you' | 'household';
  /** All when absent. */
  readonly categories?: string[];
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly endsAt: number;
  /** When it was ended before its time. */
  readonly liftedAt?: number;
}

/** Those in force and those that are over, the newest first. */
export async function ownHolds({ registry }: PeopleParts, person: SubjectId): Promise<readonly OwnHold[]> {
  const owned = (await registry.subjectsOf(person)).map(({ id }) => id);
  const holds = await registry.holds.list([person, ...owned]);
  return holds.map(({ subject, categories, reason, madeAt, endsAt, liftedAt }) => ({
    of: subject === person ? 'you' : 'household',
    ...(categories !== undefined && { categories: [...categories] }),
    reason,
    madeAt,
    endsAt,
    ...(liftedAt !== undefined && { liftedAt }),
  }));
}
