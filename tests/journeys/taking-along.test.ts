/** Dora moves out and takes along what is held of her. */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
/** A name that a page, or a table, might run. */
const ODD = '=HYPERLINK("https://evil.example")<script>alert(1)</script>';

let house: TestWorld;
let dora: TestPerson;
let ben: TestPerson;
let kitchen: TestProduct;
let archive: Map<string, string>;
let id: string;

beforeAll(async () => {
  house = await openTestWorld();
  [dora, ben] = [await house.signUp('Dora'), await house.signUp('Ben')];
  const system = await dora.household();
  kitchen = await dora.product(system, ODD.slice(0, 60));
  const at = (n: number) => new Date(house.clock.now + n * 1000).toISOString();
  const track = (n: number, data: object) => ({ event: 'playback', at: at(n), data });
  await kitchen.collect([
    track(0, {
      track: 'Harbour at Noon',
      artist: 'The Lamplighters',
      album: 'Piers',
      transport: 'playing',
      trackDuration: 201,
    }),
    track(1, { track: 'Harbour at Noon', artist: 'The Lamplighters', transport: 'paused' }),
    track(2, { track: ODD, artist: 'Ünïcode', transport: 'playing' }),
    track(3, { transport: 'stopped' }),
  ]);
});
afterAll(() => house.close());

async function fetchArchive(token: string, of: string) {
  const answer = await fetch(`${house.url}/v1/me/exports/${of}/archive`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes };
}
const signIn = async ({ email, password }: TestPerson) =>
  (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body.token as string;
const codeOf = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()).code;
const json = (path: string) => JSON.parse(archive.get(path)!);

