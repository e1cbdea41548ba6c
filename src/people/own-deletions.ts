/** A person deletes a part of what is theirs: one item, a time, what a product told, a category, or all that happened. */
import type { Removal, SubjectId } from '../gate/gate.ts';
import { says } from '../wording/phrase.ts';
import { letter } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';
import { isUuid } from './uuid.ts';

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

/** A person, and their households. */
export const ownedBy = async ({ registry }: PeopleParts, person: SubjectId): Promise<readonly SubjectId[]> => [
  person,
  ...(await registry.subjectsOf(person)).map(({ id }) => id as SubjectId),
];

/** Hides it at once, with a letter that says how to have it back, unless it is one item. Whatever is left out does not limit it. */
export async function deleteOwn(parts: PeopleParts, person: SubjectId, deleting: Deleting): Promise<OwnDeleted> {
  const { gate, heritage, mail, origin } = parts;
  const { item, category, product, from, to } = deleting;
  const subjects = await ownedBy(parts, person);
  // What is kept of a deletion stands in the open: no text of theirs, but the id of something of theirs.
  if (product !== undefined && !(await isOwnProduct(parts, subjects, product))) return { kind: 'not-found' };
  const removed = await gate.remove({
    subjects,
    what: { item, product, from, to, ...(category !== undefined && { categories: [category] }) },
  });
  if (removed.kind === 'too-many') return { kind: 'too-many-deletions' };
  if (removed.kind !== 'removed') return removed;
  const { id, until } = removed;
  if (item === undefined) {
    const what = category === undefined ? 'data about you' : says(heritage.words.data, category);
    const link = `${origin()}/v1/me/deletions/${id}`;
    mail.post(async () => ({ letter: letter('deletion-pending', { what, destroyedAt: until, link }), to: person }));
  }
  return { kind: 'deleted', id, until };
}

async function isOwnProduct(
  { database }: Pick<PeopleParts, 'database'>,
  subjects: readonly SubjectId[],
  product: string,
): Promise<boolean> {
  if (!isUuid(product)) return false;
  const rows = await database.query('select 1 from products where id = $1 and subject = any ($2)', [product, subjects]);
  return rows.length > 0;
}

export const undoOwn = async (parts: PeopleParts, person: SubjectId, id: string): Promise<boolean> =>
  parts.gate.undo(await ownedBy(parts, person), id);

export const ownDeletions = async (parts: PeopleParts, person: SubjectId): Promise<readonly Removal[]> =>
  parts.gate.removals(await ownedBy(parts, person));
