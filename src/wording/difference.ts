/** The difference between two versions of a statement in plain words, split into material and not. */
import { canonical } from '../statement/canonical.ts';
import { type ClauseEntry, type ClauseId, clauses } from '../statement/clause.ts';
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import { newly } from './difference/permitted.ts';
import { weaker } from './difference/weaker.ts';
import { own } from './own.ts';
import { sentence } from './phrase.ts';

export interface Change {
  readonly clause: ClauseId;
  /** It has to be announced before it takes effect. */
  readonly material: boolean;
  readonly kind: /** Something withheld or refused before is permitted after. Material. */
    | 'now-permitted'
    /** A default, deadline, retention, age, notice or safeguard is weaker for people. Material. */
    | 'weaker'
    /** The reverse of the two. */
    | 'no-longer-permitted'
    | 'stronger'
    /** A clause came, went, or was put otherwise, and people's position is what it was. */
    | 'added'
    | 'removed'
    | 'reworded';
  /** A sentence. */
  readonly says: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * Every change from one version to another, material ones first. A change is material when some question
 * that was withheld or refused is permitted now (all that could be are asked), or when a default, deadline,
 * retention, age, notice or safeguard weakens.
 */
export function difference(before: Statement, after: Statement): readonly Change[] {
  const found: Change[] = [
    ...newly(after, before, 'may').map(
      (one): Change => ({
        clause: one.clause,
        material: true,
        kind: 'now-permitted',
        says: one.says,
        before: one.otherwise,
        after: 'permitted',
      }),
    ),
    ...weaker(before, after),
    ...newly(before, after, 'may no longer').map(
      (one): Change => ({
        clause: one.clause,
        material: false,
        kind: 'no-longer-permitted',
        says: one.says,
        before: 'permitted',
        after: one.otherwise,
      }),
    ),
  ];
  const spokenOf = new Set(found.map(({ clause }) => clause));
  found.push(...rest(before, after).filter(({ clause }) => !spokenOf.has(clause)));
  const told = found.map((one) => ({ ...one, says: sentence(one.says) }));
  return freeze([...told.filter((one) => one.material), ...told.filter((one) => !one.material)]);
}

/** Clauses that came, went or read otherwise. */
function rest(before: Statement, after: Statement): readonly Change[] {
  const [old, now] = [entries(before), entries(after)];
  const ids = new Set([...old.keys(), ...now.keys()]);
  return [...ids].flatMap((clause): Change[] => {
    const [was, is] = [old.get(clause), now.get(clause)];
    if (was === is) return [];
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'reworded';
    return [{ clause, material: false, kind, says: `\`${clause}\` ${SAYS[kind]}` }];
  });
}
const SAYS = { added: 'is new', removed: 'is gone', reworded: 'is put in other words' } as const;

/** Every clause as text, with the words of the names that it is about. */
const entries = (statement: Statement): ReadonlyMap<ClauseId, string> =>
  new Map(clauses(statement).map((one) => [one.id, canonical([clauseOf(statement, one), wordsOf(statement, one)])]));

function clauseOf(statement: Statement, { section, name }: ClauseEntry): unknown {
  return section === 'age' || section === 'changes'
    ? statement[section]
    : (Object.entries(statement[section]).find(([one]) => one === name)?.[1] ?? null);
}
function wordsOf({ words }: Statement, { section, name }: ClauseEntry): unknown {
  if (section === 'keep') return own(words.data, name) ?? null;
  if (section === 'use') return own(words.purposes, name) ?? null;
  return section === 'choices' ? (own(words.choices, name) ?? null) : null;
}
