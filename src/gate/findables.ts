/** Values by which a subject is found: claimed before the commit that holds them, settled after. */
import type { Statement } from '../statement/statement.ts';
import type { BlindIndex } from '../vault/blind.ts';
import { oneSpelling } from '../vault/one-spelling.ts';

export { oneSpelling } from '../vault/one-spelling.ts';

export interface Findable {
  /** The path: `account.email`. */
  readonly field: string;
  readonly value: string;
}

/** The findable values among facts. */
export function findablesOf(
  statement: Statement,
  facts: readonly { readonly category: string; readonly values: { readonly [field: string]: unknown } }[],
): readonly Findable[] {
  return facts.flatMap(({ category, values }) =>
    Object.entries(values).flatMap(([field, value]) => {
      const isFindable = statement.words.data[category]?.fields[field]?.findable === true;
      return isFindable && typeof value === 'string'
        ? [{ field: `${category}.${field}`, value: oneSpelling(value) }]
        : [];
    }),
  );
}

export type Claim =
  | { readonly kind: 'claimed'; readonly settle: () => Promise<void> }
  | { readonly kind: 'taken'; readonly field: string };

/** Claims values for a subject; all of them or none. */
export async function claimFindables(
  blind: BlindIndex,
  findables: readonly Findable[],
  subject: string,
): Promise<Claim> {
  const claimed: Findable[] = [];
  for (const findable of findables) {
    if ((await blind.claim(findable.field, findable.value, subject)) === 'taken') {
      return { kind: 'taken', field: findable.field };
    }
    claimed.push(findable);
  }
  return {
    kind: 'claimed',
    settle: async () => {
      for (const { field, value } of claimed) await blind.confirm(field, value, subject);
    },
  };
}
