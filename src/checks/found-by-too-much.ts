import type { FieldType } from '../statement/field.ts';
import type { Check } from './diagnostic.ts';

/** The types that one subject alone can have a value of. */
const UNIQUE: readonly FieldType['type'][] = ['email', 'phone', 'serial', 'identifier'];

/** No two subjects can have the same value of a findable field, so it must be one that is nobody else's. */
export const foundByTooMuch: Check = {
  code: 'S211',
  name: 'found-by-too-much',
  severity: 'error',
  summary: 'people are found by a field that many can share',
  *check({ words }) {
    for (const [category, { fields }] of Object.entries(words.data)) {
      for (const [field, type] of Object.entries(fields)) {
        if (!type.findable || type.type === 'secret') continue;
        const inner = type.type === 'list' ? type.of : type;
        if (UNIQUE.includes(inner.type)) continue;
        yield {
          at: `data.${category}.${field}`,
          says: `people are found by \`${field}\`, which many can share`,
          help: 'find them by an email address, a telephone number, a serial or an identifier',
        };
      }
    }
  },
};
