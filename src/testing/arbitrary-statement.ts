/**
 * Random small statements for property tests: every sort of clause, two to four names of each sort. Names are
 * chosen to trip a decider that trusts objects or joins names into keys: `__proto__`, `constructor`, a digit
 * (which objects put first), and names made of others with a separator between them. A name has no slash, dot
 * or question mark where that is syntax.
 */
import fc from 'fast-check';
import type { Condition } from '../statement/question.ts';
import {
  CHANNELS,
  type ChoiceClause,
  COOKIE_CLASSES,
  type CollectClause,
  ESSENTIAL_SUBJECTS,
  type Governs,
  GROUNDS,
  type MessageClause,
  type Names,
  type ShareClause,
  type Statement,
  type UseClause,
} from '../statement/statement.ts';
import type { Category, Purpose, Recipient, Source, Words } from '../statement/vocabulary.ts';

/** A name that no random statement declares. */
export const STRANGER = 'nobody-said';

const PLAIN = ['a', 'b', 'c', 'd', '7'];
const AWKWARD = ['__proto__', 'constructor', 'toString', 'a b', 'a|b', 'b|a', 'a:b', 'a\u0000b', 'a,b', 'A', 'é'];
const WITH_SYNTAX = ['a/b', 'a.b', 'b/a', 'b.a', 'a?'];

/** A statement whose clauses name declared words, and now and then a stranger, as a careless author would. */
export const anyStatement: fc.Arbitrary<Statement> = anyNames().chain((names) =>
  anyWords(names).chain((words) =>
    fc
      .record({
        collect: dictionary(names.event, anyCollect(names, words)),
        use: dictionary(names.purpose, anyUse(names, words)),
        keep: dictionary(names.category, fc.constant({ for: '30 days', after: 'collection', because: 'service' })),
        choices: dictionary(names.choice, anyChoice(names), 0.95),
        share: dictionary(names.share, anyShare(names, words)),
        messages: dictionary(names.message, anyMessage(names)),
        cookies: dictionary(
          names.cookie,
          optional({
            says: fc.constant('a cookie'),
            class: fc.constantFrom(...COOKIE_CLASSES),
            as: fc.constantFrom('cookie', 'pixel'),
            lasts: fc.constant('session'),
            by: fc.constant('us'),
            for: from(names.purpose),
            on: seldom(from(names.choice)),
          }),
        ),
        transfers: dictionary(
          names.transfer,
          fc.record({ from: from(names.region), to: some(names.region), safeguard: fc.constant('a contract') }),
        ),
        figures: dictionary(
          names.figure,
          optional({
            says: fc.constant('a figure'),
            counts: from(names.event),
            every: fc.constant('day'),
            atLeast: fc.integer({ min: 0, max: 30 }),
            for: from(names.purpose),
            sharedWith: maybe(some(names.recipient)),
          }),
        ),
      })
      // Sound: every member that a decision reads is there, as the arbitraries of its type make it.
      .map((clauses) => ({ ...AROUND, words, ...clauses }) as unknown as Statement),
  ),
);

/** What every statement has and no decision reads. */
const AROUND = {
  id: 'random',
  title: 'A random statement',
  dated: '2026-01-01',
  contacts: {},
  requests: {},
  deadlines: {},
  age: { says: 'for everybody', minimum: 0 },
  changes: { says: 'we tell you', notice: '30 days' },
  commitments: {},
  examples: [],
  signedOff: [],
};

type Sort =
  | Exclude<keyof Names, 'data' | 'promise' | 'situation' | 'ending'>
  | 'field'
  | 'event'
  | 'share'
  | 'message'
  | 'cookie'
  | 'transfer'
  | 'figure';
type Lists = { readonly [K in Sort]: readonly string[] };

