/**
 * Sets of declared fields. Every field of a statement has a number, and a set is the stretch of bytes from its first
 * member to its last: six thousand rules then share one table of names, instead of having each a table of their own.
 */
import { splitPath } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';

/** Numbers for fields: category → field → number. */
export type FieldNumbers = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function numberFields(statement: Statement): FieldNumbers {
  let next = 0;
  return new Map(
    Object.entries(statement.words.data).map(([name, { fields }]) => [
      name,
      new Map(Object.keys(fields).map((field) => [field, next++])),
    ]),
  );
}

export class FieldSet {
  readonly #first: number;
  readonly #last: number;
  /** Left out where all from first to last are members: one place in memory less for each decision. */
  readonly #bytes: Uint8Array | undefined;

  /** The fields that a list of paths names, themselves or by their category. */
  constructor(paths: readonly string[], numbers: FieldNumbers) {
    const members = paths.flatMap((path) => {
      const { category, field } = splitPath(path);
      const fields = numbers.get(category);
      if (field === undefined) return [...(fields?.values() ?? [])];
      const number = fields?.get(field);
      return number === undefined ? [] : [number];
    });
    const last = members.reduce((most, member) => Math.max(most, member), -1);
    this.#first = members.reduce((least, member) => Math.min(least, member), last + 1);
    this.#last = last;
    const bytes = new Uint8Array(last + 1 - this.#first);
    for (const member of members) bytes[member - this.#first] = 1;
    this.#bytes = bytes.includes(0) ? bytes : undefined;
  }

  has(number: number): boolean {
    if (number < this.#first || number > this.#last) return false;
    return this.#bytes === undefined || this.#bytes[number - this.#first] === 1;
  }
}
