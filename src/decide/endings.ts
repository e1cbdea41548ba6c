/** When the clock of a retention starts: from what a statement says brings an ending about, and what is known of a subject. */
import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { SubjectKind } from '../statement/vocabulary.ts';
import { endOf } from './retention.ts';

/** What is known of a subject's life, in epoch milliseconds. */
export interface Life {
  /** When its account was closed; absent while it is open. */
  readonly closedAt?: number | undefined;
  /** When a registered product of it was last connected; absent for whom none can be. */
  readonly connectedAt?: number | undefined;
}

/** The endings that have happened, or will if nothing changes until then, with their instants. */
export function startedBy(statement: Statement, { closedAt, connectedAt }: Life): { [ending: string]: number } {
  const started: { [ending: string]: number } = {};
  for (const [name, { when = [] }] of Object.entries(statement.words.endings)) {
    const instants = when.flatMap((cause) => {
      const at = cause === 'closing' ? closedAt : connectedAt && after(connectedAt, cause.notConnectedFor);
      return at === undefined ? [] : [at];
    });
    if (instants.length > 0) started[name] = Math.min(...instants);
  }
  return started;
}

/** The categories of such a subject whose end has come by an ending: nothing of them is seen any more, or held for long. */
export function endedBy(statement: Statement, kind: SubjectKind, life: Life, now: number): ReadonlySet<string> {
  const started = startedBy(statement, life);
  const ended = Object.entries(statement.keep).filter(([category, clause]) => {
    if (clause.after === 'collection' || statement.words.data[category]?.of !== kind) return false;
    // The moment of collection does not matter to a clock that an ending starts.
    const end = endOf(statement, category, 0, { started });
    return end !== 'open' && end <= now;
  });
  return new Set(ended.map(([category]) => category));
}

/** Whether there is no way back for such a subject: all that is true of it now, and ends by itself, has come to its end. */
export function isOver(statement: Statement, kind: SubjectKind, life: Life, now: number): boolean {
  const ended = endedBy(statement, kind, life, now);
  const needed = Object.entries(statement.keep).filter(
    ([category, clause]) =>
      statement.words.data[category]?.of === kind &&
      statement.words.data[category]?.current &&
      statement.words.endings[clause.after]?.when !== undefined,
  );
  return needed.length > 0 && needed.every(([category]) => ended.has(category));
}

/** When what a person and their households have ends, if the account is closed at an instant: what closing sets a clock for. */
export function endsAfterClosing(statement: Statement, closedAt: number): { [category: string]: number } {
  const started = startedBy(statement, { closedAt });
  return Object.fromEntries(
    Object.keys(statement.keep).flatMap((category) => {
      if (statement.keep[category]!.after === 'collection') return [];
      const end = endOf(statement, category, 0, { started });
      return end === 'open' ? [] : [[category, end] as const];
    }),
  );
}
