import { promises } from '../../statements/sonos-2017-08/promises.ts';

export type PromiseId = keyof typeof promises;

/**
 * Says, inside a test, which promises it keeps. `sotto promises` finds these calls by reading the tests; an id that the
 * reference does not have does not compile, and throws.
 */
export function keeps(...ids: readonly PromiseId[]): void {
  for (const id of ids) if (!Object.hasOwn(promises, id)) throw new RangeError(`\`${id}\` is not a promise`);
}
