import { clauses } from '../statement/clause.ts';
import type { Check } from './diagnostic.ts';

export const promiseUnkept: Check = {
  code: 'S501',
  name: 'promise-unkept',
  severity: 'error',
  summary: 'no clause keeps a promise',
  *check(statement) {
    const kept = new Set(clauses(statement).flatMap(({ keeps }) => keeps));
    for (const id of Object.keys(statement.words.promises)) {
      if (kept.has(id)) continue;
      yield {
        at: `promises.${id}`,
        says: `no clause keeps \`${id}\``,
        help: 'name it under `keeps` of the clause that does',
      };
    }
  },
};
