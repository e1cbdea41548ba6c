/**
 * Changes of a choice a second, with ten thousand subjects and with a million, and against one plain durable write of the
 * same choice. Ours locks the subject, raises its generation, writes a ledger leaf and tells every process. The subjects
 * that change their minds are spread at random among the others, and each has chosen before. Row 12.
 */
import type { SubjectId } from '../src/gate/gate.ts';
import { inTurns, waiting } from './in-turns.ts';
import { type Goal, perSecond, type Row } from './row.ts';
import { type BenchWorld, openBenchWorld } from './world.ts';

export const measures = [12];

const FEW = 10_000;
const MANY = 1_000_000;
const CHOOSING = 500;
const AT_ONCE = { pieces: 250, atOnce: 8 };
const ALONE = { pieces: 100, atOnce: 1 };

export async function rows(): Promise<Row[]> {
  const worlds = await Promise.all([openBenchWorld(), openBenchWorld()]);
  try {
    const [few, many] = worlds;
    const chooseFew = await choosing(few, FEW);
    const chooseMany = await choosing(many, MANY);
    const upsert = await upserting(few);
    const rate = await inTurns(
      {
        few: waiting(chooseFew, AT_ONCE),
        many: waiting(chooseMany, AT_ONCE),
        plain: waiting(upsert, AT_ONCE),
        manyAlone: waiting(chooseMany, ALONE),
        plainAlone: waiting(upsert, ALONE),
      },
      { rounds: 9 },
    );
    const line = (what: string, goal: Goal, ours: keyof typeof rate, peer: keyof typeof rate): Row => {
      return {
        row: 12,
        what,
        goal,
        ours: perSecond(rate[ours]),
        peer: perSecond(rate[peer]),
        ratio: rate[ours] / rate[peer],
      };
    };
    return [
      line('changes of a choice, 1 M subjects ÷ 10 k', '≥ 0.9', 'many', 'few'),
      line('the same, one at a time ÷ plain durable write', '≥ 0.7', 'manyAlone', 'plainAlone'),
      line('the same, eight at once ÷ plain durable writes', '≥ 0.7', 'many', 'plain'),
    ];
  } finally {
    for (const world of worlds) await world.close();
  }
}

/** Fills the world up to so many subjects, some of whom then change their minds in turn, off and on again. */
async function choosing(world: BenchWorld, subjects: number): Promise<() => Promise<void>> {
  await fill(world, subjects - CHOOSING);
  const choosing = await world.subjects(CHOOSING);
  let turn = 0;
  const choose = async () => {
    const n = turn++;
    const subject: SubjectId = choosing[n % CHOOSING]!;
    const state = Math.floor(n / CHOOSING) % 2 === 0 ? 'off' : 'on';
    const chosen = await world.gate.choose({ subject, choice: 'usage-data', state, actor: 'self' });
    if (chosen.kind !== 'chosen' || !chosen.changed) throw new Error(`not chosen: ${chosen.kind}`);
  };
  for (let n = 0; n < CHOOSING; n++) await choose();
  return choose;
}

/** Others, by SQL: nobody opens their keys, so any bytes of the right length will do. */
async function fill({ held, keys }: BenchWorld, count: number): Promise<void> {
  await held.query(
    `insert into subjects (id, kind, created_at) select gen_random_uuid(), 'household', now() from generate_series(1, $1)`,
    [count],
  );
  await keys.query(
    `insert into subject_keys (subject, epoch, wrapped)
      select gen_random_uuid(), 1, decode(repeat(md5(n::text), 4), 'hex') from generate_series(1, $1) n`,
    [count],
  );
  for (const pool of [held, keys]) await pool.query('vacuum (analyze)');
}

async function upserting({ plain, subjects }: BenchWorld): Promise<(n: number) => Promise<unknown>> {
  const choosing = await subjects(CHOOSING);
  return (n) =>
    plain.query({
      name: 'choose',
      text: `insert into choices (subject, choice, state, at) values ($1, 'usage-data', $2, now())
        on conflict (subject, choice) do update set state = excluded.state, at = excluded.at`,
      values: [choosing[n % CHOOSING], Math.floor(n / CHOOSING) % 2 === 0 ? 'off' : 'on'],
    });
}
