/**
 * How long it takes until nothing of a household can be read any more, with a million events held and with one: its keys
 * are destroyed then, whatever rows and backups are left. Against three durable commits of one row each. Row 7.
 */
import { randomUUID } from 'node:crypto';
import type { SubjectId } from '../src/gate/gate.ts';
import { householdEvents } from './household-events.ts';
import { median } from './in-turns.ts';
import { milliseconds, type Row } from './row.ts';
import { type BenchWorld, openBenchWorld } from './world.ts';

export const measures = [7];

const ROUNDS = 9;
const MANY = 1_000_000;
const BATCH = 500;

export async function rows(): Promise<Row[]> {
  let unreadableAt = 0;
  const world = await openBenchWorld({
    afterStep: (step) => {
      if (step === 'keys destroyed') unreadableAt = performance.now();
    },
  });
  const erase = async (subject: SubjectId) => {
    const start = performance.now();
    const erased = await world.gate.erase({ subject, actor: 'self' });
    if (erased.kind !== 'erased') throw new Error(`not erased: ${erased.kind}`);
    return unreadableAt - start;
  };
  try {
    const took = { many: [] as number[], one: [] as number[], commits: [] as number[] };
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      const [heavy, light] = await world.subjects(2);
      await collect(world, heavy!, round === 0 ? BATCH : MANY);
      await collect(world, light!, 1);
      const commits = await threeCommits(world, heavy!);
      const one = await erase(light!);
      const many = await erase(heavy!);
      if (round === 0) continue;
      took.many.push(many);
      took.one.push(one);
      took.commits.push(commits);
    }
    const [many, one, commits] = [median(took.many), median(took.one), median(took.commits)];
    const line = (what: string, goal: Row['goal'], ours: number, peer: number): Row => ({
      row: 7,
      what,
      goal,
      ours: milliseconds(ours),
      peer: milliseconds(peer),
      ratio: ours / peer,
    });
    return [
      line('erasing until nothing can be read, 1 M events held ÷ three durable commits', '≤ 1.5', many, commits),
      line('the same ÷ with one event held', '≤ 1.2', many, one),
    ];
  } finally {
    await world.close();
  }
}

async function collect({ gate }: BenchWorld, subject: SubjectId, count: number): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let n = next; n < count; n = next) {
      next += BATCH;
      const sent = {
        subject,
        product: 'player',
        touchpoint: 'product',
        id: randomUUID(),
        events: householdEvents(Math.min(BATCH, count - n), 1, n),
        facts: { registered: true },
      };
      const answer = await gate.collect(sent);
      if (answer.kind !== 'collected') throw new Error(`not collected: ${answer.kind}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
}

async function threeCommits({ plain }: BenchWorld, subject: string): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < 3; n++) {
    await plain.query({
      name: 'commit',
      text: `insert into audit (subject, what) values ($1, '{}')`,
      values: [subject],
    });
  }
  return performance.now() - start;
}
