/**
 * The second phase of a statement: the clauses, written with the words of a vocabulary. A clause is one
 * rule; it cites the promises that it keeps. The result is frozen plain data: the same value goes to the
 * database, the browser and the device.
 *
 * Clause types are generic over the names they may use. `Statement`, with plain strings for names, is what
 * checks, decisions and wording read; `Clauses<W>`, with the unions of a vocabulary, is what an author writes.
 */
import { freeze } from './freeze.ts';
import type { Condition, Question, Standing } from './question.ts';
import type { Span } from './span.ts';
import type { Basis, SubjectKind, Words } from './vocabulary.ts';

/** The names that clauses may use, by sort. */
export interface Names {
  promise: string;
  situation: string;
  touchpoint: string;
  category: string;
  purpose: string;
  recipient: string;
  region: string;
  source: string;
  fact: string;
  ending: string;
  choice: string;
  /** A category, or one field of one: `activity`, `registration.email`. */
  data: string;
}

interface Clause<N extends Names> {
  /** The promises that this clause keeps. */
  readonly keeps?: readonly N['promise'][];
}

/** What one event or form may carry, and where it may arise. Its name is the event's name. */
export interface CollectClause<N extends Names = Names, Takes = AnyTakes> extends Clause<N> {
  /** When it happens, in words that can follow "when": `you register a product`. */
  readonly says: string;
  readonly in: N['situation'];
  readonly at: readonly N['touchpoint'][];
  /** Fields by category. `'phone?'` is offered, not demanded; any other field must be there. */
  readonly takes: Takes;
  /** Choices that must be on, besides those that govern the categories. */
  readonly needs?: readonly N['choice'][];
  readonly when?: Condition<N['fact']>;
  /** Given by someone else, whose restrictions then travel with it. */
  readonly from?: N['source'];
}
type AnyTakes = { readonly [category: string]: readonly string[] };

/** How long data is needed; `'while held'` where only the retention bounds it. */
export type Need = Span | 'while held';

/** What a purpose may see. */
export interface UseClause<N extends Names = Names> extends Clause<N> {
  readonly data: readonly N['data'][];
  /** How long the purpose needs what it uses, at most, from when it happened: what is older it does not see. */
  readonly needs: Need;
  /** Categories that it needs for another time than that. */
  readonly needsOf?: { readonly [C in N['category']]?: Need };
  /** The choice that must be on. A purpose based on consent must name one. */
  readonly on?: N['choice'];
}

/** How long a category is held, and what ends it. */
export interface KeepClause<N extends Names = Names> extends Clause<N> {
  readonly for: Span;
  /** The clock starts with collection, or with an ending that may be years away. */
  readonly after: 'collection' | N['ending'];
  readonly because: 'service' | 'support' | 'transaction' | 'law' | 'disputes' | 'enforcement';
}

/** The classes a cookie can belong to. Only the strictly necessary need no choice. */
export const COOKIE_CLASSES = ['strictly-necessary', 'performance', 'functional', 'third-party', 'analytics'] as const;
export type CookieClass = (typeof COOKIE_CLASSES)[number];

/** What must be on for something to happen. A choice may govern many things, and a thing have many choices. */
export interface Governs<N extends Names = Names> {
  readonly data?: readonly N['category'][];
  readonly purposes?: readonly N['purpose'][];
  readonly recipients?: readonly N['recipient'][];
  readonly cookies?: readonly Exclude<CookieClass, 'strictly-necessary'>[];
  /** Promotional messages, by channel. Essential ones have no choice. */
  readonly promotion?: readonly Channel[];
}

interface AnyChoice<N extends Names> extends Clause<N> {
  readonly of: SubjectKind;
  /** The words beside the switch. */
  readonly asks: string;
  /** What follows from leaving it off. */
  readonly tells: string;
  readonly governs: Governs<N>;
  /** Choices that must be on before this one can work. */
  readonly needs?: readonly N['choice'][];
  /** Where it can be changed. */
  readonly at: readonly N['touchpoint'][];
  /** Steps from the settings to the switch, at most. */
  readonly clicks?: number;
}

/** What a person decides. */
export type ChoiceClause<N extends Names = Names> =
  | (AnyChoice<N> & { readonly kind: 'opt-out'; readonly starts: 'on' })
  | (AnyChoice<N> & { readonly kind: 'opt-in'; readonly starts: 'off' })
  | (AnyChoice<N> & { readonly kind: 'authorisation'; readonly starts: 'off' })
  | (AnyChoice<N> & {
      /** Good for one act, then off again. */
      readonly kind: 'one-time';
      readonly starts: 'off';
      /** How long an unused permission stands. */
      readonly lasts: Span;
      /** Choices that this one act need not heed; they stay as they are. */
      readonly overrides?: readonly N['choice'][];
    });

