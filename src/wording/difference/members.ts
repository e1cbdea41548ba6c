/**
 * How a change of each member of a clause or a word is judged. Complete by its types: a member that is new to the
 * language does not compile before it stands here.
 *
 * A clause's own `says` only tells what its other members bound. The words of the vocabulary are what those members
 * mean by a name, and the words of a request, a deadline, the age, a change or a commitment are the promise itself:
 * other words there may promise less.
 */
import type { Section } from '../../statement/clause.ts';
import type { Statement } from '../../statement/statement.ts';
import type { Cause, Words } from '../../statement/vocabulary.ts';
import { BASIS, dataWords, listWords, SUBJECT, says, spanWords } from '../phrase.ts';
import {
  downIsWeaker,
  longerIsWeaker,
  saidIsWeaker,
  shorterIsWeaker,
  type Turn,
  unsaidIsWeaker,
  upIsWeaker,
  whicheverWay,
} from './turn.ts';

export interface Judged<V> {
  readonly turn: (was: V, is: V) => Turn;
  /** A sentence; `…` stands for what the clause or the word is about. */
  readonly says: string;
  /** A value in plain words, where the value itself says too little. */
  readonly words?: (value: NonNullable<V>, statement: Statement) => string;
}
export type Rule<V> =
  /** What it permits is asked, question by question. */
  | 'asked'
  /** It is compared with its neighbours, in `together.ts`. */
  | 'together'
  /** It tells, and binds nobody. */
  | 'told'
  /** The promises that the clause says it keeps: worth a line only where nothing else of the clause changes. */
  | 'cited'
  | Judged<V>;

/** Each member that some form of a clause has. */
type MemberOf<C> = C extends unknown ? keyof C & string : never;
type ValueOf<C, K extends string> = C extends { readonly [P in K]?: infer V } ? V : undefined;
type Rules<C> = { readonly [K in MemberOf<C>]: Rule<ValueOf<C, K>> };

type Clauses = { readonly [S in Section]: NonNullable<Statement[S][keyof Statement[S]]> } & {
  readonly age: Statement['age'];
  readonly changes: Statement['changes'];
};
type Meant<T> = T extends string ? { readonly says: string } : T;

const promise = { turn: whicheverWay, says: 'What we promise is put in other words' };
const meaning = (says: string) => ({ turn: whicheverWay, says });

export const CLAUSES: { readonly [S in keyof Clauses]: Rules<Clauses[S]> } = {
  collect: {
    says: 'told',
    in: 'told',
    at: 'asked',
    takes: 'together',
    needs: 'asked',
    when: 'asked',
    from: {
      turn: whicheverWay,
      says: 'Who gives it to us changes, when …',
      words: (source, { words }) => says(words.sources, source),
    },
    keeps: 'cited',
  },
  use: { data: 'together', needs: 'together', needsOf: 'together', on: 'asked', keeps: 'cited' },
  keep: { for: 'together', after: 'together', because: 'told', keeps: 'cited' },
  choices: {
    kind: 'together',
    starts: 'together',
    of: { turn: whicheverWay, says: 'Whose choice … is changes', words: (of) => SUBJECT[of] },
    asks: { turn: whicheverWay, says: 'What … asks is put in other words' },
    tells: { turn: whicheverWay, says: 'What follows from leaving … off is put in other words' },
    governs: 'asked',
    needs: 'asked',
    at: 'together',
    clicks: {
      turn: (was = Number.POSITIVE_INFINITY, is = Number.POSITIVE_INFINITY) => upIsWeaker(was, is),
      says: 'The way from the settings to … changes',
      words: (clicks) => `at most ${clicks} steps`,
    },
    lasts: {
      // Where only one of the two has it, the kind has changed, and that is told.
      turn: (was, is) => (was === undefined || is === undefined ? 'elsewhere' : longerIsWeaker(was, is)),
      says: 'An unused yes to … stands for another time',
      words: spanWords,
    },
    overrides: 'asked',
    keeps: 'cited',
  },
  share: {
    says: 'told',
    to: 'asked',
    sends: 'asked',
    for: 'asked',
    on: 'asked',
    needs: 'asked',
    own: {
      // Whether it is heeded is asked; by which value it goes is not.
      turn: (was, is) => (was === undefined || is === undefined ? 'elsewhere' : 'weaker'),
      says: 'By what a recipient’s own content is known changes: …',
      words: (path, statement) => dataWords(statement, path),
    },
    grounds: 'asked',
    bound: 'together',
    inReturn: 'together',
    keeps: 'cited',
  },
  messages: {
    says: 'told',
    class: {
      turn: (_, is) => (is === 'essential' ? 'weaker' : 'stronger'),
      says: 'Whether a preference silences … changes',
      words: (one) => (one === 'essential' ? 'none does' : 'one does'),
    },
    about: { turn: whicheverWay, says: 'The subject of … changes' },
    channels: 'asked',
    for: { turn: whicheverWay, says: '… serves another end', words: (one, { words }) => says(words.purposes, one) },
    on: 'asked',
    pixel: { turn: saidIsWeaker, says: 'Whether … may carry a pixel changes' },
    keeps: 'cited',
  },
  cookies: {
    says: 'told',
    class: {
      turn: (was, is) => (was === 'strictly-necessary' && is !== was ? 'stronger' : 'weaker'),
      says: '… belongs to another class',
    },
    as: { turn: whicheverWay, says: '… is another sort of thing' },
    lasts: {
      turn: (was, is) =>
        was === 'session' ? 'weaker' : is === 'session' ? 'stronger' : longerIsWeaker(was ?? '', is ?? ''),
      says: 'The lifetime of … changes',
    },
    by: {
      turn: (_, is) => (is === 'us' ? 'stronger' : 'weaker'),
      says: 'Who sets … changes',
      words: (by, { words }) => says(words.recipients, by),
    },
    for: { turn: whicheverWay, says: '… serves another end', words: (one, { words }) => says(words.purposes, one) },
    on: 'asked',
    keeps: 'cited',
  },
  requests: {
    says: { turn: whicheverWay, says: 'What you can ask for is put in other words' },
    within: { turn: longerIsWeaker, says: 'The time within which you can … changes', words: spanWords },
    remind: 'told',
    warns: { turn: unsaidIsWeaker, says: 'What you are told before you … changes' },
    keeps: 'cited',
  },
  deadlines: {
    says: promise,
    within: { turn: longerIsWeaker, says: 'A time limit changes: …', words: spanWords },
    keeps: 'cited',
  },
  age: {
    says: promise,
    minimum: { turn: downIsWeaker, says: 'The minimum age changes', words: String },
    keeps: 'cited',
  },
  transfers: { from: 'together', to: 'together', safeguard: 'together', keeps: 'cited' },
  changes: {
    says: promise,
    notice: { turn: shorterIsWeaker, says: 'The time between telling you and a change changes', words: spanWords },
    keeps: 'cited',
  },
  figures: {
    says: 'told',
    counts: { turn: whicheverWay, says: '… counts something else' },
    by: { turn: (_, is) => (is === undefined ? 'stronger' : 'weaker'), says: 'What … is told apart by changes' },
    every: {
      turn: (_, is) => (is === 'day' ? 'weaker' : 'stronger'),
      says: 'How often … is counted changes',
    },
    atLeast: 'asked',
    for: { turn: whicheverWay, says: '… serves another end', words: (one, { words }) => says(words.purposes, one) },
    sharedWith: 'asked',
    keeps: 'cited',
  },
  commitments: { says: promise, keeps: 'cited' },
  contacts: {
    says: 'told',
    name: { turn: whicheverWay, says: 'Someone to turn to is someone else: …' },
    address: { turn: (_, is) => (is === undefined ? 'weaker' : 'neither'), says: 'Where to write to … changes' },
    email: 'told',
    keeps: 'cited',
  },
};

