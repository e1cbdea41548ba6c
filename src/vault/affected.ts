/** Whom something concerns that happened to a table, a key or a kind of data: counted, and nothing of it opened. */

import type { Parts } from './parts.ts';
import { firstRowId } from './row-id.ts';

/** Tables with rows about somebody, and whether what people could be known by is sealed in them. */
export const TABLES = {
  segments: { says: 'what happened', sealed: true },
  facts: { says: 'what is true now', sealed: true },
  leaf_details: { says: 'what the ledger has about somebody', sealed: true },
  requests: { says: 'what people asked', sealed: true },
  request_events: { says: 'what became of what they asked', sealed: true },
  request_links: { says: 'links to what they asked: random ids, hashes of tokens', sealed: false },
  links: { says: 'links to confirm an address or set a password: random ids, hashes of tokens', sealed: false },
  address_changes: { says: 'addresses that wait to be confirmed', sealed: true },
  letters: { says: 'letters that wait', sealed: true },
  exports: { says: 'exports to take along', sealed: true },
  holds: { says: 'legal holds', sealed: true },
  accounts: { says: 'who has an account: random ids', sealed: false },
  sessions: { says: 'who is signed in: random ids, hashes of tokens', sealed: false },
  products: { says: 'products: random ids, hashes', sealed: false },
  batches: { says: 'which batches came: random ids, counts', sealed: false },
  deletions: { says: 'what people deleted: names and times', sealed: false },
  notices: { says: 'who was told of a version: random ids', sealed: false },
} as const satisfies { readonly [table: string]: { readonly says: string; readonly sealed: boolean } };
export type Table = keyof typeof TABLES;
export const isTable = (name: string): name is Table => Object.hasOwn(TABLES, name);

export interface Affected {
  /** Those whose own data it is, and the owners of households. */
  readonly people: number;
  readonly households: number;
  readonly visitors: number;
  /** Of what happened and what is true now: how many rows, by category. */
  readonly categories: { readonly [category: string]: number };
}

export type AffectedBy =
  | { readonly by: 'everything' }
  | { readonly by: 'table'; readonly table: Table }
  | { readonly by: 'categories'; readonly categories: readonly string[] }
  | { readonly by: 'subjects'; readonly subjects: readonly string[] };

/** Counts who had such rows by an instant (epoch milliseconds), as far as they still are there. */
export async function affected({ vault }: Pick<Parts, 'vault'>, by: AffectedBy, until: number): Promise<Affected> {
  const [rows, values] = rowsOf(by, until);
  const [counted] = await vault.query<Omit<Affected, 'categories'>>(
    `with rows as (${rows}), whose as (
        select s.id, s.kind, s.owner from subjects s
          where s.tombstone is null and s.created_at <= $1 and s.id in (select subject from rows))
      select count(distinct case kind when 'person' then id when 'household' then owner end)::int as people,
        count(*) filter (where kind = 'household')::int as households,
        count(*) filter (where kind = 'visitor')::int as visitors from whose`,
    [new Date(until), ...values],
  );
  const held = await vault.query<{ category: string; n: number }>(
    `with rows as (${rows})
      select category, count(*)::int as n from rows where category is not null and $1::timestamptz is not null
        group by category order by category`,
    [new Date(until), ...values],
  );
  return { ...counted!, categories: Object.fromEntries(held.map(({ category, n }) => [category, n])) };
}

/** The subjects of rows, with the category of each where it has one. Values begin with `$2`. */
function rowsOf(by: AffectedBy, until: number): readonly [string, readonly unknown[]] {
  const held = `select subject, category from segments where id < $2 union all select subject, category from facts`;
  switch (by.by) {
    case 'everything':
      return [`${held} union all select id, null from subjects`, [firstRowId(until + 1)]];
    case 'categories':
      return [`select * from (${held}) held where category = any ($3)`, [firstRowId(until + 1), by.categories]];
    case 'subjects':
      return ['select subject, null::text as category from unnest($2::uuid[]) subject', [by.subjects]];
    case 'table':
      if (by.table === 'segments')
        return ['select subject, category from segments where id < $2', [firstRowId(until + 1)]];
      if (by.table === 'facts') return ['select subject, category from facts', []];
      // Sound: the name is one of ours.
      return [`select subject, null::text as category from ${by.table}`, []];
  }
}

/** Everybody who is not erased. */
export async function livingSubjects({ vault }: Pick<Parts, 'vault'>): Promise<string[]> {
  const rows = await vault.query<{ id: string }>('select id from subjects where tombstone is null order by id');
  return rows.map(({ id }) => id);
}