function anyNames(): fc.Arbitrary<Lists> {
  const sort = (more: readonly string[]) =>
    fc.uniqueArray(
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...PLAIN) }, fc.constantFrom(...AWKWARD, ...more)),
      {
        minLength: 2,
        maxLength: 4,
      },
    );
  const loose = sort(WITH_SYNTAX);
  const strict = sort([]);
  return fc.record({
    touchpoint: loose,
    category: strict,
    field: strict,
    purpose: loose,
    recipient: loose,
    region: loose,
    source: loose,
    fact: loose,
    choice: strict,
    event: loose,
    share: loose,
    message: loose,
    cookie: loose,
    transfer: loose,
    figure: loose,
  });
}

function anyWords(names: Lists): fc.Arbitrary<Words> {
  const field = fc.constant({ type: 'flag', says: 'a flag' } as const);
  const category: fc.Arbitrary<Category> = optional({
    of: fc.constant('person'),
    says: fc.constant('data'),
    functional: seldom(fc.constant(true)),
    passing: seldom(fc.constant(true)),
    fields: dictionary(names.field, field),
  });
  const purpose: fc.Arbitrary<Purpose> = optional({
    says: fc.constant('to work'),
    basis: fc.constant('contract'),
    sees: seldom(fc.constant('aggregates')),
    evenRestricted: seldom(fc.constant('claims')),
  });
  const recipient: fc.Arbitrary<Recipient> = optional({
    says: fc.constant('someone'),
    kind: fc.constant('vendor'),
    region: from(names.region),
    many: fc.constantFrom(true, undefined),
  });
  const source: fc.Arbitrary<Source> = fc.record({
    says: fc.constant('someone'),
    forbids: optional({ purposes: maybe(some(names.purpose)), recipients: maybe(some(names.recipient)) }),
  });
  const say = fc.constant({ says: 'a word' });
  const fact = fc.constantFrom('flag', 'number', 'word').map((type) => ({ says: 'a fact', type }));
  return fc.record({
    promises: fc.constant({}),
    situations: fc.constant({}),
    endings: fc.constant({}),
    touchpoints: dictionary(names.touchpoint, say, 1),
    data: dictionary(names.category, category, 0.95),
    purposes: dictionary(names.purpose, purpose, 0.95),
    recipients: dictionary(names.recipient, recipient, 0.95),
    regions: dictionary(names.region, say, 1),
    sources: dictionary(names.source, source, 0.95),
    facts: dictionary(names.fact, fact, 1),
    choices: dictionary(names.choice, say, 1),
  });
}

function anyCollect(names: Lists, words: Words): fc.Arbitrary<CollectClause> {
  const taken = (category: string) =>
    fc
      .subarray(Object.keys(words.data[category]?.fields ?? {}), { minLength: 0 })
      .chain((fields) =>
        fc.tuple(...fields.map((field) => fc.boolean().map((demanded) => (demanded ? field : `${field}?`)))),
      );
  return optional({
    says: fc.constant('something happens'),
    in: fc.constant('somewhere'),
    at: some(names.touchpoint),
    takes: some(Object.keys(words.data)).chain((categories) =>
      fc
        .tuple(...categories.map(taken))
        .map((lists) => Object.fromEntries(categories.map((category, at) => [category, lists[at] ?? []]))),
    ),
    needs: maybe(some(names.choice)),
    when: maybe(anyCondition(names.fact)),
    from: maybe(from(names.source)),
  });
}

function anyUse(names: Lists, words: Words): fc.Arbitrary<UseClause> {
  return optional({
    data: some(paths(words)),
    needs: fc.constant('while held'),
    on: maybe(from(names.choice)),
  });
}

function anyShare(names: Lists, words: Words): fc.Arbitrary<ShareClause> {
  return optional({
    says: fc.constant('to work'),
    to: some(names.recipient),
    sends: some(paths(words)),
    for: from(names.purpose),
    on: maybe(from(names.choice)),
    needs: maybe(some(names.choice)),
    own: seldom(from(paths(words))),
    grounds: seldom(fc.subarray([...GROUNDS])),
    inReturn: fc.constantFrom(undefined, 'nothing', 'a service to us', 'a service to us', 'money', 'other value'),
  });
}

