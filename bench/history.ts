/**
 * Opening one household's whole history against a plain select of the same rows. Ours records the opening durably, unseals
 * and inflates, and decides field by field; the peer is one `select` of the plain table. On both
 * sides every row ends as an object with its data in it. Row 6.
 */
import { randomUUID } from 'node:crypto';
import { householdEvents } from './household-events.ts';
import { inTurns, waiting } from './in-turns.ts';
import { insertPlainly } from './insert-plainly.ts';
import { perSecond, type Row } from './row.ts';
import { type BenchWorld, openBenchWorld } from './world.ts';

export const measures = [6];

const EVENTS = 20_000;
/** A product sends so many at once. */
const BATCH = 50;
const FACTS = { registered: true };

export async function rows(): Promise<Row[]> {
  const world = await openBenchWorld();
  try {
    const [subject] = await world.subjects(1);
    for (let n = 0; n < EVENTS; n += BATCH) {
      const events = householdEvents(BATCH, 1, n);
      const sent = {
        subject: subject!,
        product: 'player',
        touchpoint: 'product',
        id: randomUUID(),
        events,
        facts: FACTS,
      };
      const answer = await world.gate.collect(sent);
      if (answer.kind !== 'collected') throw new Error(`not collected: ${answer.kind}`);
      await insertPlainly(world, subject!, events);
    }
    for (const pool of [world.held, world.plain]) await pool.query('vacuum (analyze)');

    const once = { pieces: 1, atOnce: 1 };
    const rate = await inTurns({
      ours: waiting(async () => counted(await openHistory(world, subject!)), once),
      plain: waiting(async () => counted(await selectPlainly(world, subject!)), once),
    });
    return [
      {
        row: 6,
        what: `opening ${EVENTS.toLocaleString('en')} events of one household, rows/s ÷ plain select`,
        goal: '≥ 0.8',
        ours: perSecond(rate.ours * EVENTS, 'rows'),
        peer: perSecond(rate.plain * EVENTS, 'rows'),
        ratio: rate.ours / rate.plain,
      },
    ];
  } finally {
    await world.close();
  }
}

async function openHistory({ gate }: BenchWorld, subject: Parameters<BenchWorld['gate']['open']>[0]['subject']) {
  const opened = await gate.open({ subject, purpose: 'improve', data: ['activity'], actor: 'service:bench' });
  if (opened?.effect !== 'permitted') throw new Error(`not opened: ${opened?.effect ?? 'gone'}`);
  const items: unknown[] = [];
  for await (const some of opened.stream({})) items.push(...some);
  return items;
}

async function selectPlainly({ plain }: BenchWorld, subject: string): Promise<readonly unknown[]> {
  const { rows } = await plain.query({
    name: 'history',
    text: 'select id, category, event, at, data from events where subject = $1 order by id desc',
    values: [subject],
  });
  return rows;
}

function counted(items: readonly unknown[]): void {
  if (items.length !== EVENTS) throw new Error(`${items.length} rows instead of ${EVENTS}`);
}
