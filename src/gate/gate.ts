/**
 * The gate: the only door to personal data. Every verb decides first, acts on what was decided, and records
 * what was done, in one transaction; what no clause allows does not happen and is counted.
 */

import type { Compiled } from '../decide/compile.ts';
import type { Allowed } from '../decide/directive.ts';
import type { Stopped } from '../decide/stopped.ts';
import type { Answer, Standing } from '../statement/question.ts';
import type { OpenedFor, PurposeOf, Statement } from '../statement/statement.ts';
import type { Receipt } from '../vault/receipt.ts';
import type { Swept } from '../vault/sweep.ts';
import type { Acts } from './acts.ts';
import type { AutoDeleted, AutoDeleting, AutoDeletionInForce } from './auto-delete.ts';
import type { Closed, Closing } from './close.ts';
import type { Differences } from './difference-apart.ts';
import type { Showing, ShownFigure } from './figure.ts';
import type { See } from './glass.ts';
import type { Limit, Limited, Limiting } from './limit.ts';
import type { Publishing } from './publish.ts';
import type { Removal, Removed, Removing } from './remove.ts';
import type { Stopping, StopSet } from './stop.ts';

export type { Receipt } from '../vault/receipt.ts';
export type { Limit } from './limit.ts';
export type { Removal } from './remove.ts';

/** A subject's id: a random UUID that says nothing about it. */
export type SubjectId = string & { readonly sort: 'subject' };

/** Who asks: a person about themselves, a part of the product, or staff in a role. Never a name or an address. */
export type Actor = 'self' | `service:${string}` | `staff:${string}`;

/** An event as it arrives. Everything in it is unproven. */
export interface Arrival {
  readonly event: string;
  /** When it happened, RFC 3339. */
  readonly at: string;
  readonly data: { readonly [field: string]: unknown };
  /** The generation of the directive it was recorded under. */
  readonly generation?: number;
}

export interface Batch {
  readonly subject: SubjectId;
  /** The product or app that sent it; `''` for a form that people fill in. */
  readonly product: string;
  readonly touchpoint: string;
  /** Known again by this id: the same batch is stored once, and answered as before. */
  readonly id: string;
  readonly events: readonly unknown[];
  /** People filled it in: where something of it is stopped, all of it is. */
  readonly isForm?: true;
  /** The text that `events` and `generation` were read from, by which a repetition is known; made from them if absent. */
  readonly body?: string | Buffer | undefined;
  /** For events that carry none of their own. */
  readonly generation?: number | undefined;
  /** What the caller knows for certain of the subject or the product, for conditions. */
  readonly facts?: Standing['facts'];
}

/** How many, of events and of fields. */
export interface Count {
  events: number;
  fields: number;
}

/**
 * The books of a batch: every event, and every field, is counted exactly once. Stored and withheld by clause,
 * refused by reason.
 */
export interface Books {
  readonly received: Count;
  readonly stored: { readonly [clause: string]: Count };
  readonly withheld: { readonly [clause: string]: Count };
  readonly refused: { readonly [reason: string]: Count };
}

export type Collected =
  | { readonly kind: 'collected'; readonly repeated: boolean; readonly books: Books; readonly generation: number }
  /** Another body came under this id before. */
  | { readonly kind: 'conflict' }
  /** A value by which a person is found belongs to somebody else. */
  | { readonly kind: 'taken'; readonly field: string }
  /** The subject has been erased, or never was. */
  | { readonly kind: 'gone' };

/** The purposes of a typed statement, any name for one whose type has forgotten them. */
export type Purpose<S> = [PurposeOf<S>] extends [never] ? string : PurposeOf<S>;
/** What may be opened for a purpose: what its clause names, and single fields of it. `'self'` may name anything. */
export type DataFor<S, P> = [OpenedFor<S, P>] extends [never]
  ? string
  : OpenedFor<S, P> | `${OpenedFor<S, P>}.${string}`;

