/** Everything a statement says of one kind of data, gathered from all its clauses. */
import { covers, splitTaken } from '../statement/clause.ts';
import type { CollectClause, KeepClause, ShareClause, Statement, UseClause } from '../statement/statement.ts';

export interface About {
  /** The events that carry it, with the fields that they take. */
  readonly events: readonly {
    readonly name: string;
    readonly clause: CollectClause;
    readonly fields: readonly Taken[];
  }[];
  readonly purposes: readonly {
    readonly name: string;
    readonly clause: UseClause;
    readonly fields: readonly string[];
  }[];
  readonly shares: readonly {
    readonly name: string;
    readonly clause: ShareClause;
    readonly fields: readonly string[];
  }[];
  readonly keep: KeepClause | undefined;
  /** The choices that govern it. */
  readonly choices: readonly string[];
}
export interface Taken {
  readonly field: string;
  readonly demanded: boolean;
}

/** What is said of a category, or of one field of it. */
export function about(statement: Statement, category: string, field?: string): About {
  const declared = Object.keys(statement.words.data[category]?.fields ?? {});
  const fields = field === undefined ? declared : [field];
  const within = (paths: readonly string[]) => fields.filter((one) => covers(paths, category, one));
  const withFields = <T extends { readonly fields: readonly unknown[] }>(one: T) => one.fields.length > 0;

  return {
    events: Object.entries(statement.collect)
      .map(([name, clause]) => {
        const taken = Object.hasOwn(clause.takes, category) ? (clause.takes[category] ?? []) : [];
        return { name, clause, fields: taken.map(splitTaken).filter((one) => fields.includes(one.field)) };
      })
      .filter(withFields),
    purposes: Object.entries(statement.use)
      .map(([name, clause]) => ({ name, clause, fields: within(clause.data) }))
      .filter(withFields),
    shares: Object.entries(statement.share)
      .map(([name, clause]) => ({ name, clause, fields: within(clause.sends) }))
      .filter(withFields),
    keep: Object.hasOwn(statement.keep, category) ? statement.keep[category] : undefined,
    choices: Object.keys(statement.choices).filter((name) => statement.choices[name]?.governs.data?.includes(category)),
  };
}
