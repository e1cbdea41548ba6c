/**
 * What a product, app or page may send now. It is computed where the choices are known and obeyed where data
 * arises, so that what must not be collected never leaves the device.
 */
import { splitTaken } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import type { Compiled, Known } from './compile.ts';

/** Event → the fields that may be sent with it. What is not here is not sent. */
export type Allowed = { readonly [event: string]: readonly string[] };

/** What may be sent from a touchpoint, given what is known of the subject. */
export function allowedAt(compiled: Compiled, at: string, known: Known): Allowed {
  const allowed: Record<string, string[]> = {};
  for (const [event, clause] of eventsAt(compiled.statement, at)) {
    const fields = Object.entries(clause.takes).flatMap(([category, taken]) =>
      taken
        .map((one) => splitTaken(one).field)
        .filter((field) => compiled.collect({ event, at, category, field }, known).effect === 'permitted'),
    );
    if (fields.length > 0) allowed[event] = fields;
  }
  return allowed;
}

/**
 * The events that a touchpoint may send without any directive: those whose every category is functional and
 * that need no choice. This is what a device falls back to when it has heard nothing for a day.
 */
export function essentialAt(statement: Statement, at: string): Allowed {
  const essential = eventsAt(statement, at).filter(
    ([, clause]) =>
      (clause.needs ?? []).length === 0 &&
      clause.when === undefined &&
      Object.keys(clause.takes).every((category) => statement.words.data[category]?.functional === true),
  );
  return Object.fromEntries(
    essential.map(([event, clause]) => [
      event,
      Object.values(clause.takes).flatMap((taken) => taken.map((one) => splitTaken(one).field)),
    ]),
  );
}

/** The events that can arise at a touchpoint. */
export const eventsAt = (statement: Statement, at: string) =>
  Object.entries(statement.collect).filter(([, clause]) => clause.at.includes(at));
