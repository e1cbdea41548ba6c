/**
 * Kill -9 under load: of the server, of its databases, of all. Players and owners note outside the store what was
 * acknowledged; after each kill every event is there, once, the books are exact, and every choice is in force. 9 rounds
 * here, 200 with `SOTTO_FULL=1`.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { furnish, type Home } from '../../src/testing/homes.ts';
import { type DataFolder, newDataFolder, type ServerProcess, startServer } from '../../src/testing/server-process.ts';
import { openClusters } from '../../src/vault/cluster/clusters.ts';
import { user } from '../../src/vault/cluster/init.ts';
import { socketFolderOf } from '../../src/vault/cluster/socket-folder.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault } from '../../src/vault/vault.ts';

const IS_FULL = process.env.SOTTO_FULL === '1';
const ROUNDS = IS_FULL ? 200 : 9;
const HOMES = 6;
/** Homes beside these whose owners change their minds about usage data all the time. */
const WAVERING = 2;
/** In a batch. */
const TRACKS = 3;

type Database = 'vault' | 'keyring';
interface Death {
  readonly server: boolean;
  readonly kills: readonly Database[];
}
const DEATHS: readonly Death[] = [
  { server: true, kills: [] },
  { server: false, kills: ['vault'] },
  { server: true, kills: ['vault', 'keyring'] },
  { server: false, kills: ['keyring'] },
  { server: true, kills: ['vault'] },
  { server: false, kills: ['vault', 'keyring'] },
];

let data: DataFolder;
let homes: Home[];
let wavering: Home[];
let notes: string;
let choiceNotes: string;
let server: ServerProcess;

beforeAll(async () => {
  data = newDataFolder();
  const outside = mkdtempSync(join(tmpdir(), 'sotto-notes-'));
  [notes, choiceNotes] = [join(outside, 'acknowledged'), join(outside, 'choices')];
  const clusters = await openClusters(data.path);
  const { vault, keyring } = clusters;
  const keyFile = join(data.path, 'epoch.key');
  const place = { vault: { ...vault.connection }, keyring: { ...keyring.connection }, keyFile };
  const furnished = await furnish(place, HOMES + WAVERING);
  [homes, wavering] = [furnished.slice(0, HOMES), furnished.slice(HOMES)];
  await clusters.stop();
});
afterAll(async () => {
  if (server?.isRunning) await server.kill('SIGKILL');
  await data.remove();
  rmSync(join(notes, '..'), { recursive: true, force: true });
});

interface Batch {
  readonly home: Home;
  readonly id: string;
  readonly body: string;
}

let made = 0;
function newBatch(home: Home): Batch {
  const id = `batch-${made++}`;
  const at = new Date().toISOString();
  const tracks = Array.from({ length: TRACKS }, (_, k) => ({
    event: 'playback',
    at,
    data: { track: `${id}/${k}`, room: 'Kitchen' },
  }));
  const events = [
    ...tracks,
    { event: 'system-status', at, data: { softwareVersion: '14.2-5521', microphoneLevel: 0.42 } },
    { event: 'diagnostic', at, data: { caseNumber: id } },
    { event: 'mind-reading', at, data: { thought: 'tea' } },
  ];
  return { home, id, body: JSON.stringify({ batch: id, generation: 1, events }) };
}
/** What the books say of a batch: the diagnostic lacks a permission, and nobody declared reading minds. */
const ONE_BATCH = { received: 6, stored: TRACKS + 1, withheld: 1, refused: 1 };

type Sent = 'acknowledged' | 'unavailable' | 'cut off';
const EFFECTS = ['received', 'stored', 'withheld', 'refused'] as const;

/** Asks for something to be done. What else than 200 can happen to it is named; anything more fails the test. */
async function ask(url: string, method: string, path: string, token: string, body: string) {
  let response: Response;
  let text: string;
  try {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    response = await fetch(`${url}${path}`, { method, headers, body });
    text = await response.text();
  } catch {
    return 'cut off';
  }
  const answer = JSON.parse(text);
  if (response.status === 503) {
    expect(answer).toMatchObject({ status: 503, code: 'storage-unavailable' });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    return 'unavailable';
  }
  expect([response.status, text]).toEqual([200, expect.any(String)]);
  return answer;
}

const countsOf = ({ received, stored, withheld, refused }: typeof ONE_BATCH) => ({
  received,
  stored,
  withheld,
  refused,
});

/** Sends a batch, and notes it when it is acknowledged. */
async function send(url: string, { home, id, body }: Batch): Promise<Sent> {
  const answer = await ask(url, 'POST', '/v1/collect', home.player, body);
  if (typeof answer === 'string') return answer as Sent;
  expect(countsOf(answer)).toEqual(ONE_BATCH);
  appendFileSync(notes, `${id}\n`);
  return 'acknowledged';
}

