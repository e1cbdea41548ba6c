/** What is held of everybody, with how long the statement says: for people who look after it. */
import type { Statement } from '../statement/statement.ts';
import type { Upcoming } from '../vault/upcoming.ts';
import { dataWords, keepWords } from '../wording/phrase.ts';

export function heldTold(statement: Statement, { category, n, next, last }: Upcoming) {
  const clause = statement.keep[category];
  return {
    category,
    says: dataWords(statement, category),
    clause: clause === undefined ? null : `keep.${category}`,
    held: clause === undefined ? null : keepWords(statement, category, clause),
    n,
    next,
    last,
  };
}
