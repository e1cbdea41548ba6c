/**
 * A sweep deletes what has ended: first it is on record that it begins, then keys go, then rows, then it is on record what
 * went. Each step may be done twice, so that one that was cut off is brought to its end.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { alone } from './alone.ts';
import { dueDeletions, forgetDeletions, sweepDeletions } from './deletions.ts';
import { dayOf, monthOf } from './expiry.ts';
import { believeTime, type Doubt, type TimeParts } from './known-time.ts';
import type { Parts } from './parts.ts';
import { NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';
import { LIFE, type LifeRow, lifeIn, type SubjectLife } from './subjects.ts';

/** The steps of a sweep, in their order; each names what is true after it. */
export type SweepStep = 'begun' | 'keys destroyed' | 'month detached' | 'rows deleted' | 'endings acted on';

/** What a statement says has ended of a subject by now. */
export interface Ended {
  readonly categories: readonly string[];
  /** There is no way back: keys may go too, and the subject itself when nothing of it is left. */
  readonly isOver: boolean;
}

export interface SweepPlan {
  /** Households that were last connected later than this (epoch milliseconds) are no candidates. */
  readonly quietSince: number;
  readonly endedOf: (candidate: SubjectLife) => Ended;
  /** When no backup of who is erased at the end can be read any more; epoch milliseconds. */
  readonly backupsBy: number;
  /** Only brings to its end what was begun. */
  readonly onlyResume?: boolean;
}

/** What a sweep came to. It names nobody. */
export interface SweepReport {
  readonly id: string;
  /** Epoch milliseconds; `doneAt` is `null` while it is on its way. */
  readonly beganAt: number;
  readonly doneAt: number | null;
  /** The day: what ended until then has gone. */
  readonly through: string;
  /** Events, and facts, that went. */
  readonly went: readonly { readonly category: string; readonly clause: string; readonly n: number }[];
}

export type Swept =
  | { readonly kind: 'swept'; readonly reports: readonly SweepReport[] }
  /** The time is in doubt, and nothing was touched. */
  | ({ readonly kind: 'refused' } & Doubt)
  /** Another process is about it. */
  | { readonly kind: 'busy' };

export interface SweepParts extends Parts, TimeParts {
  /** Of the vault: the lock stands on a connection of its own. */
  readonly config: pg.PoolConfig;
  readonly erase: (subject: string, backupsBy: number) => Promise<void>;
  /** Called after each step: what it throws is as if the process had ended there. */
  readonly afterSweepStep?: ((step: SweepStep) => void) | undefined;
}

/** Rows deleted in one transaction: so many take a fraction of a second. */
const MOST_ROWS = 5_000;

/** Deletes what has ended, unless the time is in doubt. When it resolves it is on record. */
export async function sweep(parts: SweepParts, plan: SweepPlan): Promise<Swept> {
  const swept = await alone(parts.config, 'sweep', async (): Promise<Swept> => {
    const begun = await parts.vault.query<Begun>(
      'select id, through::text from sweeps where done_at is null order by began_at',
    );
    if (plan.onlyResume && begun.length === 0) return { kind: 'swept', reports: [] };
    // What was begun was decided when the time was known.
    for (const one of begun) await run(parts, plan, one);
    const done = begun.map(({ id }) => id);
    if (!plan.onlyResume) {
      const doubt = await believeTime(parts);
      if (doubt !== undefined) return { kind: 'refused', ...doubt };
      const one = { id: randomUUID(), through: dayOf(parts.clock()) };
      if (await isDue(parts, plan, one.through)) {
        await begin(parts, one);
        await run(parts, plan, one);
        done.push(one.id);
      }
    }
    return { kind: 'swept', reports: await readSweeps(parts, { ids: done }) };
  });
  return swept ?? { kind: 'busy' };
}