describe('Dora’s export', () => {
  it('is asked for, says how much there is, and comes as a ZIP that others can read', async () => {
    keeps('rights.export');
    const made = await dora.ask('POST', '/v1/me/exports');
    expect([made.status, made.body.state]).toEqual([201, 'ready']);
    expect(made.body.items).toBeGreaterThanOrEqual(4);
    id = made.body.id;
    const { status, headers, bytes } = await fetchArchive(dora.token, id);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    archive = new Map(Object.entries(unzipSync(bytes)).map(([path, file]) => [path, Buffer.from(file).toString()]));
    const told = async () => (await dora.ask('GET', `/v1/me/exports/${id}`)).body;
    await expect.poll(async () => (await told()).fetched).toBeDefined();
    expect((await told()).written).toBe(made.body.items);
  });

  it('has for machines all that she sees, with a schema and a glossary', async () => {
    keeps('rights.export');
    const shown = (await dora.ask('GET', '/v1/me/data?limit=500')).body;
    const files = [...archive.keys()].filter((path) => path.startsWith('data/'));
    const items = files.flatMap((path) =>
      json(path).items.map((one: object) => ({ category: json(path).category, ...one })),
    );
    const bySight = (one: object) => JSON.stringify(one, Object.keys(one).sort());
    expect(items.map(bySight).sort()).toEqual(shown.items.map(bySight).sort());
    const current = files.flatMap((path) => json(path).current.map(({ data }: { data: object }) => data));
    expect(current).toEqual(expect.arrayContaining(shown.current.map(({ data }: { data: object }) => data)));
    expect(current.length).toBe(shown.current.length);
    for (const path of files) expect(json('schema.json').$defs).toHaveProperty(json(path).category);
    expect(json('schema.json').$defs.account.properties.current.items.properties.data.properties).not.toHaveProperty(
      'password',
    );
    expect(json('glossary.json').codes).toHaveProperty('ends');
    expect(json('glossary.json').categories.activity.fields.track.says).toBe('the track');
  });

  it('has pages that read well and run nothing, whatever a name says', () => {
    keeps('rights.export');
    const pages = [...archive].filter(([path]) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(3);
    for (const [, page] of pages) expect(page).not.toContain('<script');
    expect(archive.get('pages/activity.html')).toContain('&lt;script&gt;');
    for (const [, target] of archive.get('index.html')!.matchAll(/href="([^"]+)"/g)) {
      expect([...archive.keys()]).toContain(decodeURI(target!));
    }
    expect([...archive.keys()].filter((path) => path.endsWith('.csv'))).toEqual([]);
  });

  it('has what she listened to as ListenBrainz reads it', () => {
    const listens = archive
      .get('listening.jsonl')!
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(listens.map((one) => one.track_metadata.track_name)).toEqual([ODD, 'Harbour at Noon']);
    expect(listens[1]).toEqual({
      listened_at: house.clock.now / 1000,
      track_metadata: {
        track_name: 'Harbour at Noon',
        artist_name: 'The Lamplighters',
        release_name: 'Piers',
        additional_info: { submission_client: 'sotto', duration_ms: 201_000 },
      },
    });
  });

  it('answers for her: purposes, recipients, how long, where from, under which safeguards', () => {
    keeps('principle.transparent');
    const about = json('about.json');
    expect(about.recipients).toEqual([]);
    expect(about.categories.activity).toMatchObject({ kept: expect.stringContaining('after') });
    expect(about.categories.activity.purposes.length).toBeGreaterThan(0);
    expect(about.safeguards.length).toBeGreaterThan(0);
    expect(archive.get('about.html')).toContain('Nobody.');
  });

  it('comes whole however long a history is, while others are served', async () => {
    const cem = await house.signUp('Cem');
    const den = await cem.product(await cem.household(), 'Den');
    const [batches, each] = [40, 500];
    for (let n = 0; n < batches; n += 1) {
      const at = new Date(house.clock.now - n * 60_000).toISOString();
      const events = Array.from({ length: each }, (_, k) => ({ event: 'volume', at, data: { volume: k % 100 } }));
      expect((await den.collect(events)).body.stored).toBe(each);
    }
    const made = (await cem.ask('POST', '/v1/me/exports')).body;
    expect(made.items).toBeGreaterThanOrEqual(batches * each);
    const fetching = fetchArchive(cem.token, made.id);
    let isFetched = false;
    const fetched = fetching.finally(() => {
      isFetched = true;
    });
    let served = 0;
    while (!isFetched) {
      expect((await ben.ask('GET', '/v1/me/choices')).status).toBe(200);
      served += 1;
    }
    const files = unzipSync((await fetched).bytes);
    const { items } = JSON.parse(Buffer.from(files['data/activity.json']!).toString());
    expect(items).toHaveLength(batches * each);
    expect(served).toBeGreaterThan(1);
  }, 60_000);

  it('is on record', async () => {
    const exported = async () => {
      const { body } = await dora.ask('GET', '/v1/me/ledger?limit=100');
      return body.entries.filter(({ kind }: { kind: string }) => kind === 'exported').length;
    };
    const before = await exported();
    await dora.ask('POST', '/v1/me/exports');
    expect(await exported()).toBe(before + 1);
  });

  it('is told to her by mail, without a way to it for who reads her mail alone', async () => {
    await house.world.people.mail.settled();
    const letter = house.outbox.letters.find(({ to, text }) => to === dora.email && text.includes(id))!;
    expect(letter.subject).toBe('Your data is ready to take along');
    expect(letter.text).toContain('Fetch it in your account until');
    expect(letter.text).not.toContain('https://');
  });

  it('is nobody else’s', async () => {
    const token = await signIn(ben);
    expect((await house.ask('GET', `/v1/me/exports/${id}`, { token })).status).toBe(404);
    expect((await fetchArchive(token, id)).status).toBe(404);
  });

  it('is not fetched with a session that is older than ten minutes', async () => {
    house.clock.now += 11 * 60_000;
    const { status, bytes } = await fetchArchive(dora.token, id);
    expect([status, codeOf(bytes)]).toEqual([403, 'sign-in-again']);
    expect((await fetchArchive(await signIn(dora), id)).status).toBe(200);
  });

  it('ends after seven days', async () => {
    house.clock.now += 7 * DAY;
    const token = await signIn(dora);
    expect((await house.ask('GET', `/v1/me/exports/${id}`, { token })).body.state).toBe('ended');
    expect((await fetchArchive(token, id)).status).toBe(404);
  });
});
