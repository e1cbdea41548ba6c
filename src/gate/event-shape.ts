/** What is known of an event from the statement alone, worked out once. */
import { type Accepts, accepts } from '../decide/accept.ts';
import { isStopped, type Stopped } from '../decide/stopped.ts';
import { splitPath, splitTaken } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';

export interface FieldShape {
  readonly name: string;
  /** The index of its category among the event's parts. */
  readonly part: number;
  readonly accepts: Accepts;
  /** Nothing of it is collected for now. */
  readonly isStopped: boolean;
}

export interface EventShape {
  readonly name: string;
  /** The id of its clause. */
  readonly clause: string;
  readonly at: ReadonlySet<string>;
  readonly source: string | undefined;
  /** The categories it takes from. */
  readonly parts: readonly { readonly category: string; readonly isCurrent: boolean; readonly firstField: string }[];
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly demanded: readonly FieldShape[];
  /** One-time permissions that each event uses up. */
  readonly permissions: readonly string[];
  readonly figures: readonly FigureShape[];
}

/** A figure that counts this event: all of them, or by the values of a field. */
export interface FigureShape {
  readonly name: string;
  readonly by: { readonly part: number; readonly field: string } | undefined;
  readonly every: 'day' | 'month';
}

/** The shapes of a statement's events, by name. */
export function eventShapes(statement: Statement, stopped: Stopped = new Set()): ReadonlyMap<string, EventShape> {
  return new Map(Object.keys(statement.collect).map((name) => [name, shapeOf(statement, name, stopped)]));
}

function shapeOf(statement: Statement, name: string, stopped: Stopped): EventShape {
  const clause = statement.collect[name]!;
  const categories = Object.keys(clause.takes);
  const taken = categories.flatMap((category, part) =>
    clause.takes[category]!.flatMap((one) => {
      const { field, demanded } = splitTaken(one);
      const type = statement.words.data[category]?.fields[field];
      if (type === undefined) return [];
      const shape = { name: field, part, accepts: accepts(type), isStopped: isStopped(stopped, category, field) };
      return [{ ...shape, demanded }];
    }),
  );
  return {
    name,
    clause: `collect.${name}`,
    at: new Set(clause.at),
    source: clause.from,
    parts: categories.map((category) => ({
      category,
      isCurrent: statement.words.data[category]?.current === true,
      firstField: fieldAsked(clause.takes[category] ?? [], (field) => isStopped(stopped, category, field)),
    })),
    fields: new Map(taken.map((field) => [field.name, field])),
    demanded: taken.filter((field) => field.demanded),
    permissions: (clause.needs ?? []).filter((choice) => statement.choices[choice]?.kind === 'one-time'),
    figures: Object.entries(statement.figures)
      .filter(([, figure]) => figure.counts === name)
      .map(([figure, { by, every }]) => {
        if (by === undefined) return { name: figure, by, every };
        const { category, field = '' } = splitPath(by);
        return { name: figure, by: { part: categories.indexOf(category), field }, every };
      }),
  };
}

/** The field that the whole category is asked about: one that is not stopped, if there is any. */
function fieldAsked(taken: readonly string[], isStopped: (field: string) => boolean): string {
  const fields = taken.map((one) => splitTaken(one).field);
  return fields.find((field) => !isStopped(field)) ?? fields[0] ?? '';
}
