/** What can be asked of a statement, what must be known to answer, and what an answer looks like. */
import type { Channel, Ground } from './statement.ts';

/** What the host knows about a subject at the moment of a question. */
export interface Standing {
  /**
   * The choices made: name → `on` or `off`. A choice for one of many recipients is `name/party`, such as
   * `music-service/hummingbird`; a limit that a person has set begins with a colon, such as `:restricted`, `:paused activity`,
   * `:objected improve`. What is absent stands as the statement starts it.
   */
  readonly choices: { readonly [choice: string]: 'on' | 'off' };
  /** Facts by name. A condition on a fact that is absent does not hold. */
  readonly facts: { readonly [fact: string]: boolean | number | string };
}

/** A condition on facts, as data: it can be decided here, and become SQL elsewhere. */
export type Condition<F extends string = string> =
  | { readonly fact: F; readonly is: boolean | string }
  | { readonly fact: F; readonly atLeast: number }
  | { readonly fact: F; readonly below: number }
  | { readonly all: readonly Condition<F>[] }
  | { readonly any: readonly Condition<F>[] }
  | { readonly not: Condition<F> };

/** May this field arrive in this event, here? */
export interface CollectQuestion {
  readonly ask: 'collect';
  readonly event: string;
  readonly at: string;
  readonly category: string;
  readonly field: string;
}
/** May this category be held? */
export interface HoldQuestion {
  readonly ask: 'hold';
  readonly category: string;
}
/** May this purpose see this field? */
export interface OpenQuestion {
  readonly ask: 'open';
  readonly purpose: string;
  readonly category: string;
  readonly field: string;
  /** Who gave us the data, where it came from others. */
  readonly source?: string;
}
/** May this field go to this recipient, for this purpose? */
export interface SendQuestion {
  readonly ask: 'send';
  readonly recipient: string;
  /** Which one, where there are many. */
  readonly party?: string;
  readonly purpose: string;
  readonly category: string;
  readonly field: string;
  /** The event's own value of the clause's `own` field. */
  readonly own?: string;
  /** The ground that a person named. */
  readonly ground?: Ground;
  readonly source?: string;
  /** The region that the data is about to leave. */
  readonly region?: string;
}
/** May this message go out on this channel? */
export interface ContactQuestion {
  readonly ask: 'contact';
  readonly message: string;
  readonly channel: Channel;
}
/** May this be set? */
export interface SetQuestion {
  readonly ask: 'set';
  readonly cookie: string;
}
/** May this figure, about so many subjects, be shown, or shared with this recipient? */
export interface FigureQuestion {
  readonly ask: 'figure';
  readonly figure: string;
  readonly subjects: number;
  readonly recipient?: string;
}

export type Question =
  | CollectQuestion
  | HoldQuestion
  | OpenQuestion
  | SendQuestion
  | ContactQuestion
  | SetQuestion
  | FigureQuestion;

/** Why a clause withholds. */
export type Because =
  /** A choice is off, or one that it needs. */
  | 'choice-off'
  /** No authorisation of this very recipient. */
  | 'not-authorised'
  /** A condition on facts does not hold. */
  | 'condition'
  /** The category goes through, and is never held. */
  | 'passing'
  /** The purpose sees figures only. */
  | 'aggregates-only'
  /** It is not this recipient's own content. */
  | 'not-its-own'
  /** The source of the data forbids it. */
  | 'source-forbids'
  /** No reasonable belief on a stated ground was given. */
  | 'no-ground'
  /** It would leave its region without a safeguard. */
  | 'no-safeguard'
  /** It would be sold. */
  | 'sold'
  /** The figure is about too few. */
  | 'too-few'
  /** The person asked to have it left alone. */
  | 'restricted'
  /** The person objected to the purpose. */
  | 'objected'
  /** The person paused the category. */
  | 'paused';

/** What the statement does not know, or not there. */
export type Refused =
  | 'undeclared-event'
  | 'undeclared-touchpoint'
  | 'undeclared-field'
  | 'undeclared-category'
  | 'undeclared-purpose'
  | 'undeclared-use'
  | 'undeclared-recipient'
  | 'undeclared-share'
  | 'undeclared-message'
  | 'undeclared-channel'
  | 'undeclared-cookie'
  | 'undeclared-figure'
  | 'undeclared-source';

/**
 * A decision as a value. Permitted and withheld name the clause that decided; refused means that no clause
 * speaks of it, which is never taken as leave; or, with `stopped`, that it is not collected for now, whatever clauses say.
 */
export type Answer =
  | { readonly effect: 'permitted'; readonly clause: string }
  | { readonly effect: 'withheld'; readonly because: Because; readonly clause: string }
  | { readonly effect: 'refused'; readonly because: Refused | 'stopped' };
