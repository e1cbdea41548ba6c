/** What is held about a person and their households, a page at a time: they see all of it but their secrets. */
import type { Acts } from '../gate/acts.ts';
import type { Item, Opened, SubjectId } from '../gate/gate.ts';
import { householdsOf } from './household.ts';
import type { PeopleParts } from './parts.ts';
import { createSearch } from './search.ts';
import { type Told, tell } from './tell.ts';
import { isUuid } from './uuid.ts';

export interface DataQuery {
  readonly category?: string | undefined;
  readonly product?: string | undefined;
  /** Epoch milliseconds, from inclusive, to exclusive. With either, what is true now is left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Text to look for in values, and in what the statement calls them. */
  readonly text?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Whose it is: the person's, or a household's by its system id. */
export interface Whose {
  readonly system?: string;
}

/** What is true now, of a category and a product (`''` for none). */
export interface CurrentData extends Whose, Told {
  readonly category: string;
  readonly product: string;
  readonly data: { readonly [field: string]: unknown };
  /** The version of the statement at the last change, by its hash. */
  readonly statement: string;
  /** The clauses by which such fields are collected. */
  readonly collectedBy: readonly string[];
}

export type OwnItem = Item & Whose & Told;

export type OwnData =
  | {
      readonly kind: 'page';
      readonly current: readonly CurrentData[];
      /** What happened: the person's own, then household by household, each newest first. */
      readonly items: readonly OwnItem[];
      readonly next?: string;
    }
  | { readonly kind: 'unknown-category' }
  | { readonly kind: 'bad-cursor' };

/** How much is looked through for one page of what was searched for; the next goes on from there. */
const MOST_READ = 20_000;
const LONGEST = 2_000;

export async function ownData(parts: PeopleParts, person: SubjectId, query: DataQuery): Promise<OwnData> {
  const { data } = parts.heritage.words;
  const { category, product, from, to, limit } = query;
  if (category !== undefined && !Object.hasOwn(data, category)) return { kind: 'unknown-category' };
  const subjects = await ownSubjects(parts, person);
  const start = readCursor(query.cursor, subjects);
  if (start === undefined) return { kind: 'bad-cursor' };
  const isFound = createSearch(parts.heritage, query.text);

  const current: CurrentData[] = [];
  const items: OwnItem[] = [];
  const began = performance.now();
  let read = 0;
  let { after } = start;
  for (const { subject, kind, whose } of subjects.slice(start.index)) {
    const categories =
      category === undefined ? categoriesOf(parts, kind) : data[category]?.of === kind ? [category] : [];
    if (categories.length === 0) continue;
    const opened = await parts.gate.open({ subject, purpose: 'self', data: categories, actor: 'self' });
    if (opened?.effect !== 'permitted') continue;
    const acts = await parts.gate.acts(subject);
    if (after === undefined && from === undefined && to === undefined) {
      for (const one of await currentOf(parts, opened, acts)) {
        if ((product === undefined || product === one.product) && isFound(one)) current.push({ ...whose, ...one });
      }
    }
    for (;;) {
      const page = await opened.history({ product, from, to, after, limit: limit - items.length });
      for (const item of page.items) {
        if (isFound(item)) items.push({ ...whose, ...item, ...(await tellItem(parts, acts, item)) });
      }
      after = page.next;
      if (after === undefined) break;
      read += page.items.length;
      // A page of what was found may stay short: filled to the last item, it would be read item by item.
      const isEnough = items.length > limit / 2 || read >= MOST_READ || performance.now() - began > LONGEST;
      if (query.text === undefined || isEnough) {
        return { kind: 'page', current, items, next: writeCursor(subject, after) };
      }
    }
    const following = subjects[subjects.findIndex((one) => one.subject === subject) + 1];
    if (items.length >= limit && following !== undefined) {
      return { kind: 'page', current, items, next: writeCursor(following.subject, undefined) };
    }
  }
  return { kind: 'page', current, items };
}

type Permitted = Extract<Opened, { effect: 'permitted' }>;

/** What is true now of what was opened, with what is said of it. */
export async function currentOf(
  { compiled, versionOf }: PeopleParts,
  { facts, written }: Permitted,
  acts: Acts,
): Promise<CurrentData[]> {
  const { statement: now } = compiled;
  const current: CurrentData[] = [];
  for (const [category, products] of Object.entries(facts)) {
    for (const [product, data] of Object.entries(products)) {
      const statement = written[category]?.[product] ?? '';
      const then = await versionOf(statement);
      const fields = Object.keys(data);
      const collectedBy = Object.entries((then ?? now).collect).flatMap(([event, { takes }]) =>
        takes[category]?.some((taken) => fields.includes(taken.replace(/\?$/, ''))) ? [`collect.${event}`] : [],
      );
      current.push({ category, product, data, statement, collectedBy, ...tell(now, then, acts, { category, fields }) });
    }
  }
  return current;
}

/** An item's choices, purposes and recipients. */
export async function tellItem({ compiled, versionOf }: PeopleParts, acts: Acts, item: Item): Promise<Told> {
  const { category, event, at, data, statement } = item;
  const telling = { category, event, at, fields: Object.keys(data) };
  return tell(compiled.statement, await versionOf(statement), acts, telling);
}

/** The person, then their households. */
export async function ownSubjects(parts: PeopleParts, person: SubjectId) {
  const households = (await householdsOf(parts, person)).map(({ subject, systemId }) => ({
    subject,
    kind: 'household' as const,
    whose: { system: systemId },
  }));
  return [{ subject: person, kind: 'person' as const, whose: {} as Whose }, ...households];
}

/** The categories of such a subject, those too that the statement has dropped: something may be held under them. */
export const categoriesOf = ({ heritage }: PeopleParts, kind: 'person' | 'household'): string[] =>
  Object.entries(heritage.words.data).flatMap(([name, category]) => (category.of === kind ? [name] : []));

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