/** Sweeps, the newest first. */
export async function readSweeps(
  { vault }: Pick<Parts, 'vault'>,
  { ids, limit = 100 }: { readonly ids?: readonly string[] | undefined; readonly limit?: number | undefined },
): Promise<SweepReport[]> {
  const rows = await vault.query<{
    id: string;
    began_at: Date;
    done_at: Date | null;
    through: string;
    went: { category: string; clause: string; n: number }[];
  }>(
    `select s.id, s.began_at, s.done_at, s.through::text, coalesce(w.went, '[]') as went from sweeps s
      left join lateral (
        select jsonb_agg(t order by t.category, t.clause) as went
          from (select category, clause, sum(n) as n from swept where sweep = s.id group by category, clause) t
      ) w on true
      where $1::uuid[] is null or s.id = any ($1) order by s.began_at desc, s.done_at desc limit $2`,
    [ids ?? null, limit],
  );
  return rows.map(({ id, began_at, done_at, through, went }) => ({
    id,
    beganAt: began_at.getTime(),
    doneAt: done_at?.getTime() ?? null,
    through,
    went,
  }));
}

interface Begun {
  readonly id: string;
  readonly through: string;
}

interface Month {
  readonly name: string;
  readonly first_day: string;
  readonly attached: boolean;
  readonly pending: boolean;
}

/** The months in which something can have ended, the oldest first. */
const monthsUntil = ({ vault }: Pick<Parts, 'vault'>, through: string) =>
  vault.query<Month>(
    'select name, first_day::text, attached, pending from months() where first_day <= $1 order by first_day',
    [through],
  );

async function isDue(parts: SweepParts, plan: SweepPlan, through: string): Promise<boolean> {
  for (const { name, first_day } of await monthsUntil(parts, through)) {
    if (monthOf(first_day) < monthOf(through)) {
      if (!(await isKept(parts, name))) return true;
      continue;
    }
    const [row] = await parts.vault.query<{ due: boolean }>(
      `select exists (select from ${name} where expires_on <= $1 and not is_held(subject, category, $2)) as due`,
      [through, new Date(parts.clock())],
    );
    if (row?.due) return true;
  }
  if ((await dueDeletions(parts, parts.clock())).length > 0) return true;
  for await (const candidate of candidates(parts, plan)) {
    const { categories, isOver } = plan.endedOf(candidate);
    if (categories.length === 0) continue;
    const [row] = await parts.vault.query<{ due: boolean }>('select is_due($1, $2, $3, $4) as due', [
      candidate.id,
      categories,
      isOver,
      new Date(parts.clock()),
    ]);
    if (row?.due) return true;
  }
  return false;
}

/** Whether all that is left of a month is held. */
async function isKept({ vault, clock }: SweepParts, month: string): Promise<boolean> {
  const [row] = await vault.query<{ kept: boolean; free: boolean }>(
    `select exists (select from ${month}) as kept,
        exists (select from ${month} where not is_held(subject, category, $1)) as free`,
    [new Date(clock())],
  );
  return row!.kept && !row!.free;
}

async function begin(parts: SweepParts, { id, through }: Begun): Promise<void> {
  const now = parts.clock();
  const entry = { kind: 'sweep-begun', detail: { sweep: id, through } };
  const leaf = sealLeaf(await parts.keyring.systemKey('ledger'), NO_SUBJECT, entry, now);
  await parts.vault.query('select begin_sweep($1, $2, $3, $4, $5)', [
    id,
    new Date(now),
    through,
    leaf.body,
    leaf.sealed,
  ]);
}

/** INVARIANT: in this order. What is about to be deleted can't be read by anyone, and what is on record as gone is gone. */
async function run(parts: SweepParts, plan: SweepPlan, { id, through }: Begun): Promise<void> {
  const { vault, keyring, clock, afterSweepStep } = parts;
  afterSweepStep?.('begun');
  await keyring.destroyMonths(monthOf(through), await heldKeys(parts));
  afterSweepStep?.('keys destroyed');

  const now = new Date(clock());
  for (const { name, first_day, attached, pending } of await monthsUntil(parts, through)) {
    const isPast = monthOf(first_day) < monthOf(through);
    const mayGo = isPast && (pending || !attached || (await countMonth(parts, id, name)));
    if (mayGo) {
      // Without a lock that commits would wait for.
      if (pending) await vault.query(`alter table segments detach partition ${name} finalize`);
      else if (attached) await vault.query(`alter table segments detach partition ${name} concurrently`);
      afterSweepStep?.('month detached');
      await vault.query(`drop table if exists ${name}`);
      parts.months.forget();
      continue;
    }
    for (let deleted = MOST_ROWS; deleted === MOST_ROWS; ) {
      const [row] = await vault.query<{ n: number }>('select sweep_month($1, $2, $3, $4, $5) as n', [
        id,
        name,
        through,
        now,
        MOST_ROWS,
      ]);
      deleted = row!.n;
    }
  }
  await sweepDeletions(parts, id, through);
  await forgetDeletions(parts, through);
  afterSweepStep?.('rows deleted');

  for await (const candidate of candidates(parts, plan)) await end(parts, plan, id, candidate);
  afterSweepStep?.('endings acted on');

  const [report] = await readSweeps(parts, { ids: [id] });
  const entry = { kind: 'sweep-done', detail: { sweep: id, through, went: report!.went } };
  const leaf = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
  await vault.query('select finish_sweep($1, $2, $3, $4)', [id, new Date(clock()), leaf.body, leaf.sealed]);
}

