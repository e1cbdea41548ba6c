/** What a statement collects, for people who look after it. */
import { splitTaken } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';

/** Category by category, with what is new: what the version before did not collect. */
export function collectedTold(statement: Statement, before: Statement | undefined) {
  const known = before && taken(before);
  const now = taken(statement);
  return Object.entries(statement.words.data).flatMap(([category, { says, functional, fields }]) => {
    const own = Object.entries(fields).filter(([field]) => now.has(`${category}.${field}`));
    if (own.length === 0) return [];
    return [
      {
        ...{ category, says, functional: functional === true },
        fields: own.map(([field, declared]) => ({
          field,
          says: declared.says,
          isNew: known !== undefined && !known.has(`${category}.${field}`),
        })),
      },
    ];
  });
}

const taken = ({ collect }: Statement): ReadonlySet<string> =>
  new Set(
    Object.values(collect).flatMap(({ takes }) =>
      Object.entries(takes).flatMap(([category, all]) => all.map((one) => `${category}.${splitTaken(one).field}`)),
    ),
  );
