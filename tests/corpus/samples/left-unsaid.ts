import { clauses } from '../../../src/statement/clause.ts';
import { base } from '../base.ts';
import type { Sample } from '../sample.ts';

const all = new Set(clauses(base).map(({ id }) => id));

export const sample: Sample = {
  code: 'S502',
  sound: base,
  broken: base,
  said: { sound: all, broken: new Set([...all].filter((id) => id !== 'collect.switched')) },
  at: 'collect.switched',
  says: 'the page that people read says nothing of it',
  help: 'say it, or take the clause away',
};