function anyChoice(names: Lists): fc.Arbitrary<ChoiceClause> {
  const governs: fc.Arbitrary<Governs> = optional({
    data: maybe(some(names.category)),
    purposes: maybe(some(names.purpose)),
    recipients: maybe(some(names.recipient)),
    cookies: maybe(fc.subarray(['performance', 'functional', 'third-party', 'analytics'])),
    promotion: maybe(fc.subarray([...CHANNELS])),
  });
  const common = {
    of: fc.constant('person' as const),
    asks: fc.constant('may we?'),
    tells: fc.constant('nothing follows'),
    governs,
    needs: seldom(some(names.choice)),
    at: some(names.touchpoint),
  };
  return fc.oneof(
    optional({ ...common, kind: fc.constant('opt-out'), starts: fc.constant('on') }),
    optional({
      ...common,
      kind: fc.constantFrom('opt-in', 'authorisation'),
      starts: fc.constant('off'),
    }),
    optional({
      ...common,
      kind: fc.constant('one-time'),
      starts: fc.constant('off'),
      lasts: fc.constant('1 day'),
      overrides: maybe(some(names.choice)),
    }),
  ) as fc.Arbitrary<ChoiceClause>;
}

function anyMessage(names: Lists): fc.Arbitrary<MessageClause> {
  const common = { says: fc.constant('a word'), channels: some(CHANNELS), for: from(names.purpose) };
  return fc.oneof(
    fc.record({ ...common, class: fc.constant('essential' as const), about: fc.constantFrom(...ESSENTIAL_SUBJECTS) }),
    fc.record({ ...common, class: fc.constant('promotional' as const), on: fc.subarray(names.choice as string[]) }),
  ) as fc.Arbitrary<MessageClause>;
}

/** A condition on these facts, nested at most three deep. */
export function anyCondition(facts: readonly string[]): fc.Arbitrary<Condition> {
  const fact = from(facts);
  const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 3, arbitrary: tie('leaf') },
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
    leaf: fc.oneof(
      fc.record({ fact, is: fc.constantFrom(true, false, 'yes') }),
      fc.record({ fact, atLeast: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ fact, below: fc.integer({ min: 0, max: 20 }) }),
    ),
  }));
  return condition;
}

const paths = (words: Words): string[] =>
  Object.entries(words.data).flatMap(([category, { fields }]) => [
    category,
    ...Object.keys(fields).map((field) => `${category}.${field}`),
  ]);

/** Mostly a declared name. */
const from = (names: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...names, ...(names.length === 0 ? [STRANGER] : [])) },
    fc.constant(STRANGER),
  );

const some = <T extends string>(names: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .subarray([...names], { minLength: Math.min(1, names.length) })
    .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

/** There in one of three. */
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, value);

/** There in one of six. */
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, value);

/** A record without the members that came out undefined. */
function optional<T>(members: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> {
  // Sound where the members that `T` demands are never undefined, as here.
  return fc
    .record(members as { [name: string]: fc.Arbitrary<unknown> })
    .map((record) =>
      Object.fromEntries(Object.entries(record).filter(([, member]) => member !== undefined)),
    ) as fc.Arbitrary<T>;
}

/** Members of their own under most of these names; `likely` is the share of names that get one. */
function dictionary<T>(
  names: readonly string[],
  value: fc.Arbitrary<T>,
  likely = 0.85,
): fc.Arbitrary<{ [name: string]: T }> {
  const present = fc.integer({ min: 1, max: 100 }).map((n) => n <= likely * 100);
  return fc
    .tuple(...names.map((name) => fc.tuple(fc.constant(name), value, present)))
    .map((entries) =>
      Object.fromEntries(entries.filter(([, , there]) => there).map(([name, member]) => [name, member])),
    );
}
