/**
 * Events over HTTP for each second of the server's own CPU time, in batches of 200. Ours authenticates the product, decides
 * field by field, seals, and answers when all is durable; the peer is fastify with ajv, which checks the same types, counts
 * and stores nothing. Each server is a process, and what drives them is another. The databases' CPU time is not in it: the
 * second line counts the time that passes instead. Row 2.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { householdEvents } from './household-events.ts';
import { inTurns, type Side, waiting } from './in-turns.ts';
import { perSecond, type Row } from './row.ts';
import { moveIn, post, type Server, serve, stop } from './server.ts';

export const measures = [2];

const BATCH = 200;
const PLAYERS = 8;
const TURNS = { pieces: 60, atOnce: 8 };

export async function rows(): Promise<Row[]> {
  const [ours, plain] = [await serve('sotto'), await serve('plain')];
  try {
    const { players: tokens } = await moveIn(ours, 'ada', PLAYERS);
    const bodies = Array.from({ length: 16 }, (_, n) => JSON.stringify(householdEvents(BATCH, 1, n * BATCH)));
    const send = (server: Server) => (n: number) => {
      const body = `{"batch":"${randomUUID()}","events":${bodies[n % bodies.length]}}`;
      return post(server, '/v1/collect', body, tokens[n % tokens.length]!);
    };
    const counted = (server: Server, by: 'received' | 'stored') => {
      const deliver = send(server);
      return async (n: number) => {
        const answer = await deliver(n);
        if (answer[by] !== BATCH) throw new Error(`${JSON.stringify(answer).slice(0, 300)}`);
      };
    };
    const sides = { ours: counted(ours, 'stored'), plain: counted(plain, 'received') };
    const cpu = await inTurns({ ours: perCpuSecond(ours, sides.ours), plain: perCpuSecond(plain, sides.plain) });
    const time = await inTurns({ ours: waiting(sides.ours, TURNS), plain: waiting(sides.plain, TURNS) }, { rounds: 9 });
    const line = (what: string, goal: Row['goal'], rate: { ours: number; plain: number }): Row => {
      const shown = (one: number) => perSecond(one * BATCH, 'events');
      return { row: 2, what, goal, ours: shown(rate.ours), peer: shown(rate.plain), ratio: rate.ours / rate.plain };
    };
    return [
      line('HTTP ingest, 200 a batch, events per CPU-second of the server ÷ fastify + ajv', '≥ 0.25', cpu),
      line('the same, by the clock, with the databases on the same cores', 'none set', time),
    ];
  } finally {
    await Promise.all([ours, plain].map(stop));
  }
}

async function cpuOf({ process: child }: Server): Promise<number> {
  const answer = once(child, 'message');
  child.send('cpu');
  return (await answer)[0] as number;
}

/** Pieces of work for each second of CPU time of the server, rather than of the clock. */
function perCpuSecond(server: Server, work: (n: number) => Promise<unknown>): Side {
  const run = waiting(work, TURNS);
  return async () => {
    const before = await cpuOf(server);
    await run();
    return (1e6 * TURNS.pieces) / ((await cpuOf(server)) - before);
  };
}