export const WORDS: { readonly [S in keyof Words]: Rules<Meant<Words[S][string]>> } = {
  promises: { says: promise },
  situations: { says: 'told' },
  touchpoints: { says: meaning('A place where data arises is described in other words') },
  data: {
    says: meaning('What we may collect is described in other words'),
    of: { turn: whicheverWay, says: 'Whom … is about changes', words: (of) => SUBJECT[of] },
    functional: { turn: saidIsWeaker, says: 'Whether the products depend on … changes' },
    passing: { turn: unsaidIsWeaker, says: 'Whether … only passes through changes' },
    current: { turn: unsaidIsWeaker, says: 'Whether a new value replaces the old changes: …' },
    fields: 'together',
  },
  purposes: {
    says: meaning('What we use data for is described in other words'),
    basis: {
      turn: (_, is) => (is === 'consent' ? 'stronger' : 'weaker'),
      says: 'The reason why we may use data … changes',
      words: (basis) => BASIS[basis],
    },
    sees: 'asked',
    evenRestricted: {
      turn: whicheverWay,
      says: 'Whether it goes on for who had their data restricted changes: …',
    },
    marketing: { turn: whicheverWay, says: 'Whether it promotes something changes: …' },
    byStaff: { turn: saidIsWeaker, says: 'Whether people who work for us look at data for it changes: …' },
  },
  recipients: {
    says: meaning('Someone who may get data is described in other words'),
    kind: { turn: whicheverWay, says: 'What sort of recipient … is changes' },
    region: {
      turn: whicheverWay,
      says: 'Where … works changes',
      words: (region, { words }) => says(words.regions, region),
    },
    many: { turn: whicheverWay, says: 'Whether … is one or many changes' },
  },
  regions: {
    says: meaning('A region where data may be is described in other words'),
    countries: { turn: whicheverWay, says: 'Other countries belong to …', words: (countries) => listWords(countries) },
  },
  sources: { says: meaning('Someone who gives us data is described in other words'), forbids: 'together' },
  facts: {
    says: meaning('What a condition turns on is described in other words'),
    type: { turn: whicheverWay, says: 'What can be known of this changes: …' },
  },
  endings: {
    says: meaning('The moment that starts the clock of a retention is described in other words'),
    when: {
      turn: whicheverWay,
      says: 'What starts the clock of a retention changes: …',
      words: (when) => listWords(when.map(causeWords)),
    },
  },
  choices: { says: 'told' },
};

/** What people lose when a clause or a word of a sort is gone. What is not here shows in what is permitted. */
export const LOST: { readonly [sort: string]: string } = {
  choices: 'The choice … goes away',
  requests: 'You can no longer ask to …',
  deadlines: 'A time limit is gone: …',
  commitments: 'What we promised is gone: …',
  contacts: 'Someone to turn to is gone: …',
  'words.promises': 'What we promised is gone: …',
};

const causeWords = (cause: Cause): string =>
  typeof cause === 'string'
    ? 'you close your account'
    : `nothing was connected for ${spanWords(cause.notConnectedFor)}`;
