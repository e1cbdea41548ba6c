import { SECTIONS } from './clause.ts';
import type { Statement } from './statement.ts';

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it has all the parts of a statement. Whether they make sense is for the checks to say. */
export function isStatement(value: unknown): value is Statement {
  return (
    isObject(value) &&
    [value.id, value.title, value.dated].every((one) => typeof one === 'string') &&
    [value.words, value.age, value.changes, ...SECTIONS.map((section) => value[section])].every(isObject) &&
    [value.examples, value.signedOff].every(Array.isArray)
  );
}
