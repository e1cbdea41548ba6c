import type { Database } from './database.ts';
import { type Key, seal, unseal } from './seal.ts';
import type { Json } from './segment.ts';

export interface Values {
  readonly [field: string]: Json;
}

/** What is true now of one category: of the subject, or of one product where `product` is not empty. */
export interface Fact {
  readonly category: string;
  readonly product: string;
  readonly values: Values;
  /** The hash of the statement under which it was last written. */
  readonly statement: string;
  /** Raised by one with each writing. */
  readonly version: number;
}

/** Where a fact stands, and which writing of it: what a sealed fact is bound to. */
export interface FactPlace {
  readonly subject: string;
  readonly category: string;
  readonly product: string;
  readonly version: number;
  readonly statement: string;
}

interface FactRow {
  category: string;
  product: string;
  row_version: number;
  statement: string;
  sealed: Buffer;
}

const boundTo = ({ subject, category, product, version, statement }: FactPlace) => [
  'fact',
  subject,
  category,
  product,
  version,
  statement,
];

export const sealFact = (key: Key, place: FactPlace, values: Values): Buffer =>
  seal(key, boundTo(place), Buffer.from(JSON.stringify(values)));

/**
 * The facts of some categories (all when left out), unless the subject is tombstoned. `keysOf` gives the key of each
 * category; a fact whose key is destroyed is left out.
 */
export async function openFacts(
  vault: Database,
  subject: string,
  categories: readonly string[] | undefined,
  keysOf: (categories: readonly string[]) => Promise<readonly (Key | undefined)[]>,
): Promise<Fact[]> {
  const rows = await vault.query<FactRow>(
    `select f.category, f.product, f.row_version, s.hash as statement, f.sealed
      from facts f join statements s on s.n = f.statement
      where f.subject = $1 and ($2::text[] is null or f.category = any ($2))
        and exists (select from subjects where id = $1 and tombstone is null)
      order by f.category, f.product`,
    [subject, categories ?? null],
    'facts',
  );
  const keys = await keysOf(rows.map((row) => row.category));
  return rows.flatMap((row, k) => {
    const key = keys[k];
    if (!key) return [];
    const { category, product, statement, row_version: version } = row;
    const bound = boundTo({ subject, category, product, version, statement });
    // Sound: only `sealFact` makes what opens with this binding.
    const values = JSON.parse(unseal(key, bound, row.sealed).toString()) as Values;
    return [{ category, product, values, statement, version }];
  });
}
