/** A change as it is found, before it is weighed against the others. */
import type { ClauseId } from '../../statement/clause.ts';
import type { Words } from '../../statement/vocabulary.ts';
import type { Turn } from './turn.ts';

/** Where something changes: a clause, a word, the title or the examples. */
export type Place = ClauseId | `words.${keyof Words}.${string}` | 'title' | 'examples';

export interface Draft {
  readonly clause: Place;
  readonly kind: Turn | 'added' | 'removed';
  readonly says: string;
  readonly before?: string;
  readonly after?: string;
}
