import type { FieldType } from '../statement/field.ts';
import type { Check } from './diagnostic.ts';

export const soundHeld: Check = {
  code: 'S209',
  name: 'sound-held',
  severity: 'error',
  summary: 'recorded sound is in a category that is held',
  *check({ words }) {
    for (const [name, category] of Object.entries(words.data)) {
      if (category.passing) continue;
      for (const [field, type] of Object.entries(category.fields)) {
        if (!isSound(type)) continue;
        yield {
          at: `data.${name}.${field}`,
          says: `\`${field}\` is recorded sound, and \`${name}\` is held`,
          help: 'put it in a category that is `passing`',
        };
      }
    }
  },
};

const isSound = (type: FieldType): boolean => type.type === 'sound' || (type.type === 'list' && isSound(type.of));
