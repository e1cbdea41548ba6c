/**
 * Random questions about a statement, and random standings to ask them in. Questions keep mostly to what some
 * clause says, so that they get past the first refusal; any of their names may still be another, or a stranger's.
 */
import fc from 'fast-check';
import type { Question, Standing } from '../statement/question.ts';
import { CHANNELS, GROUNDS, type Statement } from '../statement/statement.ts';
import { STRANGER } from './arbitrary-statement.ts';

const PARTIES = ['hummingbird', 'a', 'b', '__proto__', 'a/b'];

/** A standing in which any of the statement's choices may be made and any of its facts known. */
export function anyStanding(statement: Statement): fc.Arbitrary<Standing> {
  const choices = Object.keys(statement.choices);
  const keys = [...choices, ...choices.flatMap((choice) => PARTIES.slice(0, 3).map((party) => `${choice}/${party}`))];
  return fc.record({
    choices: members(
      fc.oneof({ weight: 20, arbitrary: oneOf(keys) }, fc.constant(STRANGER), {
        weight: 2,
        arbitrary: fc.constantFrom(...limitsOn(statement)),
      }),
      fc.constantFrom('on', 'on', 'on', 'off'),
      3 * choices.length,
    ),
    facts: members(
      oneOf(Object.keys(statement.words.facts)),
      fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 20 }), fc.constantFrom('yes', 'no', Number.NaN, '12')),
      4,
    ),
  });
}

/** The names of the limits that a person can set. */
export const limitsOn = ({ words }: Statement): string[] => [
  ':restricted',
  ...Object.keys(words.purposes).map((purpose) => `:objected ${purpose}`),
  ...Object.keys(words.data).map((category) => `:paused ${category}`),
];

/** Choices that no statement here declares, though a careless clause may name them, and facts that none names. */
export const anyStrangeStanding: fc.Arbitrary<Standing> = fc.record({
  choices: members(
    fc.constantFrom(STRANGER, `${STRANGER}/a`, '/a', 'no such choice', 'hasOwnProperty'),
    fc.constantFrom('on', 'off'),
    4,
  ),
  facts: members(
    fc.constantFrom('no such fact', 'hasOwnProperty', ''),
    fc.oneof(fc.boolean(), fc.integer(), fc.string()),
    4,
  ),
});

/** Any question, of any sort. */
export function anyQuestion(statement: Statement): fc.Arbitrary<Question> {
  const { words } = statement;
  const paths = Object.entries(words.data).flatMap(([category, { fields }]) =>
    Object.keys(fields).map((field) => ({ category, field })),
  );
  const pathIn = (data: readonly string[]) =>
    oneOf(paths.filter(({ category, field }) => data.includes(category) || data.includes(`${category}.${field}`)));
  const source = seldom(other(Object.keys(words.sources)));

  const collect = clauseOf(statement.collect).chain(([event, clause]) =>
    oneOf(Object.entries(clause?.takes ?? {})).chain((taken) =>
      fc.record({
        ask: fc.constant('collect' as const),
        event: fc.constant(event),
        at: oneOf(clause?.at ?? []),
        category: fc.constant(taken === STRANGER ? STRANGER : taken[0]),
        field: oneOf(taken === STRANGER ? [] : taken[1]).map((field) => field.replace(/\?$/, '')),
      }),
    ),
  );
  const open = clauseOf(statement.use).chain(([purpose, clause]) =>
    fc
      .record({ path: pathIn(clause?.data ?? []), source })
      .map(({ path, source }) => ({ ask: 'open' as const, purpose, ...fieldOf(path), ...given({ source }) })),
  );
  const send = clauseOf(statement.share).chain(([, clause]) =>
    fc
      .record({
        recipient: oneOf(clause?.to ?? []),
        party: often(fc.constantFrom(...PARTIES)),
        path: pathIn(clause?.sends ?? []),
        own: often(fc.constantFrom(...PARTIES)),
        ground: often(fc.constantFrom(...(clause?.grounds?.length ? clause.grounds : GROUNDS))),
        source,
        region: seldom(other(Object.keys(words.regions))),
      })
      .map(({ path, recipient, ...rest }) => ({
        ask: 'send' as const,
        recipient,
        purpose: clause?.for ?? STRANGER,
        ...fieldOf(path),
        ...given(rest),
      })),
  );
  const contact = clauseOf(statement.messages).chain(([message, clause]) =>
    fc.record({
      ask: fc.constant('contact' as const),
      message: fc.constant(message),
      channel: fc.constantFrom(...(clause?.channels ?? []), ...CHANNELS),
    }),
  );
  const figure = clauseOf(statement.figures).chain(([name, clause]) =>
    fc
      .record({
        subjects: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(clause?.atLeast ?? 0, Number.NaN)),
        recipient: seldom(oneOf(clause?.sharedWith ?? [])),
      })
      .map(({ subjects, recipient }) => ({ ask: 'figure' as const, figure: name, subjects, ...given({ recipient }) })),
  );
  const question: fc.Arbitrary<Question> = fc.oneof(
    { weight: 3, arbitrary: collect },
    fc.record({ ask: fc.constant('hold' as const), category: other(Object.keys(words.data)) }),
    { weight: 2, arbitrary: open },
    { weight: 4, arbitrary: send },
    contact,
    fc.record({ ask: fc.constant('set' as const), cookie: other(Object.keys(statement.cookies)) }),
    figure,
  ) as fc.Arbitrary<Question>;
  return fc.oneof(
    { weight: 4, arbitrary: question },
    question.chain((asked) => astray(asked, statement)),
  );
}

