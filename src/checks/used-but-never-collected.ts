import type { Check } from './diagnostic.ts';
import { categoryOf, collected } from './flow.ts';

export const usedButNeverCollected: Check = {
  code: 'S202',
  name: 'used-but-never-collected',
  severity: 'error',
  summary: 'a purpose uses data that no event takes',
  *check(statement) {
    const taken = collected(statement);
    const categories = new Set([...taken].map(categoryOf));
    for (const [purpose, { data }] of Object.entries(statement.use)) {
      for (const path of data) {
        if (taken.has(path) || categories.has(path)) continue;
        yield {
          at: `use.${purpose}`,
          says: `\`${path}\` is used but never collected`,
          help: 'say under `collect` where it comes from, or stop using it',
        };
      }
    }
  },
};
