/** Whether data that was collected under an earlier version of a statement may still be opened for a purpose. */
import type { OpenQuestion } from '../statement/question.ts';
import type { Compiled, Known } from './compile.ts';

/** One version of the line from the one that something was collected under to the one in force. */
export interface LineVersion {
  readonly compiled: Compiled;
  readonly known: Known;
  /** Whether whom it is about was told of this version as long before as the one before it promised. */
  readonly isTold: boolean;
  /** Whether the thing is older than this version lets the purpose see. */
  readonly isPast: boolean;
}

/**
 * A version that permits less narrows at once what may be done with all that is held. One that permits more widens it for those
 * alone who were told of it in time; for anybody else what was not allowed before stays so.
 */
export function mayOpenOld(line: readonly LineVersion[], question: Omit<OpenQuestion, 'ask'>): boolean {
  let isAllowed = false;
  for (const [k, { compiled, known, isTold, isPast }] of line.entries()) {
    const permits = !isPast && compiled.open(question, known).effect === 'permitted';
    isAllowed = permits && (k === 0 || isAllowed || isTold);
  }
  return isAllowed;
}
