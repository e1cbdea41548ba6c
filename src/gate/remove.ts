/** `remove`: a part of what is held is hidden at once, can be had back for a declared time, and is then destroyed. */
import { randomUUID } from 'node:crypto';
import { endOf } from '../decide/retention.ts';
import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { Scope } from '../vault/deletion-scope.ts';
import { DAY, dayText } from './ends.ts';
import type { SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';

export interface Removing {
  /** The same in each of them: a person, and what they own. */
  readonly subjects: readonly SubjectId[];
  readonly what: Omit<Scope, 'before' | 'item'> & { readonly item?: string | undefined };
}

export type Removed =
  | { readonly kind: 'removed'; readonly id: string; readonly until: number }
  /** There is no such item, or no such category. */
  | { readonly kind: 'not-found' }
  /** It holds what is true now: that is changed, or goes with the account. */
  | { readonly kind: 'current' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'gone' };

/** A deletion as its person sees it. */
export interface Removal {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Until when it can be undone. */
  readonly until: number;
  readonly isDestroyed: boolean;
  readonly scope: Scope;
}

/** How long a deletion can be undone; not at all where the statement says nothing of it. */
export const undoneWithin = ({ deadlines }: Statement): string | undefined => deadlines['deletion-undone']?.within;

/** Hides it. When this resolves nothing opens it, and nothing that is sent later brings it back. */
export async function remove(parts: GateParts, { subjects, what }: Removing): Promise<Removed> {
  const { vault, compiled, heritage, standings, clock } = parts;
  const { data } = heritage.words;
  if (what.categories?.some((one) => !Object.hasOwn(heritage.keep, one))) return { kind: 'not-found' };
  if (what.categories?.some((one) => data[one]?.current)) return { kind: 'current' };
  const now = clock();
  const within = undoneWithin(compiled.statement);
  const until = within === undefined ? now : after(now, within);
  const id = randomUUID();
  let made: Removed = { kind: 'not-found' };
  for (const { subject, scope } of await scopesOf(parts, subjects, what)) {
    const forgetOn = forgottenOn(heritage, scope.categories, now);
    const outcome = await vault.makeDeletion({ subject, id, until, scope, forgetOn });
    standings.forget(subject as SubjectId);
    if (outcome === 'too-many') return { kind: 'too-many' };
    if (outcome === 'pending') made = { kind: 'removed', id, until };
    else if (made.kind !== 'removed') made = { kind: 'gone' };
  }
  return made;
}

/** What is deleted of whom. */
async function scopesOf(
  { vault, heritage }: GateParts,
  subjects: readonly SubjectId[],
  { item, ...what }: Removing['what'],
): Promise<readonly { readonly subject: string; readonly scope: Scope }[]> {
  if (item === undefined) {
    const { data } = heritage.words;
    const kinds = await Promise.all(subjects.map(async (one) => (await vault.readLife(one))?.kind));
    return subjects.flatMap((subject, k) => {
      const categories = what.categories?.filter((one) => data[one]?.of === kinds[k]);
      return categories?.length === 0 ? [] : [{ subject, scope: { ...what, ...(categories && { categories }) } }];
    });
  }
  const [, segment, position] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/.exec(item) ?? [];
  const place = segment === undefined ? undefined : await vault.findSegment(subjects, segment);
  if (segment === undefined || place === undefined) return [];
  // Its category for whoever looks at the record of it.
  const scope = { categories: [place.category], item: { segment, position: Number(position) } };
  return [{ subject: place.subject, scope }];
}

/** The day from which on nothing can be left of what happened until a day after now; `undefined` where that is open. */
export function forgottenOn(
  statement: Statement,
  categories: readonly string[] | undefined,
  now: number,
): string | undefined {
  let last = 0;
  for (const category of categories ?? Object.keys(statement.keep)) {
    if (statement.words.data[category]?.current) continue;
    const end = endOf(statement, category, now + DAY);
    if (end === 'open') return undefined;
    last = Math.max(last, end);
  }
  return dayText(Math.ceil(last / DAY) + 1);
}

/** Has a deletion undone in each of some subjects; whether there was one that could be. */
export async function undo(
  { vault, standings }: GateParts,
  subjects: readonly SubjectId[],
  id: string,
): Promise<boolean> {
  let isUndone = false;
  for (const subject of subjects) {
    if (await vault.undoDeletion(subject, id)) isUndone = true;
    standings.forget(subject);
  }
  return isUndone;
}

/** The deletions of some subjects that stand, the newest first. */
export async function removals({ vault }: GateParts, subjects: readonly SubjectId[]): Promise<readonly Removal[]> {
  const all = new Map<string, Removal>();
  for (const subject of subjects) {
    for (const { id, madeAt, until, state, scope } of await vault.deletionsOf(subject)) {
      if (state === 'rolling') continue;
      const { before: _, ...shown } = scope;
      const isDestroyed = state === 'destroyed';
      const other = all.get(id);
      const categories = [...new Set([...(other?.scope.categories ?? []), ...(shown.categories ?? [])])];
      const merged = { ...shown, ...(categories.length > 0 && { categories }) };
      all.set(id, { id, madeAt, until, isDestroyed: isDestroyed && (other?.isDestroyed ?? true), scope: merged });
    }
  }
  return [...all.values()].sort((a, b) => b.madeAt - a.madeAt);
}