type State = 'on' | 'off';
/** What an owner chose and was not answered about: it may be in force or not. */
const undecided = new Map<string, State>();

/** Chooses about usage data, and notes it when it is acknowledged. */
async function choose(url: string, { session, systemId }: Home, state: State): Promise<Sent> {
  const answer = await ask(url, 'PUT', '/v1/me/choices/usage-data', session, JSON.stringify({ state }));
  if (typeof answer === 'string') {
    undecided.set(systemId, state);
    return answer as Sent;
  }
  undecided.delete(systemId);
  appendFileSync(choiceNotes, `${systemId} ${state} ${answer.generation}\n`);
  return 'acknowledged';
}

/** The last choice of a home that was acknowledged. */
function chosen(systemId: string): { readonly state: State; readonly generation: number } {
  const last = readFileSync(choiceNotes, 'utf8')
    .split('\n')
    .findLast((line) => line.startsWith(systemId))!;
  const [, state, generation] = last.split(' ');
  return { state: state as State, generation: Number(generation) };
}

/** What batches that tried how a choice stands have added to the books. */
const tried = { received: 0, stored: 0, withheld: 0, refused: 0 };

/** Looks whether the last acknowledged choice of a home is in force: at the product, and for what it sends all the same. */
async function tryChoice(url: string, home: Home): Promise<void> {
  const { state, generation } = chosen(home.systemId);
  const possible = new Set([state, undecided.get(home.systemId) ?? state]);
  const headers = { authorization: `Bearer ${home.player}` };
  const directive = (await (await fetch(`${url}/v1/directive`, { headers })).json()) as {
    readonly generation: number;
    readonly events: object;
  };
  expect(directive.generation).toBeGreaterThanOrEqual(generation);
  const stands = 'playback' in directive.events ? 'on' : 'off';
  expect(possible).toContain(stands);
  const event = { event: 'playback', at: new Date().toISOString(), data: { track: 'whether', room: 'Kitchen' } };
  const body = JSON.stringify({ batch: `try-${tried.received}`, generation: directive.generation, events: [event] });
  // The keyring may still be starting, and this may be the first batch since that needs a key of it.
  let answer = await ask(url, 'POST', '/v1/collect', home.player, body);
  for (let k = 0; answer === 'unavailable' && k < 100; k++) {
    await sleep(100);
    answer = await ask(url, 'POST', '/v1/collect', home.player, body);
  }
  const counts = countsOf(answer);
  const isOn = Number(stands === 'on');
  expect(counts).toEqual({ received: 1, stored: isOn, withheld: 1 - isOn, refused: 0 });
  for (const effect of EFFECTS) tried[effect] += counts[effect];
}

const acknowledged = () => readFileSync(notes, 'utf8').split('\n').filter(Boolean);

/** Players that send, and owners that choose, until they are stopped or can't get through. What was not acknowledged is `unsure`. */
function play(url: string) {
  const outcomes: Record<Sent, number> = { acknowledged: 0, unavailable: 0, 'cut off': 0 };
  const unsure: Batch[] = [];
  let choices = 0;
  let isOver = false;
  const over = Promise.all([
    ...wavering.map(async (home) => {
      for (let state: State = 'off'; !isOver; await sleep(5)) {
        const sent = await choose(url, home, state);
        if (sent === 'cut off') return;
        if (sent === 'acknowledged') {
          choices += 1;
          state = state === 'on' ? 'off' : 'on';
        }
      }
    }),
    ...homes.map(async (home) => {
      while (!isOver) {
        const batch = newBatch(home);
        const sent = await send(url, batch);
        outcomes[sent] += 1;
        if (sent !== 'acknowledged') unsure.push(batch);
        if (sent === 'unavailable') await sleep(20);
        if (sent === 'cut off') return;
      }
    }),
  ]);
  const failed = new Promise<never>((_, reject) => {
    over.catch(reject);
  });
  return {
    outcomes,
    get choices() {
      return choices;
    },
    unsure,
    /** Waits while they play; ends with what a player was answered that it should not have been. */
    until: (holds: () => boolean) => Promise.race([until(holds), failed]),
    stop: async () => {
      isOver = true;
      await over;
    },
  };
}

