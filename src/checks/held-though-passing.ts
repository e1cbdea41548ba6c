import type { Check } from './diagnostic.ts';

export const heldThoughPassing: Check = {
  code: 'S203',
  name: 'held-though-passing',
  severity: 'error',
  summary: 'something is kept of a category that only goes through',
  *check({ words, keep }) {
    for (const [name, category] of Object.entries(words.data)) {
      if (!category.passing) continue;
      const help = 'take `passing` away from the category, or keep nothing of it';
      if (Object.hasOwn(keep, name)) {
        yield { at: `keep.${name}`, says: `\`${name}\` is kept though it is only passing`, help };
      }
      if (category.current) {
        yield { at: `data.${name}`, says: `\`${name}\` is passing, and yet says what is true now`, help };
      }
      for (const [field, { findable }] of Object.entries(category.fields)) {
        if (!findable) continue;
        yield {
          at: `data.${name}.${field}`,
          says: `a hash of \`${field}\` is kept to find its owner by, though \`${name}\` is only passing`,
          help,
        };
      }
    }
  },
};
