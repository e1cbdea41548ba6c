/** What is said of one piece of a person's data: by which choices it came, what it is used for, and who got it. */
import type { Acts } from '../gate/acts.ts';
import { statementIn } from '../gate/version.ts';
import type { Statement } from '../statement/statement.ts';
import type { Database } from '../vault/database.ts';
import { readPublished } from '../vault/publish.ts';
import { about } from '../wording/about.ts';
import { own } from '../wording/own.ts';
import type { PeopleParts } from './parts.ts';

export interface Told {
  /** Choices that govern it by the version it was collected under, with their states at its time. */
  readonly choices: readonly { readonly choice: string; readonly state: 'on' | 'off'; readonly clause: string }[];
  /** Clauses of the statement in force by which it, or part of it, may be opened. */
  readonly purposes: readonly string[];
  /** Who got data of its kind since. */
  readonly recipients: readonly Recipient[];
}

export interface Recipient {
  readonly recipient: string;
  readonly clause: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Telling {
  readonly category: string;
  readonly fields: readonly string[];
  /** Epoch milliseconds; absent for what is true now. */
  readonly at?: number;
  /** The event, where one brought it. */
  readonly event?: string;
}

/** `then` is the version it was collected under, `now` the one in force. */
export function tell(now: Statement, then: Statement | undefined, acts: Acts, telling: Telling): Told {
  const { category, fields, at = Number.POSITIVE_INFINITY, event = '' } = telling;
  return {
    choices: then === undefined ? [] : choicesThen(then, acts, category, event, at),
    purposes: purposesOf(now, category, fields),
    recipients: recipientsOf(acts, category, telling.at),
  };
}

export const recipientsOf = (acts: Acts, category: string, since = 0): readonly Recipient[] =>
  acts.disclosed.flatMap(({ recipient, clause, categories, at }) =>
    categories.includes(category) && at >= since ? [{ recipient, clause, at }] : [],
  );

function choicesThen(statement: Statement, { chosen }: Acts, category: string, event: string, at: number) {
  const needed = own(statement.collect, event)?.needs ?? [];
  const governing = remember(statement, `choices ${category}`, () =>
    own(statement.words.data, category) === undefined ? [] : about(statement, category).choices,
  );
  return [...new Set([...governing, ...needed])].map((choice) => ({
    choice,
    state: chosen.findLast((one) => one.choice === choice && one.at <= at)?.state ?? statement.choices[choice]!.starts,
    clause: `choices.${choice}`,
  }));
}

function purposesOf(statement: Statement, category: string, fields: readonly string[]): readonly string[] {
  return remember(statement, `purposes ${category} ${fields.join(' ')}`, () =>
    about(statement, category)
      .purposes.filter((one) => one.fields.some((field) => fields.includes(field)))
      .map(({ name }) => `use.${name}`),
  );
}

/**
 * What is said of a category or a field of it: by the version in force, and where that has dropped it by the last that had it,
 * but for the uses and recipients that were: there are none any more.
 */
export function spokenOf(
  { compiled, heritage }: Pick<PeopleParts, 'compiled' | 'heritage'>,
  category: string,
  field?: string,
): Statement {
  const now = compiled.statement;
  const declared = own(now.words.data, category);
  const isNow = declared !== undefined && (field === undefined || own(declared.fields, field) !== undefined);
  return isNow ? now : { ...heritage, use: now.use, share: now.share };
}

/** What a statement says again and again, of a thousand items alike. */
function remember(statement: Statement, key: string, find: () => readonly string[]): readonly string[] {
  const known = remembered.get(statement) ?? new Map<string, readonly string[]>();
  remembered.set(statement, known);
  const names = known.get(key) ?? find();
  known.set(key, names);
  return names;
}
const remembered = new WeakMap<Statement, Map<string, readonly string[]>>();

/** The versions of the statement by their hashes, each read once. */
export function createVersions(database: Database) {
  const known = new Map<string, Statement | undefined>();
  return async (wanted: string): Promise<Statement | undefined> => {
    if (known.has(wanted)) return known.get(wanted);
    const stored = await readPublished(database, wanted);
    const statement = stored && statementIn(stored);
    known.set(wanted, statement);
    return statement;
  };
}
