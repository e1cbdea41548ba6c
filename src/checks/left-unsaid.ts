import { clauses } from '../statement/clause.ts';
import type { Check } from './diagnostic.ts';

export const leftUnsaid: Check = {
  code: 'S502',
  name: 'left-unsaid',
  severity: 'error',
  summary: 'the page that people read says nothing of a clause',
  *check(statement, said) {
    if (said === undefined) return;
    for (const { id } of clauses(statement)) {
      if (said.has(id)) continue;
      yield { at: id, says: 'the page that people read says nothing of it', help: 'say it, or take the clause away' };
    }
  },
};