const postmasterOf = (name: Database): number => {
  try {
    return Number.parseInt(readFileSync(join(data.path, name, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return Number.NaN; // Between two of them.
  }
};

/** One round: play, kill, send again what is unsure, and look. */
async function round({ kills, server: killsServer }: Death): Promise<Record<Sent, number>> {
  const players = play(server.url);
  await players.until(() => players.outcomes.acknowledged > 20 && players.choices > 2 * WAVERING);
  await sleep(Math.random() * 100);
  const killed = kills.map((name) => [name, postmasterOf(name)] as const);
  const ended = killsServer ? server.kill('SIGKILL') : undefined;
  for (const [, pid] of killed) process.kill(pid, 'SIGKILL');
  if (ended !== undefined) {
    await ended;
    await players.stop();
    server = await startServer({ data: data.path });
  } else {
    // The server lives on and heals.
    await players.until(() => killed.every(([name, pid]) => postmasterOf(name) > 0 && postmasterOf(name) !== pid));
    const { acknowledged } = players.outcomes;
    await players.until(() => players.outcomes.acknowledged > acknowledged + 20);
    await players.stop();
    expect(players.outcomes['cut off']).toBe(0);
    expect(server.isRunning).toBe(true);
    for (const [name] of killed) expect(server.said).toContain(`${name}: PostgreSQL ended unasked; starting it again`);
  }
  for (const batch of players.unsure) {
    for (let again = 0; (await send(server.url, batch)) !== 'acknowledged'; again++) {
      if (again === 200) throw new Error('a batch was not taken');
      await sleep(20);
    }
  }
  return players.outcomes;
}

/** Sums of events by what became of them, from `/metrics`. */
async function books() {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const sums = { received: 0, stored: 0, withheld: 0, refused: 0 };
  for (const [, effect = 'received', n] of text.matchAll(
    /^sotto_events_(?:received_)?total(?:\{effect="(\w+)".*\})? (\d+)$/gm,
  )) {
    sums[effect as keyof typeof sums] += Number(n);
  }
  return sums;
}

/** What lies in the vault: batches, and the events of listening in all segments. */
async function held() {
  const client = new pg.Client({ host: socketFolderOf(join(data.path, 'vault'))!, user, database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ batches: number; tracks: number }>(
      `select (select count(*)::int from batches) as batches,
        (select coalesce(sum(events), 0)::int from segments where category = 'activity') as tracks`,
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}

test(
  `${ROUNDS} kills under load lose no event and no choice that was acknowledged, and store nothing twice`,
  async () => {
    server = await startServer({ data: data.path });
    const before = { ...(await books()), ...(await held()) };
    const outcomes = { acknowledged: 0, unavailable: 0, 'cut off': 0 };
    for (let k = 0; k < ROUNDS; k++) {
      const seen = await round(DEATHS[k % DEATHS.length]!);
      for (const sent of Object.keys(seen) as Sent[]) outcomes[sent] += seen[sent];

      // By now each batch was acknowledged, some of them after they had been sent before.
      const noted = acknowledged();
      expect(new Set(noted).size).toBe(made);
      expect(noted.length).toBe(made);
      for (const home of wavering) await tryChoice(server.url, home);
      const batches = before.batches + made + tried.received;
      expect(await held()).toEqual({ batches, tracks: made * TRACKS + tried.stored });
      const now = await books();
      for (const effect of EFFECTS) {
        expect([effect, now[effect] - before[effect]]).toEqual([effect, made * ONE_BATCH[effect] + tried[effect]]);
      }
      expect(now.received).toBe(now.stored + now.withheld + now.refused);
    }
    expect(outcomes['cut off']).toBeGreaterThan(0);
    expect(outcomes.unavailable).toBeGreaterThan(0);
    expect(Math.min(tried.stored, tried.withheld)).toBeGreaterThan(0);
    await server.stop();

    // And every event can be opened, once.
    const clusters = await openClusters(data.path);
    const connections = { vault: { ...clusters.vault.connection }, keyring: { ...clusters.keyring.connection } };
    const epochKeys = epochKeysInFile(join(data.path, 'epoch.key'));
    const vault = await openVault({ ...connections, epochKeys, clock: Date.now });
    const tracks: unknown[] = [];
    for (const { household } of homes) {
      const reading = vault.readSegments(household, { categories: ['activity'] });
      for await (const { events } of reading)
        tracks.push(...events.map(({ data }) => (data as { track: string }).track));
    }
    await vault.close();
    await clusters.stop();
    const expected = acknowledged().flatMap((id) => Array.from({ length: TRACKS }, (_, k) => `${id}/${k}`));
    expect(tracks.sort()).toEqual(expected.sort());
    if (IS_FULL)
      console.log(`${ROUNDS} kills, ${expected.length} tracks in ${made} batches acknowledged, all there;`, outcomes);
  },
  IS_FULL ? 3_600_000 : 120_000,
);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(10)) if (holds()) return;
  throw new Error(`did not come true in 20 s: ${holds}`);
}
