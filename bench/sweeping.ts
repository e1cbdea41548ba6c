/**
 * How long a sweep takes that finds ten million events past their end, against one that finds a hundred thousand: what ended
 * in one month goes with its partition, and the keys of that month go before. The events lie in segments of 200, each
 * household has 1,000 of them, and nobody opens any, so that bytes of the right length will do. Row 8.
 */
import { inTurns } from './in-turns.ts';
import { milliseconds, type Row } from './row.ts';
import { type BenchWorld, openBenchWorld } from './world.ts';

export const measures = [8];

const FEW = 100_000;
const MANY = 10_000_000;
const ROUNDS = 9;
/** Events of a segment, and the bytes that they are packed and sealed into. */
const SEGMENT = 200;
const SEALED = 2_600;
/** Events of a household. */
const OF_ONE = 1_000;

export async function rows(): Promise<Row[]> {
  const worlds = await Promise.all([openBenchWorld(), openBenchWorld()]);
  try {
    const [few, many] = worlds;
    const rate = await inTurns(
      { few: () => sweepOnce(few, FEW), many: () => sweepOnce(many, MANY) },
      { rounds: ROUNDS },
    );
    return [
      {
        row: 8,
        what: 'a sweep: 10 M events past their end ÷ 100 k',
        goal: '≤ 1.5',
        ours: milliseconds(1000 / rate.many),
        peer: milliseconds(1000 / rate.few),
        ratio: rate.few / rate.many,
      },
    ];
  } finally {
    for (const world of worlds) await world.close();
  }
}

/** Fills a month that is past, and sweeps it; how often a second that could be done. */
async function sweepOnce({ gate, held, keys }: BenchWorld, events: number): Promise<number> {
  const today = new Date();
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
  const households = events / OF_ONE;
  await held.query('select add_segments_month($1)', [first]);
  await held.query(
    `insert into segments (subject, id, expires_on, statement, generation, events, category, product, sealed)
      select md5('household ' || n % $3)::uuid, gen_random_uuid(), $1::date + (n % 28), 1, 1, $4, 'activity', 'player',
        (select string_agg(uuid_send(gen_random_uuid()), '' order by k) from generate_series(1, $5) k where n >= 0)
      from generate_series(1, $2) n`,
    [first, events / SEGMENT, households, SEGMENT, Math.ceil(SEALED / 16)],
  );
  await keys.query(
    `with homes as (
        insert into subject_keys (subject, epoch, wrapped)
          select md5('household ' || n)::uuid, 1, decode(repeat(md5(n::text), 4), 'hex') from generate_series(0, $1 - 1) n
          on conflict do nothing)
      insert into category_keys (subject, category, month, wrapped)
        select md5('household ' || n)::uuid, 'activity', $2, decode(repeat(md5(n::text), 4), 'hex')
          from generate_series(0, $1 - 1) n`,
    [households, first.slice(0, 7)],
  );
  // What ends has lain there for long, and has been vacuumed since.
  for (const pool of [held, keys]) for (const command of ['vacuum', 'checkpoint']) await pool.query(command);
  const start = performance.now();
  const swept = await gate.sweep();
  const took = performance.now() - start;
  const went = swept.kind === 'swept' ? swept.reports[0]?.went : undefined;
  if (went?.[0]?.n !== events) throw new Error(`not swept: ${JSON.stringify(swept)}`);
  return 1000 / took;
}
