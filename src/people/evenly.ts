import { setTimeout as wait } from 'node:timers/promises';

/**
 * Does something, and answers no sooner than after `milliseconds`: how long it took tells nothing about which way it went,
 * as long as every way takes less.
 */
export async function evenly<T>(milliseconds: number, act: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([act(), wait(milliseconds)]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