/** Counts what is in a month that is past; `false` if a hold keeps some of it. */
async function countMonth({ vault, clock }: SweepParts, sweep: string, name: string): Promise<boolean> {
  const [row] = await vault.query<{ may_go: boolean }>('select count_month($1, $2, $3) as may_go', [
    sweep,
    name,
    new Date(clock()),
  ]);
  return row!.may_go;
}

/** Of whom a hold keeps something: a subject's category, or all of them. */
const heldKeys = ({ vault, clock }: SweepParts) =>
  vault.query<{ subject: string; category: string | null }>(
    `select distinct subject, unnest(coalesce(categories, array[null]::text[])) as category
      from holds where lifted_at is null and ends_at > $1`,
    [new Date(clock())],
  );

/** Acts on what has ended of one subject. Whoever changed their mind a moment ago is left alone. */
async function end(parts: SweepParts, plan: SweepPlan, sweep: string, candidate: SubjectLife): Promise<void> {
  const { vault, keyring } = parts;
  const { id } = candidate;
  const { categories, isOver } = plan.endedOf(candidate);
  if (categories.length === 0) return;
  if (!(await endCategories(parts, candidate, categories, sweep)) || !isOver) return;
  // Keys go when nobody can write under them again: one that is at hand elsewhere would seal what can't be opened.
  const held = (await heldKeys(parts)).filter(({ subject }) => subject === id);
  const free = categories.filter((one) => !held.some(({ category }) => category === null || category === one));
  await keyring.destroyCategories(id, free);
  if (held.length > 0) return;
  const [left] = await vault.query<{ some: boolean }>('select holds_anything($1) as some', [id]);
  if (!left!.some) await parts.erase(id, plan.backupsBy);
}

const CANDIDATES = 1_000;

/** The living whose account is closed, and households that have been quiet for long: households before persons. */
async function* candidates({ vault }: Pick<Parts, 'vault'>, { quietSince }: SweepPlan): AsyncGenerator<SubjectLife> {
  for (const kind of ['household', 'visitor', 'person'] as const) {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const rows = await vault.query<LifeRow>(
        `select ${LIFE} from subjects
          where kind = $1 and id > $2 and id in (
            select id from subjects where choices -> ':closed' ->> 'state' = 'on' and tombstone is null
            union all
            select id from subjects where kind = 'household' and tombstone is null and connected_at <= $3)
          order by id limit ${CANDIDATES}`,
        [kind, after, new Date(quietSince)],
      );
      for (const row of rows) {
        after = row.id;
        yield lifeIn(row);
      }
      if (rows.length < CANDIDATES) break;
    }
  }
}

/** Deletes all of some categories of a subject, save what is held; `false` if its life is not what it was any more. */
export async function endCategories(
  { vault, clock }: Pick<Parts, 'vault' | 'clock'>,
  { id, closedAt, connectedAt }: SubjectLife,
  categories: readonly string[],
  sweep: string | null = null,
): Promise<boolean> {
  const [row] = await vault.query<{ ended: boolean }>('select end_categories($1, $2, $3, $4, $5, $6) as ended', [
    sweep,
    id,
    categories,
    closedAt ?? null,
    connectedAt === undefined ? null : new Date(connectedAt),
    new Date(clock()),
  ]);
  return row!.ended;
}
