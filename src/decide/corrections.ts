/**
 * How what is held as true now is put right. By hand, where the statement has an event for it in people's own account that
 * nobody else gives and that demands nothing besides; everything else is as it came, and a clause says how it came.
 */
import { splitTaken } from '../statement/clause.ts';
import type { CollectClause, Statement } from '../statement/statement.ts';

export type Correction =
  | { readonly by: 'hand'; readonly event: string; readonly clause: string }
  | { readonly by: 'nobody'; readonly clause: string };

/** Where people put right what is held about them. */
export const ACCOUNT = 'account';

/**
 * How some fields of one category are put right together; they are declared, and held as true now. `beside` are all that are held
 * with them, by which it shows how they came.
 */
export function correctionOf(
  statement: Pick<Statement, 'words' | 'collect'>,
  category: string,
  fields: readonly string[],
  beside: readonly string[] = fields,
): Correction {
  const taking = Object.entries(statement.collect).flatMap(([event, clause]) => {
    const taken = (clause.takes[category] ?? []).map((one) => splitTaken(one).field);
    const together = beside.filter((field) => taken.includes(field)).length;
    return fields.every((field) => taken.includes(field)) ? [{ event, clause, together }] : [];
  });
  const byHand = taking.find(({ clause }) => isByHand(statement, clause));
  if (byHand !== undefined) return { by: 'hand', event: byHand.event, clause: `collect.${byHand.event}` };
  // A way of its own in the account tells more than how it came first.
  const own = ({ clause }: (typeof taking)[number]) => Number(clause.at.includes(ACCOUNT));
  const [likeliest] = taking.toSorted((a, b) => own(b) - own(a) || b.together - a.together);
  return { by: 'nobody', clause: likeliest === undefined ? `keep.${category}` : `collect.${likeliest.event}` };
}

const isByHand = ({ words }: Pick<Statement, 'words'>, { at, from, takes }: CollectClause): boolean =>
  at.includes(ACCOUNT) &&
  from === undefined &&
  Object.entries(takes).every(
    ([category, taken]) => words.data[category]?.current === true && taken.every((one) => !splitTaken(one).demanded),
  );
