import { inDays } from '../statement/span.ts';
import type { Check } from './diagnostic.ts';
import { usesOf } from './flow.ts';

/** A purpose that needs data `while held` sets no bound; one that names a span counts it from collection. */
export const keptLongerThanNeeded: Check = {
  code: 'S204',
  name: 'kept-longer-than-needed',
  severity: 'error',
  summary: 'a category is kept longer than any purpose needs it',
  *check(statement) {
    for (const [category, clause] of Object.entries(statement.keep)) {
      const [longest, ...others] = usesOf(statement, category).map(({ needs }) => needs);
      if (longest === undefined || longest === 'while held' || others.includes('while held')) continue;
      const needs = others.reduce((so, one) => (inDays(one) > inDays(so) ? one : so), longest);
      const at = `keep.${category}`;
      if (clause.after !== 'collection') {
        yield {
          at,
          says: `\`${category}\` is kept until after \`${clause.after}\`, which may be years away, and is needed for ${needs}`,
          help: 'count from `collection`, or say which purpose needs it `while held`',
        };
      } else if (inDays(clause.for) > inDays(needs)) {
        yield {
          at,
          says: `\`${category}\` is kept for ${clause.for}, and no purpose needs it longer than ${needs}`,
          help: `keep it for ${needs}, or say which purpose needs it longer`,
        };
      }
    }
  },
};
