import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';

/** A choice with the moment it was last changed, epoch milliseconds. */
export interface StandingChoices {
  readonly [choice: string]: { readonly state: 'on' | 'off'; readonly since: number };
}

/**
 * The states of choices at an instant: a one-time permission that nobody used lapses. So does one that was given further
 * ahead than it lasts, by a clock that has been set back since, or it would stand until that time comes again.
 */
export function choicesAt(
  statement: Statement,
  choices: StandingChoices,
  now: number,
): { [choice: string]: 'on' | 'off' } {
  return Object.fromEntries(
    Object.entries(choices).map(([name, { state, since }]) => {
      const clause = clauseOfChoice(statement, name);
      const hasLapsed =
        clause?.kind === 'one-time' && (now >= after(since, clause.lasts) || since >= after(now, clause.lasts));
      return [name, hasLapsed ? 'off' : state];
    }),
  );
}

/** The clause of a choice, also of one that was made for a party: a permission for one party lapses like any other. */
function clauseOfChoice(statement: Statement, choice: string) {
  const name = choice.split('/')[0] ?? '';
  return Object.hasOwn(statement.choices, name) ? statement.choices[name] : undefined;
}