/** The names that a question consists of, by member: each must be declared somewhere. */
export const NAMES_ASKED = {
  collect: ['event', 'at', 'category', 'field'],
  hold: ['category'],
  open: ['purpose', 'category', 'field', 'source'],
  send: ['recipient', 'purpose', 'category', 'field', 'source'],
  contact: ['message', 'channel'],
  set: ['cookie'],
  figure: ['figure', 'recipient'],
} as const satisfies { [A in Question['ask']]: readonly (keyof Extract<Question, { ask: A }>)[] };

/** The same question with one of its names swapped for another of any sort, or for a stranger's. */
function astray(question: Question, statement: Statement): fc.Arbitrary<Question> {
  const { words } = statement;
  const sorts = [words.data, words.purposes, words.recipients, words.touchpoints, words.sources, statement.collect];
  const fields = Object.values(words.data).flatMap((category) => Object.keys(category.fields));
  const names = [...sorts.flatMap((sort) => Object.keys(sort)), ...fields, '__proto__', 'constructor', STRANGER];
  return fc
    .tuple(fc.constantFrom(...(NAMES_ASKED[question.ask] as readonly string[])), fc.constantFrom(...names))
    .map(([member, name]) => ({ ...question, [member]: name }) as Question);
}

const clauseOf = <T>(clauses: { readonly [name: string]: T }): fc.Arbitrary<[string, T | undefined]> =>
  fc.constantFrom<[string, T | undefined][]>(...Object.entries(clauses), [STRANGER, undefined]);

const fieldOf = (path: { category: string; field: string } | typeof STRANGER) =>
  path === STRANGER ? { category: STRANGER, field: STRANGER } : path;

/** One of these, or a stranger if there is none. */
const oneOf = <T>(items: readonly T[]): fc.Arbitrary<T | typeof STRANGER> =>
  items.length === 0 ? fc.constant(STRANGER) : fc.constantFrom(...items);

/** One of these, or now and then a stranger. */
const other = (names: readonly string[]) => fc.constantFrom(...names, ...names, ...names, STRANGER);

const often = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), { weight: 3, arbitrary: value });
const seldom = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, value);

const given = (members: { readonly [name: string]: unknown }) =>
  Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));

function members<T>(name: fc.Arbitrary<string>, value: fc.Arbitrary<T>, most: number) {
  return fc.array(fc.tuple(name, value), { maxLength: most }).map((entries) => Object.fromEntries(entries));
}
