/** Every member of every clause and word that changes, each judged by the table of `members.ts`. */
import { canonical } from '../../statement/canonical.ts';
import { clauseId, SECTIONS, type Section } from '../../statement/clause.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Words } from '../../statement/vocabulary.ts';
import { own } from '../own.ts';
import { dataWords, quoted, says } from '../phrase.ts';
import type { Draft, Place } from './draft.ts';
import { CLAUSES, type Judged, LOST, type Rule, WORDS } from './members.ts';

/** All of a statement but its id, its date, and who signed which absolute words: those are about a version, not in it. */
export function* memberwise(before: Statement, after: Statement): Generator<Draft> {
  const [old, now] = [things(before), things(after)];
  for (const [place, was] of old) {
    const is = now.get(place);
    if (is === undefined) yield gone(place, was);
    else yield* changes(place, was, is, { before, after });
  }
  for (const [place, { called }] of now)
    if (!old.has(place)) yield { clause: place, kind: 'added', says: `New: ${called}` };
}

/** A clause, a word, or a part of the heading. */
interface Thing {
  /** `collect`, `words.data`. */
  readonly sort: string;
  /** What it is called in a sentence. */
  readonly called: string;
  readonly rules: { readonly [member: string]: Rule<never> };
  readonly members: object;
}

function things(statement: Statement): ReadonlyMap<Place, Thing> {
  const { words, title, examples, age, changes } = statement;
  const heading = (sort: string, called: string, members: object, rules = {}): Thing => ({
    sort,
    called,
    rules,
    members,
  });
  return new Map<Place, Thing>([
    ['title', heading('title', 'the title', { title })],
    ...SECTIONS.flatMap((sort) =>
      Object.entries<object | undefined>(statement[sort]).flatMap(([name, members]): [Place, Thing][] =>
        members === undefined
          ? []
          : [[clauseId(sort, name), { sort, called: called(statement, sort, name), rules: CLAUSES[sort], members }]],
      ),
    ),
    ['age', heading('age', 'the minimum age', age, CLAUSES.age)],
    ['changes', heading('changes', 'how changes are announced', changes, CLAUSES.changes)],
    // Sound: the table has exactly the sorts of words.
    ...(Object.keys(WORDS) as (keyof Words)[]).flatMap((sort) =>
      Object.entries<string | { says: string }>(words[sort]).map(([name, word]): [Place, Thing] => {
        const members = typeof word === 'string' ? { says: word } : word;
        return [`words.${sort}.${name}`, { sort: `words.${sort}`, called: members.says, rules: WORDS[sort], members }];
      }),
    ),
    ['examples', heading('examples', 'the examples', { examples })],
  ]);
}

function called(statement: Statement, section: Section, name: string): string {
  switch (section) {
    case 'use':
      return says(statement.words.purposes, name);
    case 'keep':
      return dataWords(statement, name);
    case 'choices':
      return quoted(own(statement.choices, name)?.asks ?? name);
    case 'transfers':
      return name;
    default:
      return says({ ...statement[section] }, name);
  }
}

function* changes(
  place: Place,
  was: Thing,
  is: Thing,
  { before, after }: { before: Statement; after: Statement },
): Generator<Draft> {
  for (const member of new Set([was, is].flatMap(({ members }) => Object.keys(members)))) {
    const [old, now] = [was, is].map(({ members }) => own({ ...members }, member));
    if (canonical(old ?? null) === canonical(now ?? null)) continue;
    const rule = own(is.rules, member) ?? 'told';
    if (typeof rule === 'string')
      yield {
        clause: place,
        kind: rule === 'told' ? 'neither' : 'elsewhere',
        says: `Put otherwise: ${is.called}`,
        ...inWords('before', old, before),
        ...inWords('after', now, after),
      };
    else
      yield {
        clause: place,
        kind: rule.turn(old as never, now as never),
        says: rule.says.replace('…', () => is.called),
        ...inWords('before', old, before, rule),
        ...inWords('after', now, after, rule),
      };
  }
}

function gone(place: Place, { sort, called }: Thing): Draft {
  const lost = own(LOST, sort);
  return lost === undefined
    ? { clause: place, kind: 'removed', says: `Gone: ${called}` }
    : { clause: place, kind: 'weaker', says: lost.replace('…', () => called) };
}

/** A value as words, where it has any: a flag and a list of names have none of their own. */
function inWords(
  key: 'before' | 'after',
  value: unknown,
  statement: Statement,
  rule?: Judged<never>,
): { before?: string; after?: string } {
  if (value === undefined) return {};
  if (value === true) return { [key]: 'yes' };
  // Sound: the rule is that of the member which the value was read from.
  if (rule?.words !== undefined) return { [key]: rule.words(value as never, statement) };
  return typeof value === 'string' ? { [key]: value } : {};
}
