/**
 * The questions that could tell two versions of a statement apart: a finite list. What neither version
 * declares is refused in both, so only what one of them declares is asked.
 */
import { isPerParty } from '../../decide/choices.ts';
import { covers, splitTaken } from '../../statement/clause.ts';
import type { Question, Standing } from '../../statement/question.ts';
import { type Governs, GROUNDS, type Statement } from '../../statement/statement.ts';
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
  const once = [{ choices: {}, facts: {} }];
  const { words } = statement;
  const fieldsOf = (paths: readonly string[]) =>
    Object.entries(words.data).flatMap(([category, { fields }]) =>
      Object.keys(fields)
        .filter((field) => covers(paths, category, field))
        .map((field) => ({ category, field })),
    );

  for (const category of Object.keys(words.data)) yield { question: { ask: 'hold', category }, standings: once };

  for (const [event, clause] of Object.entries(statement.collect)) {
    const facts = factsBetween(clause.when, own(other.collect, event)?.when);
    const over = both.flatMap((one) => [
      ...(own(one.collect, event)?.needs ?? []),
      ...Object.keys(clause.takes).flatMap((category) => governing(one, 'data', category)),
    ]);
    const where = facts.flatMap((one) => standings(both, withNeeds(both, over), one));
    for (const at of clause.at)
      for (const [category, taken] of Object.entries(clause.takes))
        for (const field of taken)
          yield { question: { ask: 'collect', event, at, category, field: splitTaken(field).field }, standings: where };
  }

  const sources = [undefined, ...names(both, 'sources')];
  for (const [purpose, clause] of Object.entries(statement.use)) {
    const over = both.flatMap((one) => overPurpose(one, purpose));
    for (const data of fieldsOf(clause.data))
      for (const source of sources)
        yield { question: { ask: 'open', purpose, ...data, ...given({ source }) }, standings: turned(over) };
  }

  const guarded = both.flatMap(({ transfers }) => Object.values(transfers).map((one) => one.from));
  const regions = [undefined, ...new Set([...names(both, 'regions'), ...guarded])];
  for (const clause of Object.values(statement.share)) {
    const base = { ground: clause.grounds?.[0], own: PARTY, source: undefined, region: undefined };
    // A clause permits where each of its conditions holds, one by one: to find one that fell away, it is enough
    // to break one at a time and leave the rest as this version likes them.
    const circumstances = [
      base,
      ...[undefined, ...GROUNDS].map((ground) => ({ ...base, ground })),
      ...[undefined, 'another'].map((own) => ({ ...base, own })),
      ...sources.map((source) => ({ ...base, source })),
      ...regions.map((region) => ({ ...base, region })),
    ];
    for (const recipient of clause.to) {
      const isMany = own(words.recipients, recipient)?.many;
      const over = both.flatMap((one) => [
        ...Object.values(one.share).flatMap((other) =>
          other.for === clause.for && other.to.includes(recipient) ? [other.on ?? [], other.needs ?? []].flat() : [],
        ),
        ...governing(one, 'recipients', recipient),
      ]);
      for (const data of fieldsOf(clause.sends))
        for (const one of circumstances) {
          const own = one.own === PARTY && !isMany ? recipient : one.own;
          const detail = given({ ...one, own, party: isMany ? PARTY : undefined });
          yield {
            question: { ask: 'send', recipient, purpose: clause.for, ...data, ...detail },
            standings: turned(over, isMany ? PARTY : undefined),
          };
        }
    }
  }

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
  for (const [figure, clause] of Object.entries(statement.figures))
    for (const recipient of [undefined, ...(clause.sharedWith ?? [])])
      yield { question: { ask: 'figure', figure, subjects: clause.atLeast, ...given({ recipient }) }, standings: once };
}

/** One of many recipients, whichever it is. */
const PARTY = 'this-one';

/** Members that are there. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Sound: what is undefined is left out, and everything else is untouched.
  return Object.fromEntries(Object.entries(members).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Names that either version has. */
const names = (both: readonly Statement[], sort: 'sources' | 'regions'): string[] => [
  ...new Set(both.flatMap((one) => Object.keys(one.words[sort]))),
];

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

/**
 * Standings that tell apart any two ways in which these choices could decide. Turning a choice on never takes
 * anything away, and what stands over a question is a list of choices that must all be on: so everything on
 * but one (and but two, for a permission that overrides a choice) finds a requirement that is gone, nothing
 * said finds a default that moved, and one alone finds what depends on it alone.
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
    turned(() => true),
    turned(() => false),
    ...choices.map((one) => turned((name) => name !== one)),
    ...choices.map((one) => turned((name) => name === one)),
    ...choices.map((one): Standing => ({ facts, choices: { [one]: 'on' } })),
    ...pairs(choices).map(([one, two]) => turned((name) => name !== one && name !== two)),
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

const pairs = (all: readonly string[]) =>
  all.flatMap((one, index) => all.slice(index + 1).map((two) => [one, two] as const));

/** The choices that share clauses name for recipients of whom there are many. */
const onOfMany = ({ share, words }: Statement): string[] =>
  Object.values(share).flatMap(({ on, to }) =>
    on !== undefined && to.some((one) => own(words.recipients, one)?.many) ? [on] : [],
  );
