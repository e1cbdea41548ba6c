import type { Check } from './diagnostic.ts';
import { DECLARED, mentions, namesOf, type Sort } from './mention.ts';
import { nearest } from './nearest.ts';

/** Types refuse such names where a statement is written; this is for statements that arrive as data. */
export const undeclaredWord: Check = {
  code: 'S101',
  name: 'undeclared-word',
  severity: 'error',
  summary: 'a clause uses a name that the vocabulary does not have',
  *check(statement) {
    const known = new Map<Sort, ReadonlySet<string>>();
    for (const { at, sort, name } of mentions(statement)) {
      const names = known.get(sort) ?? new Set(namesOf(statement, sort));
      known.set(sort, names);
      if (names.has(name)) continue;
      yield { at, says: `\`${name}\` is not declared`, help: advice(sort, nearest(name, names)) };
    }
  },
};

function advice(sort: Sort, meant: string | undefined): string {
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  if (sort === 'event') return 'write a clause for it under `collect`, or leave it out';
  if (sort === 'clause') return 'name a clause, such as `collect.order`';
  return `declare it in the vocabulary under \`${DECLARED[sort]}\`, or leave it out`;
}
