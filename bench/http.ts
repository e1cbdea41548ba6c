/**
 * Events over HTTP for each second of the server's own CPU time, in batches of 200. Ours authenticates the product, decides
 * field by field, seals, and answers when all is durable; the peer is fastify with ajv, which checks the same types, counts
 * and stores nothing. Each server is a process, and what drives them is another. The databases' CPU time is not in it: the
 * second line counts the time that passes instead. Row 2.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { householdEvents } from './household-events.ts';
import { inTurns, type Side, waiting } from './in-turns.ts';
import { perSecond, type Row } from './row.ts';

export const measures = [2];

const BATCH = 200;
const TURNS = { pieces: 60, atOnce: 8 };
const PLAYERS = 8;

export async function rows(): Promise<Row[]> {
  const [ours, plain] = [await serve('sotto'), await serve('plain')];
  try {
    const tokens = await registerPlayers(ours);
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

interface Server {
  readonly process: ChildProcess;
  readonly port: number;
  readonly agent: Agent;
}

async function serve(which: 'sotto' | 'plain'): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'apart', 'http-server.ts'), [which], { stdio: ['ignore', 2, 2, 'ipc'] });
  const port = await Promise.race([
    once(child, 'message').then(([port]) => port as number),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the ${which} server ended with code ${code}`))),
  ]);
  return { process: child, port, agent: new Agent({ keepAlive: true, maxSockets: TURNS.atOnce }) };
}

async function stop({ process: child, agent }: Server): Promise<void> {
  agent.destroy();
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
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

/** Players of one household, each with its token. */
async function registerPlayers(server: Server): Promise<readonly string[]> {
  const account = {
    email: 'ada@home.example',
    password: randomBytes(12).toString('hex'),
    country: 'DE',
    postalCode: '10115',
  };
  await post(server, '/v1/accounts', JSON.stringify(account));
  const { email, password } = account;
  const session = await post(server, '/v1/sessions', JSON.stringify({ email, password }));
  const { systemId } = await post(server, '/v1/households', undefined, session.token as string);
  const tokens: string[] = [];
  for (let n = 0; n < PLAYERS; n++) {
    const product = JSON.stringify({
      serial: `B8-E9-37-00000${n}:1`,
      productType: 'One',
      room: `Room ${n}`,
      kind: 'player',
    });
    const made = await post(server, `/v1/households/${systemId}/products`, product, session.token as string);
    tokens.push(made.token as string);
  }
  return tokens;
}

type Answer = { readonly [name: string]: unknown };

function post(server: Server, path: string, body?: string, token?: string): Promise<Answer> {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const { port, agent } = server;
    const asking = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(text) as Answer);
      else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
