/**
 * The questions that could tell two versions of a statement apart: a finite list. What neither version
 * declares is refused in both, so only what one of them declares is asked.
 */
import { isPerParty } from '../../decide/choices.ts';
import { covers, splitTaken } from '../../statement/clause.ts';
import type { Question, Standing } from '../../statement/question.ts';
import type { Governs, ShareClause, Statement } from '../../statement/statement.ts';
import { own } from '../own.ts';
import { factsBetween } from './facts.ts';

/** A question with the standings in which it is worth asking. */
export interface Asked {
  readonly question: Question;
  readonly standings: readonly Standing[];
}

/** Every question that `statement` could permit, asked where `other` might answer otherwise. */
export function* questions(statement: Statement, other: Statement): Generator<Asked> {
  const both = [statement, other] as const;
  const turned = standingsOver(both);
  for (const category of Object.keys(statement.words.data))
    yield { question: { ask: 'hold', category }, standings: ONCE };
  yield* collecting(both);
  yield* opening(both, turned);
  yield* sending(both, turned);
  yield* reaching(both, turned);
  for (const [figure, clause] of Object.entries(statement.figures))
    for (const recipient of [undefined, ...(clause.sharedWith ?? [])])
      yield { question: { ask: 'figure', figure, subjects: clause.atLeast, ...given({ recipient }) }, standings: ONCE };
}

/** The version that could permit, and the other. */
type Both = readonly [Statement, Statement];
type Turned = ReturnType<typeof standingsOver>;

/** What turns on nobody's standing. */
const ONCE: readonly Standing[] = [{ choices: {}, facts: {} }];

function* collecting(both: Both): Generator<Asked> {
  const [statement, other] = both;
  for (const [event, clause] of Object.entries(statement.collect)) {
    const over = both.flatMap((one) => [
      ...(own(one.collect, event)?.needs ?? []),
      ...Object.keys(clause.takes).flatMap((category) => governing(one, 'data', category)),
    ]);
    const facts = factsBetween(clause.when, own(other.collect, event)?.when);
    const where = facts.flatMap((one) => standings(both, withNeeds(both, over), one));
    for (const at of clause.at)
      for (const [category, taken] of Object.entries(clause.takes))
        for (const field of taken)
          yield { question: { ask: 'collect', event, at, category, field: splitTaken(field).field }, standings: where };
  }
}

function* opening(both: Both, turned: Turned): Generator<Asked> {
  const [statement] = both;
  for (const [purpose, clause] of Object.entries(statement.use)) {
    const over = both.flatMap((one) => overPurpose(one, purpose));
    for (const data of fieldsOf(statement, clause.data))
      for (const source of [undefined, ...sources(both)])
        yield { question: { ask: 'open', purpose, ...data, ...given({ source }) }, standings: turned(over) };
  }
}

function* sending(both: Both, turned: Turned): Generator<Asked> {
  const [statement] = both;
  for (const clause of Object.values(statement.share))
    for (const recipient of clause.to) {
      const party = own(statement.words.recipients, recipient)?.many ? PARTY : undefined;
      const rivals = both.flatMap(({ share }) =>
        Object.values(share).filter((one) => one.for === clause.for && one.to.includes(recipient)),
      );
      const over = [
        ...rivals.flatMap(({ on, needs = [] }) => (on === undefined ? needs : [on, ...needs])),
        ...both.flatMap((one) => governing(one, 'recipients', recipient)),
      ];
      for (const data of fieldsOf(statement, clause.sends))
        for (const one of circumstances(both, rivals, clause.for, recipient, party))
          yield {
            question: { ask: 'send', recipient, purpose: clause.for, ...data, ...one },
            standings: turned(over, party),
          };
    }
}

/**
 * In what circumstances something may be about to go to a recipient for a purpose. Any of the clauses may permit it,
 * each under conditions of its own, so these are all combinations of what one of them heeds.
 */
function circumstances(
  both: Both,
  clauses: readonly ShareClause[],
  purpose: string,
  recipient: string,
  party: string | undefined,
) {
  const grounds = [undefined, ...new Set(clauses.flatMap((one) => one.grounds ?? []))];
  const isOwnHeeded = clauses.some((one) => one.own !== undefined);
  const content = isOwnHeeded ? [undefined, party ?? recipient, 'another'] : [undefined];
  const heeded = sources(both).filter((source) => both.some((one) => heeds(one, source, purpose, recipient)));
  const guarded = new Set(both.flatMap(({ transfers }) => Object.values(transfers).map((one) => one.from)));
  return grounds.flatMap((ground) =>
    content.flatMap((own) =>
      [undefined, ...heeded].flatMap((source) =>
        [undefined, ...guarded].map((region) => given({ ground, own, source, region, party })),
      ),
    ),
  );
}

function* reaching(both: Both, turned: Turned): Generator<Asked> {
  const [statement] = both;
  for (const [message, { channels }] of Object.entries(statement.messages))
    for (const channel of channels) {
      const over = both.flatMap((one) => {
        const clause = own(one.messages, message);
        if (clause === undefined) return [];
        const named = clause.class === 'promotional' ? clause.on : [];
        return [...named, ...overPurpose(one, clause.for), ...governing(one, 'promotion', channel)];
      });
      yield { question: { ask: 'contact', message, channel }, standings: turned(over) };
    }
  for (const cookie of Object.keys(statement.cookies)) {
    const over = both.flatMap((one) => {
      const clause = own(one.cookies, cookie);
      return clause === undefined ? [] : [clause.on ?? [], governing(one, 'cookies', clause.class)].flat();
    });
    yield { question: { ask: 'set', cookie }, standings: turned(over) };
  }
}

