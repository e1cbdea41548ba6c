/**
 * Two servers on one pair of databases, and households that send to both without a pause while somebody in the console stops a
 * category again and again. A forbidden commit is one that stores it although it came after the stop was acknowledged. It is
 * looked for in three places that do not know of each other: in the answers to what was sent after it, in the rows whose
 * transaction a snapshot at that moment does not see, and in the ledger between the leaf of each stop and that of its end.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeAt, mintCodes } from '../../src/people/staff/codes.ts';
import { mintToken } from '../../src/people/token.ts';
import { freshClusters } from '../../src/testing/database.ts';
import { furnish, type Home } from '../../src/testing/homes.ts';
import { newDataFolder, type ServerProcess, startServer } from '../../src/testing/server-process.ts';
import { cookieIn, OWN_PAGE } from '../../src/testing/staff.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';

const STOPS = 15;
const HOMES = 6;

let servers: readonly [ServerProcess, ServerProcess];
let homes: Home[];
let pool: pg.Pool;
let vault: Vault;
let cookie: string;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const clusters = await freshClusters();
  const data = newDataFolder();
  undo.push(data.remove, clusters.stop);
  const keyFile = join(data.path, 'epoch.key');
  homes = await furnish({ ...clusters, keyFile }, HOMES);
  const start = async () => {
    const server = await startServer({ data: data.path, databases: clusters });
    undo.push(server.stop);
    return server;
  };
  servers = await Promise.all([start(), start()]);
  pool = new pg.Pool(clusters.vault);
  undo.push(() => pool.end());

  vault = await openVault({ ...clusters, epochKeys: epochKeysInFile(keyFile), clock: Date.now });
  undo.push(vault.close);
  const { token, digest } = mintToken('enrol');
  const codes = mintCodes();
  const link = { digest, endsAt: Date.now() + 60_000 };
  await vault.staff.add({ name: 'mira', role: 'engineer', codes }, link, 'service:test');
  const enrolled = await fetch(`${servers[0].url}/v1/staff/enrolments`, {
    method: 'POST',
    headers: { ...OWN_PAGE, 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'mira has the night shift', code: codeAt(codes, Date.now()) }),
  });
  expect(enrolled.status).toBe(201);
  cookie = cookieIn(enrolled);
}, 300_000);
afterAll(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
});

interface Answer {
  readonly sentAt: number;
  readonly stored: { readonly [clause: string]: number };
  readonly refused: { readonly [reason: string]: number };
}

/** A player that listens to no directive, and sends as fast as it is answered. */
function playOn(server: ServerProcess, { player }: Home) {
  const answers: Answer[] = [];
  let isOver = false;
  const over = (async () => {
    for (let n = 0; !isOver; n++) {
      const at = new Date().toISOString();
      const sentAt = performance.now();
      const response = await fetch(`${server.url}/v1/collect`, {
        method: 'POST',
        headers: { authorization: `Bearer ${player}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          batch: `${server.pid}-${n}`,
          generation: 1,
          events: [
            { event: 'playback', at, data: { track: `Track ${n}`, room: 'Kitchen' } },
            { event: 'system-status', at, data: { softwareVersion: '14.2-5521' } },
          ],
        }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a body is what it checks
      const body = (await response.json()) as any;
      if (response.status !== 200) throw new Error(`a batch was answered with ${response.status}: ${body.code}`);
      answers.push({ sentAt, ...body.clauses });
    }
  })();
  // It is looked at when the player is stopped.
  over.catch(() => {});
  return {
    answers,
    stop: () => {
      isOver = true;
      return over;
    },
  };
}

async function set(server: ServerProcess, state: 'stopped' | 'on'): Promise<number> {
  const response = await fetch(`${server.url}/v1/staff/collection/stops/activity`, {
    method: 'PUT',
    headers: { ...OWN_PAGE, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ state }),
  });
  expect(await response.json()).toEqual({ changed: true });
  return performance.now();
}

/** Leaves about a household, or about nobody, in their order. */
async function leavesOf(subject?: string) {
  const all = [];
  for (let after = 0; ; after = all.at(-1)!.leaf) {
    const entries = await vault.readEntries({ ...(subject !== undefined && { subject }), after, limit: 1000 });
    if (entries.length === 0) return all;
    all.push(...entries);
  }
}

/** Commits that hold what was stopped, after the leaf of a stop and before the one that ended it; and all of them. */
async function leavesWithin(): Promise<{ forbidden: number; all: number }> {
  const turns = (await leavesOf()).filter(({ kind }) => /^collection-(stopped|on)$/.test(kind));
  expect(turns.map(({ kind }) => kind)).toEqual(
    Array.from({ length: STOPS }, () => ['collection-stopped', 'collection-on']).flat(),
  );
  const isStopped = (leaf: number) => turns.findLast((turn) => turn.leaf < leaf)?.kind === 'collection-stopped';
  const found = { forbidden: 0, all: 0 };
  for (const { household } of homes) {
    for (const { leaf, kind, detail } of await leavesOf(household)) {
      if (kind !== 'collected' || !isStopped(leaf)) continue;
      found.all += 1;
      // Sound: what `collect` records has these.
      if ((detail as { categories: readonly string[] }).categories.includes('activity')) found.forbidden += 1;
    }
  }
  return found;
}

const storesActivity = ({ stored }: Answer) => 'collect.playback' in stored;
const last = (answers: readonly Answer[], since: number) => answers.filter(({ sentAt }) => sentAt > since);

test(`${STOPS} stops under load, by two servers: nothing of what was stopped is stored after the answer`, async () => {
  const players = homes.flatMap((home) => servers.map((server) => playOn(server, home)));
  const each = (holds: (answers: readonly Answer[]) => boolean) => players.every(({ answers }) => holds(answers));
  const forbidden = { answers: 0, segments: 0 };
  let after = 0;
  let inFlight = 0;
  let began = 0;
  for (let k = 0; k < STOPS; k += 1) {
    const [here, there] = k % 2 === 0 ? servers : [servers[1], servers[0]];
    // On them it is seen that the checks see.
    await until(() => each((answers) => last(answers, began).some(storesActivity)));
    const asked = performance.now();
    const stoppedAt = await set(here, 'stopped');
    const { rows } = await pool.query<{ now: string }>('select pg_current_snapshot()::text as now');
    await until(() => each((answers) => last(answers, stoppedAt).length >= 2));
    const answers = players.flatMap((player) => player.answers);
    for (const answer of last(answers, stoppedAt)) {
      after += 1;
      if (storesActivity(answer)) forbidden.answers += 1;
      expect(answer).toMatchObject({ stored: { 'collect.system-status': 1 }, refused: { stopped: 1 } });
    }
    inFlight += answers.filter(({ sentAt }) => sentAt < stoppedAt && sentAt > asked - 200).length;
    const found = await pool.query(
      `select from segments where category = 'activity' and not pg_visible_in_snapshot(xmin::text::xid8, $1::text::pg_snapshot)`,
      [rows[0]!.now],
    );
    forbidden.segments += found.rows.length;
    began = await set(there, 'on');
  }
  await until(() => each((answers) => last(answers, began).some(storesActivity)));
  await Promise.all(players.map((player) => player.stop()));
  expect(forbidden).toEqual({ answers: 0, segments: 0 });
  const leaves = await leavesWithin();
  expect(leaves.all).toBeGreaterThanOrEqual(after);
  expect(leaves.forbidden).toBe(0);
  expect(after).toBeGreaterThanOrEqual(STOPS * players.length * 2);
  // It was close: batches were under way.
  expect(inFlight).toBeGreaterThan(STOPS);
}, 300_000);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(5)) if (holds()) return;
  throw new Error(`did not come true in 30 s: ${holds}`);
}
