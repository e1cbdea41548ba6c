/**
 * What time it is, for what can't be undone. A clock that jumps ahead would have everything deleted that ends until then, so
 * that it is believed only when the database's own clock agrees, and when the step since the last time known is
 * one that a service takes that runs; a longer one has to stand for a day. Set back, it brings nothing back.
 */
import type { Database } from './database.ts';
import { dayOf } from './expiry.ts';

/** Why a moment is not believed; instants in epoch milliseconds. */
export type Doubt =
  /** The clock of this process and the database's are far apart. */
  | { readonly because: 'clocks-differ'; readonly now: number; readonly database: number }
  /** The clock is behind the last time that is known for certain. */
  | { readonly because: 'clock-behind'; readonly now: number; readonly known: number }
  /** It is far ahead of it: believed from an instant on, if it goes on like this. */
  | { readonly because: 'clock-ahead'; readonly now: number; readonly known: number; readonly believedFrom: number };

export interface TimeParts {
  readonly vault: Database;
  /** Epoch milliseconds, as is what the database's gives. */
  readonly clock: () => number;
  readonly databaseClock: () => Promise<number>;
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** How far clocks may be apart. */
const SKEW = HOUR;
/** A step that a service takes that runs, or is started anew after a night. */
const MOST_STEP = 2 * DAY;
/** How long a longer step has to stand. */
const STANDS = DAY;

interface Row {
  at: Date | null;
  doubted_since: Date | null;
  doubted_at: Date | null;
}

/** Believes this moment, or says why not. */
export async function believeTime({ vault, clock, databaseClock }: TimeParts): Promise<Doubt | undefined> {
  const now = clock();
  const database = await databaseClock();
  if (Math.abs(database - now) > SKEW) return { because: 'clocks-differ', now, database };
  const [row] = await vault.query<Row>('select at, doubted_since, doubted_at from known_time');
  const known = row?.at?.getTime() ?? now;
  if (now < known - SKEW) return { because: 'clock-behind', now, known };
  if (now <= known + MOST_STEP) return believe(vault, now);
  const [since, last] = [row?.doubted_since?.getTime() ?? now, row?.doubted_at?.getTime() ?? now];
  const goesOn = now >= last && now <= last + MOST_STEP;
  const from = goesOn ? since : now;
  if (now >= from + STANDS) return believe(vault, now);
  await vault.query('update known_time set doubted_since = $1, doubted_at = $2', [new Date(from), new Date(now)]);
  return { because: 'clock-ahead', now, known, believedFrom: from + STANDS };
}

/** Somebody looked at a clock on the wall: this moment is right, whatever was known before. */
export async function confirmTime({ vault, clock }: Pick<TimeParts, 'vault' | 'clock'>): Promise<void> {
  await vault.query('update known_time set through = least(through, $1::date)', [dayOf(clock())]);
  await believe(vault, clock());
}

/** An instant of the last day that is known to have come: the present one, or a later one that the clock was set back from. */
export async function lastKnown({ vault, clock }: Pick<TimeParts, 'vault' | 'clock'>): Promise<number> {
  const [row] = await vault.query<{ through: number }>(
    'select (extract(epoch from through) * 1000)::float8 as through from known_time',
    [],
    'last-known',
  );
  return Math.max(clock(), row!.through);
}

async function believe(vault: Database, now: number): Promise<undefined> {
  await vault.query('select believe_time($1)', [new Date(now)]);
}

/** A doubt for whoever runs the service. */
export function doubtWords(doubt: Doubt): string {
  const at = (instant: number) => new Date(instant).toISOString();
  const so = 'nothing is deleted until this is settled';
  switch (doubt.because) {
    case 'clocks-differ':
      return `the clock here says ${at(doubt.now)}, and the database's ${at(doubt.database)}: ${so}. Set them right`;
    case 'clock-behind':
      return `the clock says ${at(doubt.now)}, and was at ${at(doubt.known)} before: ${so}. Set it right, or say \`sotto retention --trust-clock\``;
    case 'clock-ahead':
      return (
        `the clock says ${at(doubt.now)}, and the last time known is ${at(doubt.known)}: ${so}. ` +
        `It is believed from ${at(doubt.believedFrom)} on if it goes on like this, or when you say \`sotto retention --trust-clock\``
      );
  }
}