/** The fields that some paths name. */
const fieldsOf = ({ words }: Statement, paths: readonly string[]) =>
  Object.entries(words.data).flatMap(([category, { fields }]) =>
    Object.keys(fields)
      .filter((field) => covers(paths, category, field))
      .map((field) => ({ category, field })),
  );

/** The sources that either version knows. */
const sources = (both: Both): readonly string[] => [...new Set(both.flatMap((one) => Object.keys(one.words.sources)))];

/** One of many recipients, whichever it is. */
const PARTY = 'this-one';

/** Members that are there. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Sound: what is undefined is left out, and everything else is untouched.
  return Object.fromEntries(Object.entries(members).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Whether it matters that data comes from a source: it forbids this, or nobody knows it. */
function heeds({ words }: Statement, source: string, purpose: string, recipient: string): boolean {
  const forbids = own(words.sources, source)?.forbids;
  return forbids === undefined || !!forbids.purposes?.includes(purpose) || !!forbids.recipients?.includes(recipient);
}

/** The choices that govern something. */
const governing = ({ choices }: Statement, sort: keyof Governs, name: string): string[] =>
  Object.entries(choices).flatMap(([choice, { governs }]) =>
    ((governs[sort] ?? []) as readonly string[]).includes(name) ? [choice] : [],
  );

/** The choices over a purpose. */
export const overPurpose = (one: Statement, purpose: string): string[] => [
  ...[own(one.use, purpose)?.on ?? []].flat(),
  ...governing(one, 'purposes', purpose),
];

/** These choices that have a clause (a word alone decides nothing), and those that they need in either version. */
function withNeeds(both: readonly Statement[], direct: readonly string[]): string[] {
  const found = new Set(direct);
  // A Set that grows while it is walked is walked to its new end.
  for (const name of found)
    for (const { choices } of both) for (const one of own(choices, name)?.needs ?? []) found.add(one);
  return [...found].filter((name) => both.some(({ choices }) => Object.hasOwn(choices, name)));
}

/** The standings over some choices, made once however often they are asked for. */
function standingsOver(both: readonly Statement[]) {
  const made = new Map<string, readonly Standing[]>();
  return (direct: readonly string[], party?: string): readonly Standing[] => {
    const over = withNeeds(both, direct);
    const key = JSON.stringify([party, over]);
    const all = made.get(key) ?? standings(both, over, {}, party);
    made.set(key, all);
    return all;
  };
}

/** Up to so many choices, every way to turn them is tried. */
const FEW = 6;

/**
 * Standings that tell apart any two ways in which these choices could decide: each on or off, nothing said at all,
 * and one alone said, which finds a default that moved. Where they are more than a few: turning a choice on never
 * takes anything away, and what stands over a question is mostly a list of choices that must all be on, so everything
 * on but one or two (for a permission that overrides a choice) finds a requirement that is gone.
 */
function standings(
  both: readonly Statement[],
  choices: readonly string[],
  facts: Standing['facts'],
  party?: string,
): Standing[] {
  const many = new Set(
    both.flatMap((one) => [...Object.keys(one.choices).filter((name) => isPerParty(one, name)), ...onOfMany(one)]),
  );
  const turned = (isOn: (name: string) => boolean): Standing => ({
    facts,
    choices: Object.fromEntries(
      choices.flatMap((name) => {
        const state = isOn(name) ? ('on' as const) : ('off' as const);
        return party !== undefined && many.has(name)
          ? [
              [name, 'off' as const],
              [`${name}/${party}`, state],
            ]
          : [[name, state]];
      }),
    ),
  });
  return [
    { choices: {}, facts },
    ...(choices.length <= FEW ? subsets(choices) : nearAllAndNone(choices)).map((on) =>
      turned((name) => on.includes(name)),
    ),
    ...choices.map((one): Standing => ({ facts, choices: { [one]: 'on' } })),
    // Another of the many is authorised, and this one is not.
    ...(party === undefined
      ? []
      : [...many].map(
          (one): Standing => ({
            facts,
            choices: { ...turned(() => true).choices, [`${one}/${party}`]: 'off', [`${one}/another`]: 'on' },
          }),
        )),
  ];
}

const subsets = (all: readonly string[]): readonly (readonly string[])[] =>
  all.reduce<readonly (readonly string[])[]>((so, one) => so.flatMap((some) => [some, [...some, one]]), [[]]);

/** All, none, all but one, one alone, and all but two. */
function nearAllAndNone(all: readonly string[]): readonly (readonly string[])[] {
  const without = all.flatMap((one, index) =>
    all.slice(index).map((two) => all.filter((name) => name !== one && name !== two)),
  );
  return [all, [], ...without, ...all.map((one) => [one])];
}

/** The choices that share clauses name for recipients of whom there are many. */
const onOfMany = ({ share, words }: Statement): string[] =>
  Object.values(share).flatMap(({ on, to }) =>
    on !== undefined && to.some((one) => own(words.recipients, one)?.many) ? [on] : [],
  );
