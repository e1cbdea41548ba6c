/**
 * Two servers on one pair of databases, and households that send to both without a pause while their owners turn usage
 * data off: 60 of them here, 1,000 with `SOTTO_FULL=1`.
 *
 * A forbidden commit is usage data that was stored although its commit came after the withdrawal was acknowledged. It is
 * looked for in three places that do not know of each other: in the answers to what was sent after the acknowledgement, in
 * the ledger after the leaf of the choice, and in the rows whose transaction a snapshot at the acknowledgement does not see.
 */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { essentialAt } from '../../src/decide/directive.ts';
import { createReporter } from '../../src/device/reporter.ts';
import { freshClusters } from '../../src/testing/database.ts';
import { furnish, type Home } from '../../src/testing/homes.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { newDataFolder, type ServerProcess, startServer } from '../../src/testing/server-process.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';

const WITHDRAWALS = process.env.SOTTO_FULL === '1' ? 1_000 : 60;
/** How many households are busy at a time. */
const AT_ONCE = 20;
const USAGE = statement.choices['usage-data']?.governs.data ?? [];

let servers: readonly [ServerProcess, ServerProcess];
let homes: Home[];
let vault: Vault;
let pool: pg.Pool;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const clusters = await freshClusters();
  const data = newDataFolder();
  undo.push(data.remove, clusters.stop);
  const keyFile = join(data.path, 'epoch.key');
  homes = await furnish({ ...clusters, keyFile }, WITHDRAWALS + 1);
  const start = async () => {
    const server = await startServer({ data: data.path, databases: clusters });
    undo.push(server.stop);
    return server;
  };
  servers = await Promise.all([start(), start()]);
  vault = await openVault({ ...clusters, epochKeys: epochKeysInFile(keyFile), clock: Date.now });
  undo.push(vault.close);
  pool = new pg.Pool(clusters.vault);
  undo.push(() => pool.end());
}, 300_000);
afterAll(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
});

interface Answer {
  readonly sentAt: number;
  readonly stored: { readonly [clause: string]: number };
  readonly withheld: { readonly [clause: string]: number };
}

/** A player that listens to no directive and sends as fast as it is answered: twice usage data, once how it is set. */
function playOn(server: ServerProcess, { player }: Home) {
  const answers: Answer[] = [];
  let isOver = false;
  const over = (async () => {
    for (let n = 0; !isOver; n++) {
      const at = new Date().toISOString();
      const sentAt = performance.now();
      const { status, body } = await ask(server, 'POST', '/v1/collect', player, {
        batch: `${server.pid}-${n}`,
        // Of the directive before any choice.
        generation: 1,
        events: [
          { event: 'playback', at, data: { track: `Track ${n}`, room: 'Kitchen' } },
          { event: 'volume', at, data: { volume: n % 100, room: 'Kitchen' } },
          { event: 'system-status', at, data: { softwareVersion: '14.2-5521' } },
        ],
      });
      if (status !== 200) throw new Error(`a batch was answered with ${status}: ${JSON.stringify(body)}`);
      answers.push({ sentAt, ...body.clauses });
    }
  })();
  // It is looked at when the player is stopped.
  over.catch(() => {});
  return {
    answers,
    sentAfter: (moment: number) => answers.filter(({ sentAt }) => sentAt > moment),
    stop: () => {
      isOver = true;
      return over;
    },
  };
}

/**
 * A player that does listen, with the device SDK. A busy one plays a track every 20 ms; the other has played one, and hears
 * of a change by its stream alone.
 */
function obedient(server: ServerProcess, { player }: Home, isBusy: boolean) {
  let silentAt: number | undefined;
  const reporter = createReporter({
    url: server.url,
    token: player,
    essential: essentialAt(statement, 'product'),
    interval: 20,
    onSilence: () => {
      silentAt = performance.now();
    },
  });
  let playing: NodeJS.Timeout | undefined;
  return {
    reporter,
    get silentAt() {
      return silentAt;
    },
    async start() {
      await reporter.start();
      const play = () => reporter.record('playback', { track: 'Lullaby', room: 'Attic' });
      if (isBusy) playing = setInterval(play, 20);
      else {
        await until(() => reporter.directive() !== undefined);
        play();
      }
    },
    async stop() {
      clearInterval(playing);
      await reporter.stop();
    },
  };
}

/** What one household saw: when its withdrawal was acknowledged, what the database saw then, and what was answered. */
interface Withdrawal {
  readonly home: Home;
  readonly snapshot: string;
  readonly answersBefore: readonly Answer[];
  readonly answersAfter: readonly Answer[];
  /** From the acknowledgement until the connected player on the other server was silent, in milliseconds. */
  readonly silentWithin: number;
  readonly recordedAfter: string;
}

