import { inDays } from '../statement/span.ts';
import type { Check } from './diagnostic.ts';
import { usesOf } from './flow.ts';

export const keptShorterThanTheLaw: Check = {
  code: 'S206',
  name: 'kept-shorter-than-the-law',
  severity: 'error',
  summary: 'a category is gone before the law that asks for it is satisfied',
  *check(statement) {
    for (const [category, clause] of Object.entries(statement.keep)) {
      if (clause.after !== 'collection') continue;
      for (const { purpose, needs } of usesOf(statement, category)) {
        const isLaw = statement.words.purposes[purpose]?.basis === 'legal-obligation';
        if (!isLaw || needs === 'while held' || inDays(clause.for) >= inDays(needs)) continue;
        yield {
          at: `keep.${category}`,
          says: `\`${category}\` is kept for ${clause.for}, and \`${purpose}\` needs it for ${needs} by law`,
          help: `keep it for ${needs}, or correct what \`use.${purpose}\` needs`,
        };
      }
    }
  },
};
