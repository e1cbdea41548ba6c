/**
 * A request of a person: what is asked of us, by when it is answered, and how far each of its parts is. It is made by folding
 * its events (`evolveRequest`), and events are made by commands alone (`decideRequest`). Moments are epoch milliseconds.
 */
import type { RequestKind } from '../../statement/statement.ts';

/** What can be asked: what people may ask about their own data, and `child`: a guardian says that an account is a child's. */
export type AskedKind = RequestKind | 'child';

/**
 * How far one part is. Who works on it: `us`, a program, which tries again by itself; `staff`, people, who are reminded.
 */
export type Part =
  | { readonly state: 'waiting'; readonly for: Worker; readonly until: number; readonly because?: string | undefined }
  /** It did not work, and is tried again. */
  | { readonly state: 'failed'; readonly because: string; readonly attempts: number; readonly until: number }
  | { readonly state: 'done'; readonly answer?: string | undefined }
  /** Nothing is held that it could be done with. */
  | { readonly state: 'not-found' }
  | { readonly state: 'refused'; readonly because: string };

export type Worker = 'us' | 'staff';

/** A part that needs nothing more: it was done, or answered for good in another way. */
export const isAnswered = ({ state }: Part): boolean =>
  state === 'done' || state === 'not-found' || state === 'refused';

/** `checking`: who asks has still to show who they are. The last four are for good. */
export type RequestStatus = 'checking' | 'open' | 'done' | 'refused' | 'cancelled' | 'lapsed';

export const isClosed = ({ status }: Request): boolean => status !== 'checking' && status !== 'open';

export interface Request {
  readonly status: RequestStatus;
  readonly kind: AskedKind;
  readonly receivedAt: number;
  /** Moved by a recorded stop or extension, and by nothing else. */
  readonly dueAt: number;
  /** How long before its end somebody is reminded. */
  readonly remind: string;
  /** Until when it can be shown who asks. While that is open the clock stands. */
  readonly checkUntil?: number;
  readonly parts: { readonly [part: string]: Part };
  /** Something was begun that can't be stopped any more: keys are being destroyed. */
  readonly isBegun: boolean;
  /** The reason for which it takes longer, as the person was told. */
  readonly extendedBecause?: string;
  readonly isReminded: boolean;
  readonly isOverdue: boolean;
  readonly notes: readonly { readonly at: number; readonly text: string }[];
  readonly closedAt?: number;
}

/** What becomes of a part when somebody works on it. */
export type Outcome =
  | { readonly is: 'done'; readonly answer?: string | undefined }
  | { readonly is: 'not-found' }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'waiting'; readonly for: Worker; readonly until: number; readonly because?: string | undefined }
  | { readonly is: 'failed'; readonly because: string };

export type RequestCommand =
  | {
      readonly do: 'receive';
      readonly kind: AskedKind;
      /** The spans of its clause. */
      readonly within: string;
      readonly remind: string;
      readonly parts: { readonly [part: string]: Worker };
      /** Who asks is not known yet, and has until then to show it. */
      readonly checkUntil?: number | undefined;
    }
  | { readonly do: 'confirm' }
  /** From here on it can't be taken back. */
  | { readonly do: 'begin' }
  | { readonly do: 'answer'; readonly part: string; readonly outcome: Outcome }
  | { readonly do: 'retry'; readonly part: string }
  | { readonly do: 'extend'; readonly because: string }
  | { readonly do: 'refuse'; readonly because: string }
  | { readonly do: 'cancel' }
  | { readonly do: 'note'; readonly text: string }
  /** Time has passed. */
  | { readonly do: 'look' };

export type RequestEvent = { readonly at: number } & (
  | {
      readonly event: 'received';
      readonly kind: AskedKind;
      readonly dueAt: number;
      readonly remind: string;
      readonly parts: { readonly [part: string]: Worker };
      readonly checkUntil?: number;
    }
  | { readonly event: 'confirmed'; readonly dueAt: number }
  | { readonly event: 'begun' }
  | { readonly event: 'part'; readonly part: string; readonly outcome: Outcome }
  | { readonly event: 'retried'; readonly part: string }
  | { readonly event: 'extended'; readonly because: string; readonly dueAt: number }
  | { readonly event: 'reminded' }
  | { readonly event: 'overdue' }
  | { readonly event: 'noted'; readonly text: string }
  | { readonly event: 'closed'; readonly as: 'done' | 'refused' | 'cancelled' | 'lapsed' }
);

/** Why a command comes to nothing. */
export type RequestRefusal =
  | 'not-received'
  | 'received-already'
  | 'nothing-to-do'
  | 'closed'
  | 'not-confirmed'
  | 'confirmed-already'
  | 'beyond-recall'
  | 'no-such-part'
  | 'answered-already'
  | 'extended-already'
  | 'too-late'
  | 'no-reason';

export type RequestDecision =
  | { readonly effect: 'happens'; readonly events: readonly RequestEvent[] }
  | { readonly effect: 'refused'; readonly because: RequestRefusal };
