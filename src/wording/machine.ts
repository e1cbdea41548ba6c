/** A statement for machines: its names, what they mean, its clauses, and the schema of every event. */
import { type ClauseId, clauses } from '../statement/clause.ts';
import { freeze } from '../statement/freeze.ts';
import type { ChoiceClause, Statement } from '../statement/statement.ts';
import type { Purpose, Recipient, SubjectKind } from '../statement/vocabulary.ts';
import { eventSchema, fieldSchema, type Schema } from './json-schema.ts';

export interface Machine {
  readonly statement: string;
  readonly title: string;
  readonly dated: string;
  readonly categories: Named<{
    readonly says: string;
    readonly of: SubjectKind;
    readonly functional: boolean;
    readonly passing: boolean;
    readonly keep?: { readonly for: string; readonly after: string };
    readonly fields: Named<{ readonly says: string; readonly schema: Schema }>;
  }>;
  readonly purposes: Named<Purpose & { readonly data: readonly string[] }>;
  readonly choices: Named<Pick<ChoiceClause, 'kind' | 'starts' | 'of' | 'asks' | 'tells' | 'governs'>>;
  readonly recipients: Named<Recipient & { readonly gets: readonly string[] }>;
  readonly touchpoints: Named<{ readonly says: string }>;
  readonly events: Named<{
    readonly says: string;
    readonly in: string;
    readonly at: readonly string[];
    readonly schema: Schema;
  }>;
  readonly clauses: readonly { readonly id: ClauseId; readonly keeps: readonly string[] }[];
}
type Named<T> = { readonly [name: string]: T };

/** The machine-readable form, as plain data for JSON. */
export function machine(statement: Statement): Machine {
  const { words } = statement;
  return freeze({
    statement: statement.id,
    title: statement.title,
    dated: statement.dated,
    categories: map(words.data, (category, name) => {
      const keep = Object.hasOwn(statement.keep, name) ? statement.keep[name] : undefined;
      return {
        says: category.says,
        of: category.of,
        functional: category.functional ?? false,
        passing: category.passing ?? false,
        ...(keep === undefined ? {} : { keep: { for: keep.for, after: keep.after } }),
        fields: map(category.fields, (field) => ({ says: field.says, schema: fieldSchema(field) })),
      };
    }),
    purposes: map(words.purposes, (purpose, name) => ({ ...purpose, data: statement.use[name]?.data ?? [] })),
    choices: map(statement.choices, ({ kind, starts, of, asks, tells, governs }) => ({
      kind,
      starts,
      of,
      asks,
      tells,
      governs,
    })),
    recipients: map(words.recipients, (recipient, name) => ({
      ...recipient,
      gets: [...new Set(Object.values(statement.share).flatMap(({ to, sends }) => (to.includes(name) ? sends : [])))],
    })),
    touchpoints: words.touchpoints,
    events: map(statement.collect, (clause, name) => ({
      says: clause.says,
      in: clause.in,
      at: clause.at,
      schema: eventSchema(statement, name, clause),
    })),
    clauses: clauses(statement).map(({ id, keeps }) => ({ id, keeps })),
  });
}

const map = <T, R>(named: Named<T>, make: (one: T, name: string) => R): Named<R> =>
  Object.fromEntries(Object.entries(named).map(([name, one]) => [name, make(one, name)]));
