/** Where data comes in and where it goes: paths such as `contact.email`, one a field. */
import { needOf, splitTaken } from '../statement/clause.ts';
import type { CollectClause, Statement } from '../statement/statement.ts';
import type { Words } from '../statement/vocabulary.ts';

/** Every field that these paths name, themselves or by their category, each once. */
export function fieldsOf(words: Words, paths: readonly string[]): readonly string[] {
  const fields = paths.flatMap((path) => {
    const category = words.data[path];
    return category ? Object.keys(category.fields).map((field) => `${path}.${field}`) : [path];
  });
  return [...new Set(fields)];
}

/** The category of a path. */
export const categoryOf = (path: string): string => path.split('.', 1)[0] ?? path;

/** The fields that one event takes. */
export function takenBy(clause: CollectClause): readonly string[] {
  return Object.entries(clause.takes).flatMap(([category, taken]) =>
    taken.map((each) => `${category}.${splitTaken(each).field}`),
  );
}

/** Every field that some event takes. */
export function collected(statement: Statement): ReadonlySet<string> {
  return new Set(Object.values(statement.collect).flatMap(takenBy));
}

/** Every field that some purpose uses. */
export function used(statement: Statement): ReadonlySet<string> {
  return new Set(Object.values(statement.use).flatMap((clause) => fieldsOf(statement.words, clause.data)));
}

/** The purposes that use something of a category, with how long they need it. */
export function usesOf(statement: Statement, category: string) {
  return Object.entries(statement.use)
    .filter(([, clause]) => clause.data.some((path) => categoryOf(path) === category))
    .map(([purpose, clause]) => ({ purpose, needs: needOf(clause, category) }));
}