export interface Opening<S = Statement, P extends Purpose<S> | 'self' = Purpose<S> | 'self'> {
  readonly subject: SubjectId;
  /** A purpose of the statement, or `'self'`: a person sees what is held about them. */
  readonly purpose: P;
  /** Categories, or single fields: `registration`, `account.email`. */
  readonly data: readonly DataFor<S, P>[];
  readonly actor: Actor;
  /** Why, for staff: the case. */
  readonly because?: string | undefined;
}

/** An item of history: one event's fields of one category. */
export interface Item {
  /** By which it is deleted. */
  readonly id: string;
  readonly category: string;
  readonly product: string;
  readonly event: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly data: { readonly [field: string]: unknown };
  /** The clause and the statement version under which it was collected. */
  readonly clause: string;
  readonly statement: string;
  /** A source of the statement; absent for what came from people and their products. */
  readonly source?: string;
  /** `YYYY-MM-DD`, or `open` while the clock of its retention has not started. */
  readonly ends: string;
}

export interface Range {
  readonly categories?: readonly string[] | undefined;
  readonly product?: string | undefined;
  /** Epoch milliseconds, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Field values that are true now: category → product (`''` for none) → field → value. */
export type Facts = {
  readonly [category: string]: { readonly [product: string]: { readonly [field: string]: unknown } };
};

export type Opened =
  | {
      readonly effect: 'permitted';
      readonly clause: string;
      readonly facts: Facts;
      /** The hash of the statement under which facts were written last: category → product. */
      readonly written: { readonly [category: string]: { readonly [product: string]: string } };
      readonly history: History;
      /** All of it, newest first, a segment at a time: for what is too long for pages. */
      readonly stream: (range: Omit<Range, 'limit'>) => AsyncGenerator<readonly Item[], void, void>;
    }
  | Exclude<Answer, { effect: 'permitted' }>;

/** Reads history a page at a time; the opening is recorded before, and once. */
export type History = (range: Range) => Promise<{ readonly items: readonly Item[]; readonly next?: string }>;

export interface Choosing {
  readonly subject: SubjectId;
  /** `usage-data`, or `music-service/hummingbird` for one of many recipients. */
  readonly choice: string;
  readonly state: 'on' | 'off';
  readonly actor: Actor;
}

export type Chosen =
  | { readonly kind: 'chosen'; readonly generation: number; readonly changed: boolean }
  | { readonly kind: 'undeclared' }
  /** Another choice has to be on first. */
  | { readonly kind: 'needs'; readonly choice: string; readonly clause: string }
  /** More recipients by name than anybody has. */
  | { readonly kind: 'too-many-parties' }
  | { readonly kind: 'gone' };

export interface Erasing {
  readonly subject: SubjectId;
  readonly actor: Actor;
}

export type Erased =
  | { readonly kind: 'erased'; readonly receipt: Receipt }
  /** There is no such subject, or it has been erased before. */
  | { readonly kind: 'gone' }
  /** A legal hold is on something of it until an instant, epoch milliseconds. Nothing was touched. */
  | { readonly kind: 'held'; readonly until: number };

/** What a product or app may send now. */
export interface Directive {
  readonly generation: number;
  readonly statement: { readonly id: string; readonly hash: string };
  /** RFC 3339; without a newer one it sends functional data only from then on. */
  readonly until: string;
  readonly events: Allowed;
  /** Declared here but not to be sent now: event → the clause that withholds it, or `stopped` for what is from everybody. */
  readonly withheld: { readonly [event: string]: string };
}

/** A choice as it stands. */
export interface Choice {
  readonly choice: string;
  readonly state: 'on' | 'off';
  /** Whether it works: its own state, and that of every choice it needs. */
  readonly inForce: boolean;
  /** RFC 3339; absent while nobody has changed it. */
  readonly since?: string;
}

/**
 * The verbs, for the statement that they act by. Where its type is known, an opening for a purpose that is not declared,
 * or of data that its purpose does not use, does not compile; and where it is not, it is refused.
 */
export interface Gate<S = Statement> {
  /** The statement in force, ready to be asked, and its hash. Another may come into force: look anew each time. */
  readonly compiled: Compiled;
  readonly hash: string;
  /** What is not collected from anybody for now, beside it. */
  readonly stopped: Stopped;
  /** The same statement, with what it dropped of earlier ones: what is still held is explained by it. */
  readonly heritage: Statement;
  collect(batch: Batch): Promise<Collected>;
  /** `undefined` when there is no such subject, or it has been erased. */
  open<const P extends Purpose<S> | 'self'>(opening: Opening<S, P>): Promise<Opened | undefined>;
  /** What was done about a subject: for itself, and without what was in it. */
  acts(subject: SubjectId): Promise<Acts>;
  /** Looks on, for the subject itself, while its products send: returns the way to stop, or `undefined` when it is gone. */
  watch(subject: SubjectId, see: See): Promise<(() => void) | undefined>;
  choose(choosing: Choosing): Promise<Chosen>;
  /** The choices of a subject as they stand, read from the primary. */
  choices(subject: SubjectId): Promise<readonly Choice[] | undefined>;
  directive(subject: SubjectId, touchpoint: string, facts?: Standing['facts']): Promise<Directive | undefined>;
  /** Forgets a subject for good, and with a person their households. */
  erase(erasing: Erasing): Promise<Erased>;
  /** Has data left alone, a purpose objected to or a category paused, or lifts that. */
  limit(limiting: Limiting): Promise<Limited>;
  /** The limits of a subject that are set. */
  limits(subject: SubjectId): Promise<readonly (Limit & { readonly since: number })[] | undefined>;
  /** Hides a part of what is held; after a declared time it is destroyed. */
  remove(removing: Removing): Promise<Removed>;
  /** Has a removal back, within that time, in each of some subjects; whether there was one to be had back. */
  undo(subjects: readonly SubjectId[], id: string): Promise<boolean>;
  /** What was removed from some subjects, the newest first. */
  removals(subjects: readonly SubjectId[]): Promise<readonly Removal[]>;
  /** Has what is older than a span of the person's own deleted from now on, or lifts that. */
  autoDelete(deleting: AutoDeleting): Promise<AutoDeleted>;
  /** What is deleted by itself in some subjects. */
  autoDeletions(subjects: readonly SubjectId[]): Promise<readonly AutoDeletionInForce[]>;
  /** Stops the collection of a category or a field, from everybody, or lets it go on. */
  stop(stopping: Stopping): Promise<StopSet>;
  /** Closes the account of a person and what they own: nothing more is collected, and the clocks of the statement run. */
  close(closing: Closing): Promise<Closed>;
  /** Takes a closing back, for as long as something is there to take back. */
  reopen(closing: Closing): Promise<{ readonly kind: 'open' | 'gone' }>;
  /** Notes that a product of a household is connected; `over` if the household has come to its end before. */
  connect(household: SubjectId): Promise<'connected' | 'over'>;
  /** Deletes what has ended, unless the time is in doubt; with `onlyResume` only brings to its end what was begun. */
  sweep(options?: { readonly onlyResume?: boolean }): Promise<Swept>;
  /** How far an erasure is, for whoever has its random id: a UUID. */
  receipt(id: string): Promise<Receipt | undefined>;
  /** A figure about many people, for a period such as `2027-03`; what is about too few is kept back. */
  figure(showing: Showing): Promise<ShownFigure | Exclude<Answer, { effect: 'permitted' }>>;
  /** Calls back when the standing of a subject may have changed, in whichever process; returns the way to stop. */
  onStanding(subject: SubjectId, changed: () => void): () => void;
  /** Calls back after another statement has come into force; returns the way to stop. */
  onVersion(changed: () => void): () => void;
  /** New versions of the statement, from their proposal until they are in force. */
  readonly publishing: Publishing;
  /** What changes for people from one version to another. */
  readonly difference: Differences;
}
