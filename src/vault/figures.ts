import { createHmac } from 'node:crypto';
import type { Keyring } from './keyring.ts';
import type { Key } from './seal.ts';

/** One count towards a figure about many people. */
export interface Counted {
  readonly figure: string;
  /** The day or month that it belongs to: `2027-03-01`, `2027-03`. */
  readonly period: string;
  /** What it is counted by; empty where the figure is one number. */
  readonly value: string;
  readonly n: number;
}

/**
 * What stands for a subject in a figure, so that subjects can be counted and none be named: 16 bytes under a key of the
 * figure and the period. Once that key is destroyed no mark leads to anyone.
 */
export async function markOf(keyring: Keyring, { figure, period }: Counted, subject: string): Promise<Buffer> {
  return markUnder(await keyring.systemKey(`${KEYS}${JSON.stringify([figure, period])}`), subject);
}

/** What stands for some subjects, figure by figure and period by period. */
export async function* marksOf(keyring: Keyring, subjects: readonly string[]) {
  for (const name of await keyring.systemKeyNames(KEYS)) {
    const key = await keyring.systemKey(name);
    // Sound: `markOf` alone makes keys of such names.
    const [figure, period] = JSON.parse(name.slice(KEYS.length)) as [string, string];
    yield { figure, period, marks: subjects.map((subject) => markUnder(key, subject)) };
  }
}

const KEYS = 'figure:';
const markUnder = (key: Key, subject: string) => createHmac('sha256', key).update(subject).digest().subarray(0, 16);

/** One entry for each figure, period and value, in a fixed order, so that two commits never wait for each other in a ring. */
export function summed(counts: readonly Counted[]): Counted[] {
  const sums = new Map<string, Counted>();
  for (const one of counts) {
    const name = JSON.stringify([one.figure, one.period, one.value]);
    sums.set(name, { ...one, n: one.n + (sums.get(name)?.n ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
