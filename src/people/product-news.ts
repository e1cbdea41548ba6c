/**
 * News about a product that somebody owns: new software, the end of support, a danger. It goes to every owner, whatever they chose
 * about offers, and to nobody else.
 */
import { randomUUID } from 'node:crypto';
import type { SubjectId } from '../gate/gate.ts';
import { householdsOf } from './household.ts';
import { letter } from './mail/letter.ts';
import type { Letter } from './mail/template.ts';
import type { PeopleParts } from './parts.ts';
import { productsOf } from './product.ts';

/** What there is to say, by the letter that says it. Texts are sentences of ours. */
export type ProductNews =
  | { readonly kind: 'new-software'; readonly version: string; readonly what: string }
  /** `from`: epoch milliseconds. */
  | { readonly kind: 'end-of-support'; readonly from: number; readonly what: string }
  | { readonly kind: 'product-safety'; readonly what: string; readonly advice: string };

export interface NewsGiven {
  /** As products say it of themselves: `Shelf speaker`. Capitals make no difference. */
  readonly productType: string;
  readonly news: ProductNews;
}

/** How far it has gone. */
export interface NewsGoing extends NewsGiven {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** People looked at, and how many of them own such a product. */
  readonly lookedAt: number;
  readonly writtenTo: number;
  readonly doneAt: number | null;
}

interface Row {
  readonly id: string;
  readonly content: ProductNews;
  readonly product_type: string;
  readonly made_at: Date;
  readonly reached: string | null;
  readonly looked_at: number;
  readonly written_to: number;
  readonly done_at: Date | null;
}

/** It stands in the ledger of each person who was looked at. */
const ACTOR = 'service:product-news';
const MOST_AT_ONCE = 50;
/** Milliseconds after which another process takes over. */
const AT_IT = 5 * 60_000;
/** Characters of each text. */
export const LONGEST_TEXT = 500;

/** Why a text may not go: promotion would lead somewhere. */
export type Unsayable = 'empty' | 'too-long' | 'has-a-link';

/** Whether a text may stand in such a letter. */
export function unsayable(text: string): Unsayable | undefined {
  if (text.trim() === '') return 'empty';
  if (text.length > LONGEST_TEXT) return 'too-long';
  return /https?:|www\.|@/i.test(text) ? 'has-a-link' : undefined;
}

/** The letter, as each owner gets it. */
export function letterOf({ productType, news }: NewsGiven): Letter {
  switch (news.kind) {
    case 'new-software':
      return letter(news.kind, { ...news, productType });
    case 'end-of-support':
      return letter(news.kind, { ...news, productType });
    case 'product-safety':
      return letter(news.kind, { ...news, productType });
  }
}

/** Gives news out: it goes by itself from then on. */
export async function giveNews({ database, clock }: PeopleParts, { productType, news }: NewsGiven): Promise<string> {
  const id = randomUUID();
  await database.query('insert into product_news (id, content, product_type, made_at) values ($1, $2, $3, $4)', [
    id,
    JSON.stringify(news),
    productType,
    new Date(clock()),
  ]);
  return id;
}

/** All that was given out, newest first. */
export async function listNews({ database }: PeopleParts): Promise<readonly NewsGoing[]> {
  const rows = await database.query<Row>('select * from product_news order by made_at desc, id');
  return rows.map((row) => ({
    id: row.id,
    productType: row.product_type,
    news: row.content,
    madeAt: row.made_at.getTime(),
    lookedAt: row.looked_at,
    writtenTo: row.written_to,
    doneAt: row.done_at?.getTime() ?? null,
  }));
}

/**
 * Writes to some more of the owners. Each is noted once their letter is kept: whoever is stopped in between leaves nobody out, and
 * may write to one person twice.
 */
export async function tellOwners(parts: PeopleParts): Promise<void> {
  const { database, clock } = parts;
  for (;;) {
    const [row] = await database.query<Row>(
      `update product_news set due_at = $2 where id = (
          select id from product_news where done_at is null and due_at <= $1 order by made_at limit 1 for update skip locked)
        returning *`,
      [new Date(clock()), new Date(clock() + AT_IT)],
    );
    if (row === undefined) return;
    const isDone = await tellSome(parts, row);
    await database.query(
      `update product_news set due_at = '-infinity', done_at = $2, reached = case when $2::timestamptz is null then reached end
        where id = $1`,
      [row.id, isDone ? new Date(clock()) : null],
    );
  }
}

/** Whether all have been looked at. */
async function tellSome(parts: PeopleParts, row: Row): Promise<boolean> {
  const { database, mail } = parts;
  const given = { productType: row.product_type, news: row.content };
  const people = await database.query<{ subject: SubjectId }>(
    `select a.subject from accounts a join subjects s on s.id = a.subject
      where s.tombstone is null and ($1::uuid is null or a.subject > $1) order by a.subject limit $2`,
    [row.reached, MOST_AT_ONCE],
  );
  for (const { subject } of people) {
    const isOwner = await owns(parts, subject, given.productType);
    if (isOwner) await mail.take({ letter: letterOf(given), to: subject });
    await database.query(
      'update product_news set reached = $2, looked_at = looked_at + 1, written_to = written_to + $3 where id = $1',
      [row.id, subject, isOwner ? 1 : 0],
    );
  }
  return people.length < MOST_AT_ONCE;
}

/** Whether a product of this type is served in one of their homes. */
async function owns(parts: PeopleParts, person: SubjectId, type: string): Promise<boolean> {
  const named = type.toLowerCase();
  for (const { subject } of await householdsOf(parts, person, ACTOR)) {
    const products = await productsOf(parts, subject, ACTOR);
    if (products.some(({ productType, ended }) => ended === undefined && productType?.toLowerCase() === named))
      return true;
  }
  return false;
}
