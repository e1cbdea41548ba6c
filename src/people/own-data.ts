/** What is held about a person and their households, a page at a time: they see all of it but their secrets. */
import type { Item, SubjectId } from '../gate/gate.ts';
import type { SubjectKind } from '../statement/vocabulary.ts';
import { householdsOf } from './household.ts';
import type { PeopleParts } from './parts.ts';
import { isUuid } from './uuid.ts';

export interface DataQuery {
  readonly category?: string | undefined;
  readonly product?: string | undefined;
  /** Epoch milliseconds, from inclusive, to exclusive. With either, what is true now is left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Whose it is: the person's, or a household's by its system id. */
interface Whose {
  readonly system?: string;
}

/** What is true now, of a category and a product (`''` for none). */
export interface CurrentData extends Whose {
  readonly category: string;
  readonly product: string;
  readonly data: { readonly [field: string]: unknown };
}

export type OwnData =
  | {
      readonly kind: 'page';
      readonly current: readonly CurrentData[];
      /** What happened: the person's own, then household by household, each newest first. */
      readonly items: readonly (Item & Whose)[];
      readonly next?: string;
    }
  | { readonly kind: 'unknown-category' }
  | { readonly kind: 'bad-cursor' };

export async function ownData(parts: PeopleParts, person: SubjectId, query: DataQuery): Promise<OwnData> {
  const { data } = parts.compiled.statement.words;
  const { category, product, from, to, limit } = query;
  if (category !== undefined && !Object.hasOwn(data, category)) return { kind: 'unknown-category' };
  const households = (await householdsOf(parts, person)).map(({ subject, systemId }) => ({
    subject,
    kind: 'household' as const,
    whose: { system: systemId },
  }));
  const subjects = [{ subject: person, kind: 'person' as const, whose: {} }, ...households];
  const start = readCursor(query.cursor, subjects);
  if (start === undefined) return { kind: 'bad-cursor' };

  const current: CurrentData[] = [];
  const items: (Item & Whose)[] = [];
  let { after } = start;
  for (const { subject, kind, whose } of subjects.slice(start.index)) {
    const categories =
      category === undefined ? categoriesOf(parts, kind) : data[category]?.of === kind ? [category] : [];
    if (categories.length === 0) continue;
    const opened = await parts.gate.open({ subject, purpose: 'self', data: categories, actor: 'self' });
    if (opened?.effect !== 'permitted') continue;
    if (after === undefined && from === undefined && to === undefined) {
      for (const [name, products] of Object.entries(opened.facts)) {
        for (const [id, values] of Object.entries(products)) {
          if (product === undefined || product === id)
            current.push({ ...whose, category: name, product: id, data: values });
        }
      }
    }
    const page = await opened.history({ product, from, to, after, limit: limit - items.length });
    items.push(...page.items.map((item) => ({ ...whose, ...item })));
    if (page.next !== undefined) return { kind: 'page', current, items, next: writeCursor(subject, page.next) };
    after = undefined;
    const following = subjects[subjects.findIndex((one) => one.subject === subject) + 1];
    if (items.length >= limit && following !== undefined) {
      return { kind: 'page', current, items, next: writeCursor(following.subject, undefined) };
    }
  }
  return { kind: 'page', current, items };
}

const categoriesOf = ({ compiled }: PeopleParts, kind: SubjectKind): string[] =>
  Object.entries(compiled.statement.words.data).flatMap(([name, category]) => (category.of === kind ? [name] : []));

/** A cursor names the subject to go on with, and where. It gives no rights: the subject has to be the reader's own. */
const writeCursor = (subject: string, after: string | undefined): string =>
  Buffer.from(after === undefined ? subject : `${subject} ${after}`).toString('base64url');

function readCursor(cursor: string | undefined, subjects: readonly { readonly subject: string }[]) {
  if (cursor === undefined) return { index: 0, after: undefined };
  const [subject, after] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const index = subjects.findIndex((one) => one.subject === subject);
  const [id = '', read = ''] = after?.split('.') ?? [];
  if (after !== undefined && !(isUuid(id) && /^\d{1,9}$/.test(read))) return undefined;
  return index < 0 ? undefined : { index, after };
}
