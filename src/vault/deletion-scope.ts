/** What a deletion is about, and whether an event is. */
import { after } from '../statement/span.ts';

export interface Scope {
  /** All when absent. */
  readonly categories?: readonly string[] | undefined;
  readonly product?: string | undefined;
  /** When it happened, epoch milliseconds: from inclusive, to exclusive; until the deletion was made, at most. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** What is older than this span, by whole days (UTC); nothing else but categories is given then. */
  readonly olderThan?: string | undefined;
  /** What was older at this moment, epoch milliseconds: at any, while it is absent. */
  readonly asOf?: number | undefined;
  /** One event: its segment, and its place in it. Nothing else is given then. */
  readonly item?: { readonly segment: string; readonly position: number } | undefined;
  /** What arrived before this row was there when the deletion was made, whatever its time. */
  readonly before?: string | undefined;
}

export interface Deletion {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly until: number;
  /** `rolling`: more of what it is about passes away every day, until it is lifted. */
  readonly state: 'pending' | 'undone' | 'destroyed' | 'rolling';
  readonly scope: Scope;
}

/** Whether something of this category and product can be meant at all. */
export const concerns = ({ categories, product }: Scope, category: string, ofProduct: string): boolean =>
  (categories === undefined || categories.includes(category)) && (product === undefined || product === ofProduct);

/** A day of UTC, as data ends on days (`expiry.ts`). */
const dayAt = (instant: number) => Math.floor(instant / 86_400_000);

/**
 * Whether an instant is, seen at another (both epoch milliseconds): what happened before the deletion was made and comes late is deleted all
 * the same.
 */
export function covers({ madeAt, scope }: Pick<Deletion, 'madeAt' | 'scope'>, at: number, now: number): boolean {
  const { from, to, olderThan, asOf } = scope;
  if (olderThan !== undefined) return dayAt(after(at, olderThan)) <= dayAt(asOf ?? now);
  return at >= (from ?? Number.NEGATIVE_INFINITY) && at < Math.min(to ?? madeAt, madeAt);
}

/** Whether an event that is held is meant, by the place where it stands. A clock that ran ahead saves nothing that was there. */
export function isMeant(
  deletion: Pick<Deletion, 'madeAt' | 'scope'>,
  place: { readonly id: string; readonly category: string; readonly product: string },
  position: number,
  at: number,
  now: number,
): boolean {
  const { item, from, to, before } = deletion.scope;
  if (item !== undefined) return item.segment === place.id && item.position === position;
  if (!concerns(deletion.scope, place.category, place.product)) return false;
  const wasThere = to === undefined && before !== undefined && place.id < before;
  return covers(deletion, at, now) || (wasThere && at >= (from ?? Number.NEGATIVE_INFINITY));
}
