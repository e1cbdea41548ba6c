/**
 * The first phase of a statement: the words. It fixes every name that the clauses may use, and says in
 * plain words what each name means. A name that is not here does not exist, and is refused everywhere.
 */

import type { Exact, NotAmong } from './exact.ts';
import type { Field } from './field.ts';
import { freeze } from './freeze.ts';
import type { Span } from './span.ts';
import { type Clauses, finish, type TypedStatement } from './statement.ts';

/** Who data is about. */
export type SubjectKind = 'person' | 'household' | 'visitor';
/** Why a purpose is lawful: GDPR article 6(1) a, b, c, f. */
export type Basis = 'consent' | 'contract' | 'legal-obligation' | 'legitimate-interest';
/** What outsiders there are. `purpose-bound` vendors and our own affiliates act for us, the others for themselves. */
export type RecipientKind =
  | 'vendor'
  | 'music-service'
  | 'control-partner'
  | 'voice-partner'
  | 'advertiser'
  | 'authority'
  | 'affiliate'
  | 'acquirer'
  | 'public';

export interface Category {
  /** Whose data it is. */
  readonly of: SubjectKind;
  /** A noun phrase that can follow "we collect". */
  readonly says: string;
  /** Functional data is needed for the products to work: no choice may govern it. */
  readonly functional?: true;
  /** It may go through, but is never held. */
  readonly passing?: true;
  /** What is true now, such as a profile: a new value replaces the old. Other categories are what happened. */
  readonly current?: true;
  readonly fields: { readonly [field: string]: Field };
}

export interface Purpose {
  /** A phrase that can follow "we use it": `to …`. */
  readonly says: string;
  readonly basis: Basis;
  /** The purpose works on figures about many people and never sees a person's own data. */
  readonly sees?: 'aggregates';
  /** It promotes something. No essential message may serve it. */
  readonly marketing?: true;
  /** People who work for us open data for it, one case at a time. For a purpose without this, programs alone do. */
  readonly byStaff?: true;
  /** It goes on for somebody who had their data restricted, on a ground of GDPR article 18(2). */
  readonly evenRestricted?: 'claims' | 'rights-of-others' | 'public-interest';
}

export interface Recipient {
  readonly says: string;
  readonly kind: RecipientKind;
  /** Where it works: one of the statement's regions. */
  readonly region: string;
  /** There are many of this sort, and a person authorises each by name. */
  readonly many?: true;
}

export interface Region {
  readonly says: string;
  /** ISO 3166-1 codes of the countries in it; a country in none is in the region that has no list. */
  readonly countries?: readonly string[];
}

/** Someone who gives us data about people. What it imposes travels with the data. */
export interface Source {
  readonly says: string;
  /** What the source forbids, in names of this vocabulary. */
  readonly forbids: {
    readonly purposes?: readonly string[];
    readonly recipients?: readonly string[];
    /** Not to be held longer than this, whatever the category's own retention. */
    readonly longerThan?: Span;
  };
}

/** A thing the host knows and the statement may make a condition of: supplied with each question. */
export interface Fact {
  readonly says: string;
  readonly type: 'flag' | 'number' | 'word';
}

/** A moment that starts the clock of a retention. */
export interface Ending {
  readonly says: string;
  /** What brings it about, the first of these that happens. Left out where the host alone can tell: an order is completed. */
  readonly when?: readonly Cause[];
}

/**
 * What can bring an ending about by itself: the person closes their account, or none of a household's registered products
 * was connected for so long, and it is no longer *active*.
 */
export type Cause = 'closing' | { readonly notConnectedFor: Span };

type Sayings<T> = { readonly [name: string]: T };

/** Every word of a statement, as plain data. */
export interface Words {
  /** The promises that clauses cite: id → what the system must do. */
  readonly promises: { readonly [id: string]: string };
  readonly situations: Sayings<{ readonly says: string }>;
  readonly touchpoints: Sayings<{ readonly says: string }>;
  readonly data: Sayings<Category>;
  readonly purposes: Sayings<Purpose>;
  readonly recipients: Sayings<Recipient>;
  readonly regions: Sayings<Region>;
  readonly sources: Sayings<Source>;
  readonly facts: Sayings<Fact>;
  readonly endings: Sayings<Ending>;
  readonly choices: Sayings<{ readonly says: string }>;
}

/** Recipients stand in regions, and sources forbid purposes and recipients: names within the vocabulary itself. */
type Coherent<W extends Words> = {
  recipients: {
    readonly [R in keyof W['recipients']]: { readonly region: OneOf<W['recipients'][R]['region'], W['regions']> };
  };
  sources: {
    readonly [S in keyof W['sources']]: {
      readonly forbids: {
        readonly purposes?: ListOf<W['sources'][S]['forbids']['purposes'], W['purposes']>;
        readonly recipients?: ListOf<W['sources'][S]['forbids']['recipients'], W['recipients']>;
      };
    };
  };
};
type OneOf<Name, Declared> = Name extends keyof Declared ? Name : NotAmong<keyof Declared>;
type ListOf<List, Declared> = List extends readonly (infer Name)[] ? readonly OneOf<Name, Declared>[] : List;

/**
 * Fixes the words of a statement; `.statement({ … })` on the result then writes the clauses with them,
 * and a slip in any name does not compile.
 *
 * @example
 * const words = vocabulary({ promises: {}, situations: { buying: { says: 'Buying' } }, … });
 * export const statement = words.statement({ title: 'What our shop knows about you', … });
 */
export function vocabulary<const W extends Words>(words: W & Coherent<W> & Exact<W, Words>) {
  const frozen = freeze(words) as W;
  return {
    words: frozen,
    statement: <const C extends Clauses<W>>(clauses: C & Exact<C, Clauses<W>>): TypedStatement<W, C> =>
      finish<W, C>(frozen, clauses),
  };
}
