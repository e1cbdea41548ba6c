/** Ada looks at what is held of her, has a byte explained, and looks through the glass while her speaker sends. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParser } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { scan } from '../../src/testing/byte-scan.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { type Clusters, openClusters } from '../../src/vault/cluster/clusters.ts';

let folder: string;
let clusters: Clusters;
let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;
let system: string;
let kitchen: TestProduct;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-seeing-'));
  clusters = await openClusters(join(folder, 'data'));
  const on = {
    vault: { ...clusters.vault.connection },
    keyring: { ...clusters.keyring.connection },
    stop: async () => {},
  };
  house = await openTestWorld({ on: { clusters: on, keyFile: join(folder, 'data', 'epoch.key') } });
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  system = await ada.household();
  await ben.household();
  kitchen = await ada.product(system, 'Kitchen');
});
afterAll(async () => {
  await house?.close();
  await clusters?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = () => new Date(house.clock.now).toISOString();
const played = (track: string, more: object = {}) => ({
  event: 'playback',
  at: at(),
  data: { track, artist: 'The Lamplighters', transport: 'playing', ...more },
});
const choose = (state: 'on' | 'off') => ada.ask('PUT', '/v1/me/choices/usage-data', { state });

interface Field {
  readonly field: string;
  readonly effect: string;
  readonly why: string;
  readonly value?: unknown;
  readonly says?: string;
}
interface Payload {
  readonly product: string;
  readonly system: string;
  readonly dropped: number;
  readonly events: readonly { readonly event?: string; readonly refused?: string; readonly fields: readonly Field[] }[];
}

/** Looks through the glass with a client that was made by others. */
async function lookThrough(token: string) {
  const aborting = new AbortController();
  const answer = await fetch(`${house.url}/v1/me/glass`, {
    headers: { authorization: `Bearer ${token}` },
    signal: aborting.signal,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let isLooking = () => {};
  const looking = new Promise<void>((resolve) => {
    isLooking = resolve;
  });
  const seen: Payload[] = [];
  const parser = new EventSourceParserStream({ onComment: () => isLooking() });
  const ended = answer
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(parser)
    .pipeTo(new WritableStream({ write: ({ data }) => void seen.push(JSON.parse(data)) }))
    .catch(() => {});
  await looking;
  return { seen, ended, stop: () => aborting.abort() };
}

describe('what is held of Ada', () => {
  beforeAll(async () => {
    await kitchen.collect([played('Harbour at Noon'), played('Seven Kettles')]);
    house.clock.now += 60_000;
  });

  it('says of each item by which clause, version and choices it came, what for, who got it, and until when', async () => {
    keeps('principle.transparent');
    const { body } = await ada.ask('GET', '/v1/me/data?category=activity');
    expect(body.items[0]).toMatchObject({
      clause: 'collect.playback',
      statement: house.world.hash,
      choices: [{ choice: 'usage-data', state: 'on', clause: 'choices.usage-data' }],
      purposes: expect.arrayContaining(['use.improve']),
      recipients: [],
      ends: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(body.words.clauses).toMatchObject({
      'collect.playback': 'when something plays, pauses or ends',
      'choices.usage-data': expect.any(String),
    });
    expect(body.words.kept.activity).toContain('after');
  });

  it('says of what is true now which clauses bring it, and under which version it was last given', async () => {
    const { body } = await ada.ask('GET', '/v1/me/data?category=account');
    expect(body.current[0]).toMatchObject({
      statement: house.world.hash,
      collectedBy: expect.arrayContaining(['collect.sign-up']),
      recipients: [],
    });
  });

  it('tells the choice as it stood then, not as it stands now', async () => {
    await choose('off');
    house.clock.now += 60_000;
    const { body } = await ada.ask('GET', '/v1/me/data?category=activity');
    expect(body.items[0].choices).toEqual([{ choice: 'usage-data', state: 'on', clause: 'choices.usage-data' }]);
    await choose('on');
    house.clock.now += 60_000;
  });

  it('is found by a word of it, in any case, and by what the statement calls it', async () => {
    const search = (q: string) => ada.ask('POST', '/v1/me/data/search', { q });
    const found = (await search('sEVEN kettles')).body;
    expect(found.items.map((one: { data: { track: string } }) => one.data.track)).toEqual(['Seven Kettles']);
    expect((await search('the track')).body.items.length).toBe(2);
    expect((await search(ada.email)).body.current.length).toBeGreaterThan(0);
    expect((await search('no such song')).body).toMatchObject({ current: [], items: [] });
    const bens = (await ben.ask('POST', '/v1/me/data/search', { q: 'Kettles' })).body;
    expect([bens.current, bens.items]).toEqual([[], []]);
  });

  it('is found page by page in a long history, each item once', async () => {
    for (let n = 0; n < 5; n += 1) {
      await kitchen.collect(Array.from({ length: 40 }, (_, k) => played(k % 10 === 0 ? `Needle ${n}-${k}` : 'Hay')));
    }
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await ada.ask('POST', `/v1/me/data/search?limit=6${cursor}`, { q: 'needle' });
      expect(body.items.length).toBeLessThanOrEqual(6);
      found.push(...body.items.map((one: { data: { track: string } }) => one.data.track));
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect([found.length, new Set(found).size]).toEqual([20, 20]);
  });

  it('is explained to the byte', async () => {
    keeps('principle.transparent');
    const { body } = await ada.ask('GET', '/v1/me/data/explain?category=activity&field=track');
    expect(body).toMatchObject({ name: 'activity.track', recipients: [] });
    const about = body.lines.map((line: { about: string }) => line.about);
    expect(about).toEqual(expect.arrayContaining(['collected', 'governed', 'held', 'opened', 'sent']));
    expect((await ada.ask('GET', '/v1/me/data/explain?category=dreams')).body.code).toBe('unknown-category');
  });
});

describe('the glass', () => {
  it('shows what is stored, what is refused by name alone, and nothing of it to anybody else', async () => {
    const [hers, his] = [await lookThrough(ada.token), await lookThrough(ben.token)];
    await kitchen.collect([
      played('Under Glass', { shoeSize: 'forty-two' }),
      { event: 'dreams', at: at(), data: {} },
      { event: 'playback', at: at(), data: null },
      7,
    ]);
    await expect.poll(() => hers.seen.length).toBe(1);
    const [payload] = hers.seen;
    expect(payload).toMatchObject({ product: kitchen.id, system, dropped: 0 });
    const fields = payload!.events[0]!.fields;
    expect(fields).toContainEqual(
      expect.objectContaining({ field: 'track', effect: 'stored', value: 'Under Glass', says: 'the track' }),
    );
    expect(fields).toContainEqual({ field: 'shoeSize', effect: 'refused', why: 'undeclared-field' });
    expect(payload!.events[1]).toEqual({ event: 'dreams', refused: 'undeclared-event', fields: [] });
    expect(payload!.events.slice(2)).toEqual([
      expect.objectContaining({ event: 'playback', fields: [] }),
      { refused: 'malformed', fields: [] },
    ]);
    expect(his.seen).toEqual([]);
    for (const one of [hers, his]) one.stop();
  });

  it('shows what a choice withholds with its clause, and that is written nowhere', { timeout: 60_000 }, async () => {
    const SECRET = 'qzxvwithheldsong';
    const KEPT = 'qzxvstoredsong';
    await kitchen.collect([played(KEPT)]);
    await choose('off');
    house.clock.now += 60_000;
    const glass = await lookThrough(ada.token);
    await kitchen.collect([played(SECRET)]);
    await expect.poll(() => glass.seen.length).toBe(1);
    expect(glass.seen[0]!.events[0]!.fields).toContainEqual(
      expect.objectContaining({ field: 'track', effect: 'withheld', why: 'choices.usage-data', value: SECRET }),
    );
    glass.stop();
    for (const { connection } of [clusters.vault, clusters.keyring]) {
      const client = new pg.Client({ ...connection });
      await client.connect();
      await client.query('checkpoint');
      await client.end();
    }
    expect(scan([join(folder, 'data')], [SECRET, KEPT])).toEqual([]);
    const { text } = await ada.ask('GET', '/v1/me/data?limit=500');
    expect([text.includes(KEPT), text.includes(SECRET)]).toEqual([true, false]);
    await choose('on');
    house.clock.now += 60_000;
  });

  it('does not show passing data', async () => {
    const glass = await lookThrough(ada.token);
    const recording = Buffer.from('a voice in the kitchen'.repeat(4)).toString('base64');
    await kitchen.collect([
      { event: 'voice-command', at: at(), data: { recording, wakeWord: 'kettle' } },
      played('After'),
    ]);
    await expect.poll(() => glass.seen.length).toBe(1);
    expect(JSON.stringify(glass.seen)).not.toContain(recording);
    expect(glass.seen[0]!.events[0]!.fields.filter(({ field }) => field === 'recording')).toEqual([]);
    glass.stop();
  });

  it('shows the same as the books count', async () => {
    const glass = await lookThrough(ada.token);
    const { body } = await kitchen.collect([played('One', { volume: 20, muted: 'yes' }), played('Two', { odd: 1 })]);
    await expect.poll(() => glass.seen.length).toBe(1);
    const fields = glass.seen[0]!.events.flatMap((one) => one.fields);
    const count = (effect: string) => fields.filter((one) => one.effect === effect).length;
    expect([count('stored'), count('withheld'), count('refused')]).toEqual([
      body.fields.stored,
      body.fields.withheld,
      body.fields.refused,
    ]);
    glass.stop();
  });

  it('drops and counts what a person is too slow to read, and holds no more than so much', {
    timeout: 30_000,
  }, async () => {
    const asked = request(`${house.url}/v1/me/glass`, { headers: { authorization: `Bearer ${ada.token}` } }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    await once(answer, 'data');
    answer.pause();
    const long = Array.from({ length: 200 }, () => played('slow '.repeat(90), { album: 'slow '.repeat(90) }));
    for (let n = 0; n < 40; n += 1) await kitchen.collect(long);
    const read: Payload[] = [];
    const parser = createParser({ onEvent: ({ data }) => void read.push(JSON.parse(data)) });
    answer.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
    answer.on('error', () => {}).resume();
    await expect.poll(() => read.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await kitchen.collect([played('Last')]);
    const shown = () => read.at(-1)!.events[0]!.fields[0]?.value;
    await expect.poll(shown).toBe('Last');
    const dropped = read.reduce((sum, one) => sum + one.dropped, 0);
    expect([dropped > 0, dropped + read.length]).toEqual([true, 41]);
    asked.destroy();
  });

  it('ends when Ada signs out, before anything more is seen', async () => {
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } }))
      .body;
    const glass = await lookThrough(token);
    await house.ask('DELETE', '/v1/sessions', { token });
    await kitchen.collect([played('Signed Out')]);
    await glass.ended;
    expect(glass.seen).toEqual([]);
  });

  it('ends when its person is erased', async () => {
    const cem = await house.signUp('Cem');
    await cem.household();
    const { subject } = (await house.world.people.personOf(cem.token))!;
    const glass = await lookThrough(cem.token);
    await house.world.database.query('update subjects set tombstone = now() where id = $1', [subject as SubjectId]);
    await house.world.database.query("select pg_notify('sotto_standing', $1)", [subject]);
    await glass.ended;
    expect(glass.seen).toEqual([]);
  });
});
