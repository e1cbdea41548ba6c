/** What opens: the fields that a purpose uses, whole categories, and nothing else. */
import type { EventOf, OpenedFor, PurposeOf } from '../../../src/statement/statement.ts';
import { library } from './library.ts';

export declare function open<S, P extends PurposeOf<S>, D extends OpenedFor<S, P>>(
  statement: S,
  purpose: P,
  data: D,
): void;

type Same<A, B> = [A, B] extends [B, A] ? true : never;

export const purposes: Same<PurposeOf<typeof library>, 'lend' | 'suggest'> = true;
export const opened: Same<OpenedFor<typeof library, 'lend'>, 'contact.email' | 'loan'> = true;
export const events: Same<EventOf<typeof library>, 'join' | 'borrow'> = true;

open(library, 'lend', 'contact.email');
open(library, 'lend', 'loan');
open(library, 'suggest', 'loan');