async function withdraw(home: Home, k: number): Promise<Withdrawal> {
  const [here, there] = k % 2 === 0 ? servers : [servers[1], servers[0]];
  const players = [playOn(here, home), playOn(there, home)];
  const connected = obedient(there, home, k % 4 < 2);
  await connected.start();
  await until(() => players.every(({ answers }) => answers.length >= 2) && connected.reporter.status().sent > 0);

  const choice = await ask(here, 'PUT', '/v1/me/choices/usage-data', home.session, { state: 'off' });
  const acknowledgedAt = performance.now();
  if (choice.status !== 200) throw new Error(`a choice was answered with ${choice.status}`);
  const snapshot = await snapshotNow();

  await until(
    () => players.every(({ sentAfter }) => sentAfter(acknowledgedAt).length >= 3) && connected.silentAt !== undefined,
  );
  const recordedAfter = connected.reporter.record('playback', { track: 'Too late', room: 'Attic' });
  await Promise.all([...players.map((player) => player.stop()), connected.stop()]);
  const answers = players.flatMap((player) => player.answers);
  return {
    home,
    snapshot,
    answersBefore: answers.filter(({ sentAt }) => sentAt < acknowledgedAt),
    answersAfter: answers.filter(({ sentAt }) => sentAt > acknowledgedAt),
    silentWithin: connected.silentAt! - acknowledgedAt,
    recordedAfter,
  };
}

const storesUsage = ({ stored }: Answer) => 'collect.playback' in stored || 'collect.volume' in stored;

async function snapshotNow(): Promise<string> {
  return (await pool.query<{ now: string }>('select pg_current_snapshot()::text as now')).rows[0]!.now;
}

/** Segments of usage data whose transaction was not over when the snapshot was taken. */
async function segmentsAfter(home: Home, snapshot: string): Promise<number> {
  const { rows } = await pool.query(
    `select from segments where subject = $1 and category = any ($2)
      and not pg_visible_in_snapshot(xmin::text::xid8, $3::text::pg_snapshot)`,
    [home.household, USAGE, snapshot],
  );
  return rows.length;
}

/** Leaves after the choice, or after none, whose commit held usage data; `undefined` where no choice was recorded. */
async function leavesAfter({ household }: Home, since: 'choice' | 'ever'): Promise<number | undefined> {
  let isAfter = since === 'ever';
  let found = 0;
  for (let after = 0; ; ) {
    const entries = await vault.readEntries({ subject: household, after, limit: 500 });
    for (const { leaf, kind, detail } of entries) {
      after = leaf;
      const { choice, categories = [] } = detail as { choice?: string; categories?: readonly string[] };
      if (kind === 'chosen' && choice === 'usage-data') isAfter = true;
      else if (isAfter && categories.some((category) => USAGE.includes(category))) found += 1;
    }
    if (entries.length === 0) return isAfter ? found : undefined;
  }
}

test(`${WITHDRAWALS} withdrawals under load, by two servers: nothing forbidden is stored, and connected products fall silent`, async () => {
  keeps('usage.opt-out-any-time');
  const [ben, ...others] = homes as [Home, ...Home[]];

  // Ben keeps sharing all the while: on him the checks show that they see.
  const bens = playOn(servers[0], ben);
  await until(() => bens.answers.length > 0);
  const begun = { snapshot: await snapshotNow(), at: performance.now() };

  const withdrawals: Withdrawal[] = [];
  for (let k = 0; k < others.length; k += AT_ONCE) {
    withdrawals.push(...(await Promise.all(others.slice(k, k + AT_ONCE).map((home, n) => withdraw(home, k + n)))));
  }
  await until(() => bens.sentAfter(begun.at).length > 0);
  await bens.stop();

  expect(bens.sentAfter(begun.at).filter(storesUsage).length).toBeGreaterThan(0);
  expect(await segmentsAfter(ben, begun.snapshot)).toBeGreaterThan(0);
  expect(await leavesAfter(ben, 'choice')).toBeUndefined();
  expect(await leavesAfter(ben, 'ever')).toBeGreaterThan(0);

  const forbidden = { answers: 0, segments: 0, leaves: 0 };
  let inFlight = 0;
  for (const { home, snapshot, answersBefore, answersAfter } of withdrawals) {
    for (const answer of answersAfter) {
      if (storesUsage(answer)) forbidden.answers += 1;
      expect(answer).toMatchObject({ stored: { 'collect.system-status': 1 }, withheld: { 'choices.usage-data': 2 } });
    }
    expect(answersBefore.filter(storesUsage).length).toBeGreaterThan(0);
    inFlight += answersBefore.filter((answer) => !storesUsage(answer)).length;
    forbidden.segments += await segmentsAfter(home, snapshot);
    forbidden.leaves += (await leavesAfter(home, 'choice')) ?? Number.NaN;
  }
  expect(forbidden).toEqual({ answers: 0, segments: 0, leaves: 0 });
  // It was close: batches were under way when their household withdrew, and lost their usage data.
  expect(inFlight).toBeGreaterThan(WITHDRAWALS / 4);

  const slowest = Math.max(...withdrawals.map(({ silentWithin }) => silentWithin));
  expect(slowest).toBeLessThan(1_000);
  expect(new Set(withdrawals.map(({ recordedAfter }) => recordedAfter))).toEqual(new Set(['withheld']));
  if (process.env.SOTTO_FULL === '1') {
    const sent = withdrawals.reduce(
      (n, { answersBefore, answersAfter }) => n + answersBefore.length + answersAfter.length,
      0,
    );
    console.log(
      `${withdrawals.length} withdrawals, ${sent} batches, ${inFlight} in flight, silent within ${Math.round(slowest)} ms`,
    );
  }
}, 600_000);

async function ask(server: ServerProcess, method: string, path: string, token: string, body: object) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a body is what it checks
  return { status: response.status, body: (await response.json()) as any };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(5)) if (holds()) return;
  throw new Error(`did not come true in 20 s: ${holds}`);
}
