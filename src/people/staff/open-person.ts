/** Somebody who works here looks at data of a person: for a purpose, for a case, and on that person's record. */
import type { Actor, Facts, Item, SubjectId } from '../../gate/gate.ts';
import { splitPath } from '../../statement/clause.ts';
import type { Statement } from '../../statement/statement.ts';
import { findPerson } from '../children.ts';
import type { PeopleParts } from '../parts.ts';

export interface PersonOpening {
  /** An address on file, or the id of a system. */
  readonly account: string;
  /** A purpose that the statement has people open data for. */
  readonly purpose: string;
  /** The case. */
  readonly because: string;
  /** Categories, or single fields: `registration`, `account.email`. */
  readonly data: readonly string[];
}

export interface SeenOfPerson {
  readonly of: 'person' | 'household';
  readonly facts: Facts;
  /** The newest of what happened. */
  readonly items: readonly Item[];
}

export type PersonOpened =
  | { readonly kind: 'opened'; readonly clause: string; readonly seen: readonly SeenOfPerson[] }
  | { readonly kind: 'withheld'; readonly clause: string }
  /** The statement does not have people open this for that purpose. */
  | { readonly kind: 'undeclared' }
  | { readonly kind: 'gone' };

const MOST_ITEMS = 50;

/**
 * Whether the statement has people open all of this for that purpose. It is asked before anybody is looked for: what would
 * leave nothing on record tells nothing either, not even whether there is such an account.
 */
function isDeclared({ words, use }: Statement, purpose: string, data: readonly string[]): boolean {
  if (!Object.hasOwn(words.purposes, purpose) || words.purposes[purpose]!.byStaff !== true) return false;
  const seen = use[purpose]?.data ?? [];
  return data.every((path) => {
    const { category, field } = splitPath(path);
    return seen.some((one) => one === path || one === category || (field === undefined && one.startsWith(`${path}.`)));
  });
}

/** Opens what of it the purpose may see, of the person and of their households. Each opening is in the record of whose it is. */
export async function openPerson(
  parts: PeopleParts,
  { account, purpose, because, data }: PersonOpening,
  actor: Actor,
): Promise<PersonOpened> {
  const { gate, compiled, heritage, registry } = parts;
  if (!isDeclared(compiled.statement, purpose, data)) return { kind: 'undeclared' };
  const person = await findPerson(parts, account);
  if (person === undefined) return { kind: 'gone' };
  const households = (await registry.subjectsOf(person)).filter(({ kind }) => kind === 'household');
  const whose = [{ of: 'person', subject: person }, ...households.map(({ id }) => ({ of: 'household', subject: id }))];
  const seen: SeenOfPerson[] = [];
  let clause: string | undefined;
  let withheld: string | undefined;
  for (const { of, subject } of whose as { of: SeenOfPerson['of']; subject: SubjectId }[]) {
    const wanted = data.filter((path) => heritage.words.data[splitPath(path).category]?.of === of);
    if (wanted.length === 0) continue;
    const opened = await gate.open({ subject, purpose, data: wanted, actor, because });
    if (opened?.effect === 'permitted') {
      clause = opened.clause;
      const { items } = await opened.history({ limit: MOST_ITEMS });
      seen.push({ of, facts: opened.facts, items });
    } else if (opened?.effect === 'withheld') withheld ??= opened.clause;
  }
  if (clause !== undefined) return { kind: 'opened', clause, seen };
  return withheld === undefined ? { kind: 'undeclared' } : { kind: 'withheld', clause: withheld };
}
