/**
 * What others get done while one person with a long history takes it all along and is then erased, against what they get
 * done while nothing of the sort goes on. All of them use one server, which is a process of its own. Row 14.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { householdEvents } from './household-events.ts';
import { median } from './in-turns.ts';
import { perSecond, type Row } from './row.ts';
import { type Home, moveIn, post, type Server, serve, stop } from './server.ts';

export const measures = [14];

const ROUNDS = 9;
/** Held of the one person. */
const HELD = 100_000;
/** Batches that others send at once. */
const AT_ONCE = 8;
const BATCH = 50;
const FILLING = 500;
/** How long others are watched while nothing goes on, in milliseconds. */
const QUIET = 2_000;

export async function rows(): Promise<Row[]> {
  const server = await serve('sotto');
  try {
    const { players } = await moveIn(server, 'ada', AT_ONCE);
    const bodies = Array.from({ length: 16 }, (_, n) => JSON.stringify(householdEvents(BATCH, 1, n * BATCH)));
    const sendAs = (player: number) => collect(server, players[player]!, bodies[player % bodies.length]!);
    const quiet: number[] = [];
    const beside: number[] = [];
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      const heavy = await moveIn(server, `heavy-${round}`, 1);
      await fill(server, heavy);
      const undisturbed = await rateDuring(sendAs, () => new Promise((resolve) => setTimeout(resolve, QUIET)));
      const disturbed = await rateDuring(sendAs, () => takeAlongAndErase(server, heavy));
      if (round === 0) continue;
      quiet.push(undisturbed * BATCH);
      beside.push(disturbed * BATCH);
    }
    return [
      {
        row: 14,
        what: `others' events/s while one of ${HELD.toLocaleString('en')} events is exported and erased ÷ while not`,
        goal: '≥ 0.95',
        ours: perSecond(median(beside), 'events'),
        peer: perSecond(median(quiet), 'events'),
        ratio: median(beside) / median(quiet),
      },
    ];
  } finally {
    await stop(server);
  }
}

/** How often a second others are answered until `work` is done. */
async function rateDuring(send: (n: number) => Promise<void>, work: () => Promise<unknown>): Promise<number> {
  let isOver = false;
  let answered = 0;
  const start = performance.now();
  const others = Array.from({ length: AT_ONCE }, async (_, n) => {
    while (!isOver) {
      await send(n);
      if (!isOver) answered += 1;
    }
  });
  await work();
  isOver = true;
  const rate = (1000 * answered) / (performance.now() - start);
  await Promise.all(others);
  return rate;
}

async function collect(server: Server, player: string, events: string): Promise<void> {
  const answer = await post(server, '/v1/collect', `{"batch":"${randomUUID()}","events":${events}}`, player);
  if (answer.repeated !== false) throw new Error('not collected');
}

async function fill(server: Server, { players: [player] }: Home): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let n = next; n < HELD; n = next) {
      next += FILLING;
      await collect(server, player!, JSON.stringify(householdEvents(FILLING, 1, n)));
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
}

async function takeAlongAndErase(server: Server, { session, password }: Home): Promise<void> {
  const { id } = await post(server, '/v1/me/exports', undefined, session);
  const bytes = await fetchWhole(server, `/v1/me/exports/${id}/archive`, session);
  if (bytes < HELD) throw new Error(`an archive of ${bytes} bytes`);
  const receipt = await post(server, '/v1/me/erasure', JSON.stringify({ password, confirm: 'erase' }), session);
  if (typeof receipt.id !== 'string') throw new Error('not erased');
}

/** Reads an answer to its end; its bytes. */
function fetchWhole({ port }: Server, path: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const asking = request({ host: '127.0.0.1', port, path, headers, agent: false }, async (response) => {
      let bytes = 0;
      for await (const part of response) bytes += (part as Buffer).length;
      if (response.statusCode === 200) resolve(bytes);
      else reject(new Error(`${path} answered ${response.statusCode}`));
    });
    asking.on('error', reject);
    asking.end();
  });
}