/** Grounds on which data may leave without the person's authorisation. */
export const GROUNDS = [
  'law',
  'legal-proceedings',
  'prevent-harm',
  'crime',
  'security',
  'property-or-rights',
  'corporate-transaction',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** What may leave, to whom and for what. */
export interface ShareClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  readonly to: readonly N['recipient'][];
  readonly sends: readonly N['data'][];
  readonly for: N['purpose'];
  /** The authorisation that must be on, for the very recipient where there are many. */
  readonly on?: N['choice'];
  /** Choices that must be on besides: for usage data, the switch of usage data. */
  readonly needs?: readonly N['choice'][];
  /** Only events whose value here is the recipient's own name: a music service hears of its own music. */
  readonly own?: N['data'];
  /** Only by a recorded decision of a person who names one of these grounds and believes in it on reason. */
  readonly grounds?: readonly Ground[];
  /** The recipient is bound by this statement. */
  readonly bound?: true;
  /** What comes back for it. Money and other value are refused: see the check `sold`. */
  readonly inReturn?: 'nothing' | 'a service to us' | 'money' | 'other value';
}

/** The channels that messages go through. */
export const CHANNELS = ['email', 'in-app', 'sms', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The subjects that an essential message may have: a closed list, so that promotion finds no place in it. */
export const ESSENTIAL_SUBJECTS = [
  'account',
  'security',
  'order',
  'support-case',
  'request',
  'software-update',
  'policy-update',
  'end-of-support',
  'safety',
] as const;
export type EssentialSubject = (typeof ESSENTIAL_SUBJECTS)[number];

interface AnyMessage<N extends Names> extends Clause<N> {
  readonly says: string;
  readonly channels: readonly Channel[];
  readonly for: N['purpose'];
}

/** A sort of message to a person. */
export type MessageClause<N extends Names = Names> =
  | (AnyMessage<N> & { readonly class: 'essential'; readonly about: EssentialSubject })
  | (AnyMessage<N> & {
      readonly class: 'promotional';
      readonly on: readonly N['choice'][];
      /** It may carry an open-tracking pixel. */
      readonly pixel?: true;
    });

/** Something left on or read from a person's device or page. */
export interface CookieClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  readonly class: CookieClass;
  readonly as: 'cookie' | 'pixel' | 'storage' | 'device-identifier';
  readonly lasts: 'session' | Span;
  readonly by: 'us' | N['recipient'];
  readonly for: N['purpose'];
  /** A further choice that must be on, besides the one that governs its class. */
  readonly on?: N['choice'];
}

/** What a person can ask of us. */
export const REQUESTS = ['access', 'export', 'correction', 'erasure', 'restriction', 'objection'] as const;
export type RequestKind = (typeof REQUESTS)[number];

/** By when a request is answered. */
export interface RequestClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  readonly within: Span;
  /** How long before the end someone is reminded. */
  readonly remind: Span;
  /** What the person is told before it is carried out. */
  readonly warns?: string;
}

/** A time within which something else is done. */
export interface DeadlineClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  readonly within: Span;
}

export interface AgeClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  /** In years. */
  readonly minimum: number;
}

/** Data may go from one region to others, under a safeguard. */
export interface TransferClause<N extends Names = Names> extends Clause<N> {
  readonly from: N['region'];
  readonly to: readonly N['region'][];
  readonly safeguard: string;
}

export interface ChangesClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  /** How long before it takes effect a material change is announced. */
  readonly notice: Span;
}

/** A figure about many people, counted as data is collected. */
export interface FigureClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  /** The event that is counted. */
  readonly counts: string;
  /** One field with a closed list of values, a flag or a country, to count by. */
  readonly by?: N['data'];
  readonly every: 'day' | 'month';
  /** Withheld when it is about fewer subjects than this. */
  readonly atLeast: number;
  readonly for: N['purpose'];
  readonly sharedWith?: readonly N['recipient'][];
}

/** Something that holds by the way the product is built, rather than by a decision. */
export interface CommitmentClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
}

export interface ContactClause<N extends Names = Names> extends Clause<N> {
  readonly says: string;
  readonly name: string;
  readonly address?: string;
  readonly email: string;
}

/** A question with its answer: a test of the statement, and an illustration for its readers. */
export interface Example {
  readonly says: string;
  readonly given?: Partial<Standing>;
  readonly ask: Question;
  readonly answer: 'permitted' | 'withheld' | 'refused';
  /** The clause that decides. */
  readonly by?: string;
}

/** A person's word that an absolute promise was meant. */
export interface SignOff {
  /** The clause, or another place that people read: `words.choices.marketing.says`, `wording.faq.3.answers.1`. */
  readonly clause: string;
  /** The absolute words: `never`, `only`. */
  readonly words: string;
  /** The role that signed, not a name. */
  readonly by: string;
  readonly on: `${number}-${number}-${number}`;
}

interface Heading {
  readonly id: string;
  readonly title: string;
  /** The date on the statement; this version is in force from then on. */
  readonly dated: `${number}-${number}-${number}`;
  readonly contacts: { readonly [role: string]: ContactClause };
}

type Named<T> = { readonly [name: string]: T };

