/** What a deletion is about, and whether an event is. */

export interface Scope {
  /** All when absent. */
  readonly categories?: readonly string[] | undefined;
  readonly product?: string | undefined;
  /** When it happened, epoch milliseconds: from inclusive, to exclusive; until the deletion was made, at most. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
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
  readonly state: 'pending' | 'undone' | 'destroyed';
  readonly scope: Scope;
}

/** Whether something of this category and product can be meant at all. */
export const concerns = ({ categories, product }: Scope, category: string, ofProduct: string): boolean =>
  (categories === undefined || categories.includes(category)) && (product === undefined || product === ofProduct);

/** Whether an instant is: what happened before the deletion was made and comes late is deleted all the same. */
export const covers = ({ madeAt, scope: { from, to } }: Pick<Deletion, 'madeAt' | 'scope'>, at: number): boolean =>
  at >= (from ?? Number.NEGATIVE_INFINITY) && at < Math.min(to ?? madeAt, madeAt);

/** Whether an event that is held is meant, by the place where it stands. A clock that ran ahead saves nothing that was there. */
export function isMeant(
  deletion: Pick<Deletion, 'madeAt' | 'scope'>,
  place: { readonly id: string; readonly category: string; readonly product: string },
  position: number,
  at: number,
): boolean {
  const { item, from, to, before } = deletion.scope;
  if (item !== undefined) return item.segment === place.id && item.position === position;
  if (!concerns(deletion.scope, place.category, place.product)) return false;
  const wasThere = to === undefined && before !== undefined && place.id < before;
  return covers(deletion, at) || (wasThere && at >= (from ?? Number.NEGATIVE_INFINITY));
}
