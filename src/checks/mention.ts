/** Every place where a clause, or a word, mentions a name of the vocabulary. */
import { clauses, splitTaken } from '../statement/clause.ts';
import type { Condition } from '../statement/question.ts';
import type { Names, Statement } from '../statement/statement.ts';
import type { Words } from '../statement/vocabulary.ts';

/** The sorts of names: those of the vocabulary, and the events that collecting declares. */
export type Sort = keyof Names | 'event' | 'clause';

export interface Mention {
  readonly at: string;
  readonly sort: Sort;
  readonly name: string;
}

/** The part of the vocabulary where a sort of name is declared. */
export const DECLARED = {
  promise: 'promises',
  situation: 'situations',
  touchpoint: 'touchpoints',
  category: 'data',
  data: 'data',
  purpose: 'purposes',
  recipient: 'recipients',
  region: 'regions',
  source: 'sources',
  fact: 'facts',
  ending: 'endings',
  choice: 'choices',
} as const satisfies Record<keyof Names, keyof Words>;

/** The names that exist of a sort. */
export function namesOf(statement: Statement, sort: Sort): readonly string[] {
  if (sort === 'event') return Object.keys(statement.collect);
  if (sort === 'clause') return clauses(statement).map(({ id }) => id);
  const declared = Object.keys(statement.words[DECLARED[sort]]);
  return sort === 'data' ? [...declared, ...paths(statement.words)] : declared;
}

/** Every field as a path. */
export function paths(words: Words): readonly string[] {
  return Object.entries(words.data).flatMap(([category, { fields }]) =>
    Object.keys(fields).map((field) => `${category}.${field}`),
  );
}

/** The facts that a condition asks for. */
export function factsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  if ('not' in condition) return factsOf(condition.not);
  return [condition.fact];
}

/** Every mention in the vocabulary itself and in the clauses; examples are read by `undeclared-in-example`. */
export function* mentions(statement: Statement): Generator<Mention> {
  const all = function* (at: string, sort: Sort, names: readonly string[] | undefined): Generator<Mention> {
    for (const name of names ?? []) yield { at, sort, name };
  };
  const one = (at: string, sort: Sort, name: string | undefined) => all(at, sort, name === undefined ? [] : [name]);

  for (const [name, recipient] of Object.entries(statement.words.recipients))
    yield* one(`recipients.${name}`, 'region', recipient.region);
  for (const [name, { forbids }] of Object.entries(statement.words.sources)) {
    yield* all(`sources.${name}`, 'purpose', forbids.purposes);
    yield* all(`sources.${name}`, 'recipient', forbids.recipients);
  }
  for (const [name, clause] of Object.entries(statement.collect)) {
    const at = `collect.${name}`;
    yield* one(at, 'situation', clause.in);
    yield* all(at, 'touchpoint', clause.at);
    for (const [category, taken] of Object.entries(clause.takes)) {
      const isDeclared = Object.hasOwn(statement.words.data, category);
      if (isDeclared)
        yield* all(
          at,
          'data',
          taken.map((each) => `${category}.${splitTaken(each).field}`),
        );
      else yield* one(at, 'category', category);
    }
    yield* all(at, 'choice', clause.needs);
    yield* all(at, 'fact', clause.when && factsOf(clause.when));
    yield* one(at, 'source', clause.from);
  }
  for (const [name, clause] of Object.entries(statement.use)) {
    const at = `use.${name}`;
    yield* one(at, 'purpose', name);
    yield* all(at, 'data', clause.data);
    yield* all(at, 'category', Object.keys(clause.needsOf ?? {}));
    yield* one(at, 'choice', clause.on);
  }
  for (const [name, clause] of Object.entries(statement.keep)) {
    const at = `keep.${name}`;
    yield* one(at, 'category', name);
    if (clause.after !== 'collection') yield* one(at, 'ending', clause.after);
  }
  for (const [name, clause] of Object.entries(statement.choices)) {
    const at = `choices.${name}`;
    yield* one(at, 'choice', name);
    yield* all(at, 'category', clause.governs.data);
    yield* all(at, 'purpose', clause.governs.purposes);
    yield* all(at, 'recipient', clause.governs.recipients);
    yield* all(at, 'choice', clause.needs);
    yield* all(at, 'choice', clause.kind === 'one-time' ? clause.overrides : []);
    yield* all(at, 'touchpoint', clause.at);
  }
  for (const [name, clause] of Object.entries(statement.share)) {
    const at = `share.${name}`;
    yield* all(at, 'recipient', clause.to);
    yield* all(at, 'data', clause.sends);
    yield* one(at, 'purpose', clause.for);
    yield* one(at, 'choice', clause.on);
    yield* all(at, 'choice', clause.needs);
    yield* one(at, 'data', clause.own);
  }
  for (const [name, clause] of Object.entries(statement.messages)) {
    const at = `messages.${name}`;
    yield* one(at, 'purpose', clause.for);
    yield* all(at, 'choice', clause.class === 'promotional' ? clause.on : []);
  }
  for (const [name, clause] of Object.entries(statement.cookies)) {
    const at = `cookies.${name}`;
    if (clause.by !== 'us') yield* one(at, 'recipient', clause.by);
    yield* one(at, 'purpose', clause.for);
    yield* one(at, 'choice', clause.on);
  }
  for (const [name, clause] of Object.entries(statement.transfers)) {
    yield* all(`transfers.${name}`, 'region', [clause.from, ...clause.to]);
  }
  for (const [name, clause] of Object.entries(statement.figures)) {
    const at = `figures.${name}`;
    yield* one(at, 'event', clause.counts);
    yield* one(at, 'data', clause.by);
    yield* one(at, 'purpose', clause.for);
    yield* all(at, 'recipient', clause.sharedWith);
  }
  for (const { id, keeps } of clauses(statement)) yield* all(id, 'promise', keeps);
  for (const [index, { clause }] of statement.signedOff.entries()) {
    // What is signed in the vocabulary or the prose is no clause: `sign-off-astray` looks whether it stands there.
    if (/^(words|wording)\./.test(clause)) continue;
    yield { at: `signedOff.${index + 1}`, sort: 'clause', name: clause };
  }
}
