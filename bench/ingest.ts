/**
 * Enforced ingest against a competent plain one: the same events as rows by `unnest`, with the batch's id and one row for
 * the audit, in one round trip, on the same server with the same durability. Ours may share a commit with what comes
 * at the same time, so that each is measured one at a time too. Rows 1, 3 and 9.
 */
import { randomUUID } from 'node:crypto';
import type { SubjectId } from '../src/gate/gate.ts';
import { householdEvents } from './household-events.ts';
import { inTurns, waiting } from './in-turns.ts';
import { insertPlainly } from './insert-plainly.ts';
import { perSecond, type Row } from './row.ts';
import { type BenchWorld, openBenchWorld } from './world.ts';

const SUBJECTS = 64;
const WARM = 1000;
const FACTS = { registered: true, tuningRunning: true };

export const measures = [1, 3, 9];

export async function rows(): Promise<Row[]> {
  const world = await openBenchWorld();
  try {
    const subjects = await world.subjects(SUBJECTS);
    const of50 = await compare(world, subjects, 50, 1, 96);
    const of200 = await compare(world, subjects, 200, 4, 48);
    const bytes = await bytesPerEvent(world);
    const of50Alone = await compare(world, subjects, 50, 1, 48, 1);
    const single = await compare(world, subjects, 1, 1, 400);
    const singleAlone = await compare(world, subjects, 1, 1, 100, 1);
    return [
      { row: 1, what: 'enforced ingest, events/s, 50 a batch, 8 at once ÷ plain', goal: '≥ 1.5', ...of50 },
      { row: 1, what: 'the same, 200 a batch in four categories', goal: '≥ 2.0', ...of200 },
      { row: 1, what: 'the same, 50 a batch, one at a time', goal: 'none set', ...of50Alone },
      { row: 3, what: 'one event a request, durable, 8 at once ÷ plain insert', goal: '≥ 0.9', ...single },
      { row: 3, what: 'the same, one at a time', goal: 'none set', ...singleAlone },
      { row: 9, what: 'bytes in the vault an event, batches of 50 and 200 ÷ plain row', goal: '≤ 0.5', ...bytes },
    ];
  } finally {
    await world.close();
  }
}

async function compare(
  world: BenchWorld,
  subjects: readonly SubjectId[],
  count: number,
  categories: 1 | 4,
  pieces: number,
  atOnce = 8,
) {
  const batches = Array.from({ length: 16 }, (_, n) => {
    const events = householdEvents(count, categories, n * count);
    // As a request is at hand: read, and its text still there.
    return { events, body: JSON.stringify({ events }) };
  });
  const pick = (n: number) => ({ subject: subjects[n % subjects.length]!, ...batches[n % batches.length]! });
  const ours = async (n: number) => {
    const { subject, events, body } = pick(n);
    const id = randomUUID();
    const answer = await world.gate.collect({
      subject,
      product: 'player',
      touchpoint: 'product',
      id,
      events,
      body,
      facts: FACTS,
    });
    if (answer.kind !== 'collected' || answer.books.received.events !== count) throw new Error('not collected');
    if (Object.keys(answer.books.withheld).length > 0 || Object.keys(answer.books.refused).length > 0) {
      throw new Error(`the sample does not fit the statement: ${JSON.stringify(answer.books)}`);
    }
  };
  const plain = (n: number) => {
    const { subject, events } = pick(n);
    return insertPlainly(world, subject, events);
  };
  // A service that runs is warm: it takes about a thousand batches until all of ours is compiled.
  for (const side of [plain, ours]) await waiting(side, { pieces: WARM })();
  const rate = await inTurns(
    { ours: waiting(ours, { pieces, atOnce }), plain: waiting(plain, { pieces, atOnce }) },
    { rounds: 9 },
  );
  return {
    ours: perSecond(rate.ours * count, 'events'),
    peer: perSecond(rate.plain * count, 'events'),
    ratio: rate.ours / rate.plain,
  };
}

/** All that is stored for the events of both sides so far, tables and indexes, batches and ledger with them. */
async function bytesPerEvent({ held, plain }: BenchWorld) {
  const size = async (pool: BenchWorld['held'], tables: string) => {
    await pool.query('vacuum (analyze)');
    const { rows } = await pool.query<{ bytes: string }>(
      `select sum(pg_total_relation_size(oid))::text as bytes from pg_class where relname ~ $1 and relkind = 'r'`,
      [tables],
    );
    return Number(rows[0]!.bytes);
  };
  const count = async (pool: BenchWorld['held'], query: string) => Number((await pool.query(query)).rows[0].n);
  const ours = await size(held, '^(segments_.*|batches|leaves|leaf_details|figures)$');
  const theirs = await size(plain, '^(events|batches|audit)$');
  const perEvent = ours / (await count(held, 'select sum(events)::text as n from segments'));
  const perRow = theirs / (await count(plain, 'select count(*)::text as n from events'));
  return { ours: `${perEvent.toFixed(0)} bytes`, peer: `${perRow.toFixed(0)} bytes`, ratio: perEvent / perRow };
}
