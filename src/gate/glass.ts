/**
 * The glass: whoever a product's data is about looks on while it arrives. What a clause withholds is shown from memory and
 * let go; nothing here is ever written. A process shows what it receives itself: see docs/decisions/0013.
 */
import type { SubjectId } from './gate.ts';

export interface SeenField {
  readonly field: string;
  /** Absent for a field that the statement does not know. */
  readonly category?: string;
  readonly effect: 'stored' | 'withheld' | 'refused';
  /** The clause that keeps or withholds it, or the reason of a refusal. */
  readonly why: string;
  /** Never of what is refused: nobody knows what it is. */
  readonly value?: unknown;
}

export interface SeenEvent {
  /** As it was sent; absent where there was no name. */
  readonly event?: string;
  readonly at?: string;
  /** Why all of it is refused. */
  readonly refused?: string;
  readonly fields: readonly SeenField[];
}

/** One batch, as it was received. */
export interface Seen {
  readonly product: string;
  readonly touchpoint: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly events: readonly SeenEvent[];
  /** Events of the batch beyond those that are shown. */
  readonly more: number;
}

export type See = (seen: Seen) => void;

export class Glass {
  readonly #watchers = new Map<SubjectId, Set<See>>();

  /** Asked for every batch: nothing is worked out for a subject that nobody looks at. */
  isWatched(subject: SubjectId): boolean {
    return this.#watchers.size > 0 && this.#watchers.has(subject);
  }

  /** Returns the way to stop. */
  watch(subject: SubjectId, see: See): () => void {
    const watchers = this.#watchers.get(subject) ?? new Set();
    this.#watchers.set(subject, watchers.add(see));
    return () => {
      watchers.delete(see);
      if (watchers.size === 0 && this.#watchers.get(subject) === watchers) this.#watchers.delete(subject);
    };
  }

  show(subject: SubjectId, seen: Seen): void {
    for (const see of this.#watchers.get(subject) ?? []) see(seen);
  }
}
