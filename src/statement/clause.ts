/** Clauses as a list, each with its id: `section.name`, such as `choices.usage-data`. */
import type { Need, Statement, UseClause } from './statement.ts';

export const SECTIONS = [
  'collect',
  'use',
  'keep',
  'choices',
  'share',
  'messages',
  'cookies',
  'requests',
  'deadlines',
  'transfers',
  'figures',
  'commitments',
  'contacts',
] as const;
export type Section = (typeof SECTIONS)[number];

/** `age` and `changes` are sections of one clause. */
export type ClauseId = `${Section}.${string}` | 'age' | 'changes';

export interface ClauseEntry {
  readonly id: ClauseId;
  readonly section: Section | 'age' | 'changes';
  readonly name: string;
  readonly keeps: readonly string[];
}

/** The id of a clause. */
export const clauseId = (section: Section, name: string): ClauseId => `${section}.${name}`;

/** Every clause of a statement, in the order of the sections and of the author. */
export function clauses(statement: Statement): readonly ClauseEntry[] {
  const listed = SECTIONS.flatMap((section) =>
    Object.entries(statement[section]).map(([name, clause]) => ({
      id: clauseId(section, name),
      section,
      name,
      keeps: clause?.keeps ?? [],
    })),
  );
  const single = (['age', 'changes'] as const).map((section) => ({
    id: section,
    section,
    name: section,
    keeps: statement[section].keeps ?? [],
  }));
  return [...listed, ...single];
}

/** Splits a path such as `registration.email` into category and field; a bare category has no field. */
export function splitPath(path: string): { category: string; field: string | undefined } {
  const dot = path.indexOf('.');
  return dot < 0 ? { category: path, field: undefined } : { category: path.slice(0, dot), field: path.slice(dot + 1) };
}

/** Whether a list of paths names this field, itself or by its category. */
export function covers(paths: readonly string[], category: string, field: string): boolean {
  return paths.includes(category) || paths.includes(`${category}.${field}`);
}

/** Splits a taken field, `'phone?'`, into its name and whether it is demanded. */
export function splitTaken(taken: string): { field: string; demanded: boolean } {
  return taken.endsWith('?') ? { field: taken.slice(0, -1), demanded: false } : { field: taken, demanded: true };
}

/** How long a purpose needs a category. */
export const needOf = ({ needs, needsOf = {} }: UseClause, category: string): Need =>
  (Object.hasOwn(needsOf, category) ? needsOf[category] : undefined) ?? needs;