/** A whole statement as plain data, names as strings. */
export interface Statement extends Heading {
  readonly words: Words;
  readonly collect: Named<CollectClause>;
  readonly use: Named<UseClause>;
  readonly keep: Named<KeepClause>;
  readonly choices: Named<ChoiceClause>;
  readonly share: Named<ShareClause>;
  readonly messages: Named<MessageClause>;
  readonly cookies: Named<CookieClause>;
  readonly requests: { readonly [K in RequestKind]?: RequestClause };
  readonly deadlines: Named<DeadlineClause>;
  readonly age: AgeClause;
  readonly transfers: Named<TransferClause>;
  readonly changes: ChangesClause;
  readonly figures: Named<FigureClause>;
  readonly commitments: Named<CommitmentClause>;
  readonly examples: readonly Example[];
  readonly signedOff: readonly SignOff[];
}

type Key<T> = keyof T & string;

/** The names of a vocabulary. Each is spelled out, so that a message shows the names and not the name of a type. */
export interface NamesOf<W extends Words> extends Names {
  promise: keyof W['promises'] & string;
  situation: keyof W['situations'] & string;
  touchpoint: keyof W['touchpoints'] & string;
  category: keyof W['data'] & string;
  purpose: keyof W['purposes'] & string;
  recipient: keyof W['recipients'] & string;
  region: keyof W['regions'] & string;
  source: keyof W['sources'] & string;
  fact: keyof W['facts'] & string;
  ending: keyof W['endings'] & string;
  choice: keyof W['choices'] & string;
  data: { [C in Key<W['data']>]: C | `${C}.${Key<W['data'][C]['fields']>}` }[Key<W['data']>];
}

type Takes<W extends Words> = {
  readonly [C in Key<W['data']>]?: readonly (
    | (keyof W['data'][C]['fields'] & string)
    | `${keyof W['data'][C]['fields'] & string}?`
  )[];
};

/** The categories that may be held: all but the passing ones. */
type Held<W extends Words> = {
  [C in Key<W['data']>]: W['data'][C] extends { passing: true } ? never : C;
}[Key<W['data']>];

/** A purpose that rests on consent must name the choice by which it is given. */
type Use<W extends Words, P extends Key<W['purposes']>> = W['purposes'][P] extends { basis: 'consent' & Basis }
  ? ConsentedUseClause<NamesOf<W>>
  : UseClause<NamesOf<W>>;
interface ConsentedUseClause<N extends Names> extends UseClause<N> {
  readonly on: N['choice'];
}

/** What an author writes: what the law wants complete has no question mark. */
export interface Clauses<W extends Words, N extends NamesOf<W> = NamesOf<W>> extends Heading {
  readonly collect: Named<CollectClause<N, Takes<W>>>;
  readonly use: { readonly [P in Key<W['purposes']>]: Use<W, P> };
  readonly keep: { readonly [C in Held<W>]: KeepClause<N> };
  readonly choices: { readonly [C in Key<W['choices']>]: ChoiceClause<N> };
  readonly requests: { readonly [K in RequestKind]: RequestClause<N> };
  readonly age: AgeClause<N>;
  readonly changes: ChangesClause<N>;
  readonly share?: Named<ShareClause<N>>;
  readonly messages?: Named<MessageClause<N>>;
  readonly cookies?: Named<CookieClause<N>>;
  readonly deadlines?: Named<DeadlineClause<N>>;
  readonly transfers?: Named<TransferClause<N>>;
  readonly figures?: Named<FigureClause<N>>;
  readonly commitments?: Named<CommitmentClause<N>>;
  readonly contacts: Named<ContactClause<N>>;
  readonly examples?: readonly Example[];
  readonly signedOff?: readonly SignOff[];
}

declare const typed: unique symbol;

/** A statement whose type remembers its words and clauses; at run time it is a plain `Statement`. */
export interface TypedStatement<W extends Words, C> extends Statement {
  readonly [typed]?: { readonly words: W; readonly clauses: C };
}

/** The purposes of a typed statement. */
export type PurposeOf<S> = S extends TypedStatement<infer W, infer _> ? keyof W['purposes'] & string : never;
/** What a purpose may open: categories and single fields. */
export type OpenedFor<S, P> =
  S extends TypedStatement<infer _, infer C>
    ? C extends { use: infer U }
      ? P extends keyof U
        ? U[P] extends { data: readonly (infer D extends string)[] }
          ? D
          : never
        : never
      : never
    : never;
/** The events of a typed statement. */
export type EventOf<S> =
  S extends TypedStatement<infer _, infer C> ? (C extends { collect: infer E } ? Key<E> : never) : never;

/** Completes and freezes the clauses. */
export function finish<W extends Words, C extends Clauses<W>>(words: W, clauses: C): TypedStatement<W, C> {
  const nothing = {
    share: {},
    messages: {},
    cookies: {},
    deadlines: {},
    transfers: {},
    figures: {},
    commitments: {},
    examples: [],
    signedOff: [],
  };
  // Sound: `Clauses<W>` is `Statement` with narrower names and defaults for what may be left out;
  // tests/types holds the two to each other.
  return freeze({ words, ...nothing, ...clauses } as unknown as Statement) as TypedStatement<W, C>;
}
