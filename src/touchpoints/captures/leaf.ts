/** The leaves of a capture: its single values, each with the name it has there. */
import type { Draft } from './draft.ts';

export interface Leaf {
  /** Names from the record down, with dots: `track_metadata.artist_names.0`. */
  readonly name: string;
  readonly value: unknown;
}

/** What a leaf is called in the statement, and how its value reads in the statement's units. */
export interface Meaning {
  readonly field: string;
  readonly read?: (value: unknown) => unknown;
}

/** Meanings by own name in small letters: captures of one kind differ in that. */
export type Dictionary = { readonly [name: string]: Meaning };

/** Every leaf of a JSON value; an empty object or list is one. The depth must have been bounded before. */
export function leavesOfJson(value: unknown, name = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ name, value }];
  const members = Object.entries(value);
  if (members.length === 0) return [{ name, value }];
  return members.flatMap(([key, member]) => leavesOfJson(member, name === '' ? key : `${name}.${key}`));
}

/** Writes a leaf into an event: under its declared name if the dictionary has one, else under its own, after `prefix`. */
export function enter(draft: Draft, { name, value }: Leaf, dictionary: Dictionary, prefix = ''): void {
  const key = name.toLowerCase();
  const meaning = Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
  if (meaning === undefined) draft.keep(prefix + name, value);
  else draft.say(meaning.field, meaning.read ? meaning.read(value) : value, prefix + name);
}

export const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One or many: formats made from XML give a list only when there are several. */
export const each = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
