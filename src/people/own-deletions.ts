/** A person deletes a part of what is theirs: one item, a time, what a product told, a category, or all that happened. */
import type { Removal, SubjectId } from '../gate/gate.ts';
import { says } from '../wording/phrase.ts';
import { letter } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';

export interface Deleting {
  /** One item alone, by its id. */
  readonly item?: string | undefined;
  readonly category?: string | undefined;
  readonly product?: string | undefined;
  /** Epoch milliseconds, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export type OwnDeleted =
  | { readonly kind: 'deleted'; readonly id: string; readonly until: number }
  | { readonly kind: 'not-found' | 'current' | 'too-many-deletions' | 'gone' };

const ownedBy = async ({ registry }: PeopleParts, person: SubjectId): Promise<readonly SubjectId[]> => [
  person,
  ...(await registry.subjectsOf(person)).map(({ id }) => id as SubjectId),
];

/** Hides it at once, with a letter that says how to have it back, unless it is one item. Whatever is left out does not limit it. */
export async function deleteOwn(parts: PeopleParts, person: SubjectId, deleting: Deleting): Promise<OwnDeleted> {
  const { gate, compiled, mail, origin } = parts;
  const { item, category, product, from, to } = deleting;
  const removed = await gate.remove({
    subjects: await ownedBy(parts, person),
    what: { item, product, from, to, ...(category !== undefined && { categories: [category] }) },
  });
  if (removed.kind === 'too-many') return { kind: 'too-many-deletions' };
  if (removed.kind !== 'removed') return removed;
  const { id, until } = removed;
  if (item === undefined) {
    const what = category === undefined ? 'data about you' : says(compiled.statement.words.data, category);
    const link = `${origin()}/v1/me/deletions/${id}`;
    mail.post(async () => ({ letter: letter('deletion-pending', { what, destroyedAt: until, link }), to: person }));
  }
  return { kind: 'deleted', id, until };
}

export const undoOwn = async (parts: PeopleParts, person: SubjectId, id: string): Promise<boolean> =>
  parts.gate.undo(await ownedBy(parts, person), id);

export const ownDeletions = async (parts: PeopleParts, person: SubjectId): Promise<readonly Removal[]> =>
  parts.gate.removals(await ownedBy(parts, person));
