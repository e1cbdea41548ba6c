/** What a field can hold: a change of its type or its bounds. */
import type { Field, FieldType } from '../../statement/field.ts';
import type { Turn } from './turn.ts';

/** Which way a change of what a field can hold turns: more is weaker. */
export function turnOfBounds(was: FieldType, is: FieldType): Turn {
  if (!isNarrower(was, is)) return 'weaker';
  return isNarrower(is, was) ? 'neither' : 'stronger';
}

/** The type and its bounds, in a fixed order. */
export function boundsWords(field: FieldType | Field): string {
  return Object.entries(field)
    .filter(([name]) => name !== 'says' && name !== 'findable')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

/** Whether every value that fits `is` also fitted `was`. */
function isNarrower(was: FieldType, is: FieldType): boolean {
  if (was.type === 'one-of' && is.type === 'one-of') return is.values.every((one) => was.values.includes(one));
  if (was.type === 'list' && is.type === 'list') return is.most <= was.most && isNarrower(was.of, is.of);
  if (was.type !== is.type || ('unit' in was && 'unit' in is && was.unit !== is.unit)) return false;
  const bound = (one: FieldType, name: string) => Number(Object.entries(one).find(([key]) => key === name)?.[1]);
  return Object.keys(was).every(
    (name) =>
      !(name === 'max' || name === 'most' || name === 'min') ||
      (name === 'min' ? bound(is, name) >= bound(was, name) : bound(is, name) <= bound(was, name)),
  );
}
