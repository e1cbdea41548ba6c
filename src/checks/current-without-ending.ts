import type { Check } from './diagnostic.ts';

export const currentWithoutEnding: Check = {
  code: 'S214',
  name: 'current-without-ending',
  severity: 'error',
  summary: 'a category of what is true now whose retention starts with collection',
  *check({ words, keep }) {
    for (const [category, { current }] of Object.entries(words.data)) {
      const clause = Object.hasOwn(keep, category) ? keep[category] : undefined;
      if (!current || clause?.after !== 'collection') continue;
      yield {
        at: `keep.${category}`,
        says: `\`${category}\` holds what is true now, which is written anew and again, so no single collection starts its clock`,
        help: 'let an ending start it, such as the closing of an account; or drop `current`, to hold what happened',
      };
    }
  },
};
