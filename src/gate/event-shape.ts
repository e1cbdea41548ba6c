/** What is known of an event from the statement alone, worked out once. */
import { type Accepts, accepts } from '../decide/accept.ts';
import { splitTaken } from '../statement/clause.ts';
import type { CollectClause, Statement } from '../statement/statement.ts';

export interface FieldShape {
  readonly category: string;
  readonly accepts: Accepts;
}

export interface EventShape {
  readonly name: string;
  readonly clause: CollectClause;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly demanded: readonly string[];
  /** One-time permissions that each event uses up. */
  readonly permissions: readonly string[];
  readonly figures: readonly FigureShape[];
}

/** A figure that counts this event, by a field if it has one. */
export interface FigureShape {
  readonly name: string;
  readonly field: string | undefined;
  readonly every: 'day' | 'month';
}

/** The shapes of a statement's events, by name. */
export function eventShapes(statement: Statement): ReadonlyMap<string, EventShape> {
  return new Map(Object.entries(statement.collect).map(([name, clause]) => [name, shapeOf(statement, name, clause)]));
}

function shapeOf(statement: Statement, name: string, clause: CollectClause): EventShape {
  const taken = Object.entries(clause.takes).flatMap(([category, fields]) =>
    fields.map((one) => ({ category, ...splitTaken(one) })),
  );
  return {
    name,
    clause,
    fields: new Map(
      taken.flatMap(({ category, field }) => {
        const type = statement.words.data[category]?.fields[field];
        return type === undefined ? [] : [[field, { category, accepts: accepts(type) }]];
      }),
    ),
    demanded: taken.filter((one) => one.demanded).map((one) => one.field),
    permissions: (clause.needs ?? []).filter((choice) => statement.choices[choice]?.kind === 'one-time'),
    figures: Object.entries(statement.figures)
      .filter(([, figure]) => figure.counts === name)
      .map(([figure, { by, every }]) => ({ name: figure, field: by, every })),
  };
}
