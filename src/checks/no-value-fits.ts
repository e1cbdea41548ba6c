import type { FieldType } from '../statement/field.ts';
import type { Check } from './diagnostic.ts';

export const noValueFits: Check = {
  code: 'S106',
  name: 'no-value-fits',
  severity: 'error',
  summary: 'the bounds of a field let no value through',
  *check(statement) {
    for (const [category, { fields }] of Object.entries(statement.words.data)) {
      for (const [field, type] of Object.entries(fields)) {
        if (canHold(type)) continue;
        yield { at: `data.${category}.${field}`, says: `no value fits \`${field}\``, help: 'widen its bounds' };
      }
    }
  },
};

function canHold(type: FieldType): boolean {
  switch (type.type) {
    case 'text':
    case 'identifier':
      return type.max >= 1;
    case 'duration':
      return type.max > 0;
    case 'number':
      return type.min <= type.max;
    case 'integer':
      return Math.ceil(type.min) <= Math.floor(type.max);
    case 'bands':
      return type.min <= type.max && type.most >= 1;
    case 'sound':
      return type.most >= 1;
    case 'one-of':
      return type.values.length > 0;
    case 'list':
      return type.most >= 1 && canHold(type.of);
    default:
      return true;
  }
}
