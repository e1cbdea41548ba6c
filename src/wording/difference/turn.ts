/** Which way a change turns for people, and the few ways in which that is told. */
import { after } from '../../statement/span.ts';

export type Turn =
  | 'weaker'
  | 'stronger'
  | 'neither'
  /** What it amounts to is told by other means, or it amounts to nothing. */
  | 'elsewhere';

/** No machine can say whether other words promise less: whoever changes them announces it. */
export const whicheverWay = (): Turn => 'weaker';

/** The lower, the better for people. */
export const upIsWeaker = (was: number, is: number): Turn => (is > was ? 'weaker' : is < was ? 'stronger' : 'neither');
/** The higher, the better for people. */
export const downIsWeaker = (was: number, is: number): Turn => upIsWeaker(is, was);

/** The shorter, the better for people. A month and 30 days are each the longer one at times: either way is weaker. */
export const longerIsWeaker = (was: string, is: string): Turn =>
  outlasts(is, was) ? 'weaker' : outlasts(was, is) ? 'stronger' : 'neither';
/** The longer, the better for people. */
export const shorterIsWeaker = (was: string, is: string): Turn => longerIsWeaker(is, was);

/** A flag that people are better off without. */
export const saidIsWeaker = (_: true | undefined, is: true | undefined): Turn => (is ? 'weaker' : 'stronger');
/** A flag, or words, that people are better off with. */
export const unsaidIsWeaker = (was: unknown, is: unknown): Turn =>
  is !== undefined && was === undefined ? 'stronger' : 'weaker';

/** From any day of a leap cycle on: months and years have each of their lengths in it. */
const outlasts = (span: string, other: string): boolean =>
  Array.from({ length: 1461 }, (_, day) => Date.UTC(2024, 0, 1 + day)).some(
    (day) => after(day, span) > after(day, other),
  );
