import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let systemId: string;
beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  systemId = await ada.household();
});
afterAll(() => house.close());

interface Stands {
  readonly choice: string;
  readonly state: string;
  readonly inForce: boolean;
  readonly system?: string;
}

const stands = async (person: TestPerson, choice: string): Promise<Stands[]> =>
  (await person.ask('GET', '/v1/me/choices')).body.choices.filter((one: Stands) => one.choice === choice);

describe('Ada’s choices', () => {
  it('are told with the words beside the switch and what follows from it', async () => {
    const [usage] = await stands(ada, 'usage-data');
    expect(usage).toMatchObject({
      state: 'on',
      inForce: true,
      of: 'household',
      system: systemId,
      asks: 'Share additional usage data',
      clause: 'choices.usage-data',
    });
    expect(await stands(ada, 'marketing')).toMatchObject([{ of: 'person', state: 'on' }]);
    expect(await stands(ada, 'cookies-analytics')).toEqual([]);
  });

  it('of herself and of her household are made at one place', async () => {
    keeps('contact.preferences');
    const off = () => ada.ask('PUT', '/v1/me/choices/marketing', { state: 'off' });
    const { body } = await off();
    expect(body).toEqual({ generation: expect.any(Number), changed: true });
    expect((await off()).body).toEqual({ ...body, changed: false });
    expect(await stands(ada, 'marketing')).toMatchObject([{ state: 'off' }]);
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    expect(await stands(ada, 'usage-data')).toMatchObject([{ state: 'off', system: systemId }]);
  });

  it('that need another are refused while that is off, with the clause', async () => {
    keeps('control.data-needed');
    const refused = await ada.ask('PUT', '/v1/me/choices/voice-control', { state: 'on' });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'choice-needs', clause: 'choices.voice-control', detail: '`usage-data` is off' },
    });
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
    expect((await ada.ask('PUT', '/v1/me/choices/voice-control', { state: 'on' })).status).toBe(200);
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    expect(await stands(ada, 'voice-control')).toMatchObject([{ state: 'on', inForce: false }]);
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
  });

  it('of one recipient among many are made by name, however the slash is written', async () => {
    expect((await ada.ask('PUT', '/v1/me/choices/music-service/hummingbird', { state: 'on' })).status).toBe(200);
    expect((await ada.ask('PUT', '/v1/me/choices/music-service%2Fbluebird', { state: 'on' })).status).toBe(200);
    expect(await stands(ada, 'music-service/hummingbird')).toMatchObject([{ state: 'on' }]);
    expect(await stands(ada, 'music-service/bluebird')).toMatchObject([{ state: 'on' }]);
  });

  it.each(['dreams', 'music-service', 'marketing/hummingbird', 'cookies-analytics', '__proto__', 'constructor'])(
    'do not include `%s`',
    async (choice) => {
      const answered = await ada.ask('PUT', `/v1/me/choices/${choice}`, { state: 'on' });
      expect([answered.status, answered.body.code]).toEqual([404, 'unknown-choice']);
    },
  );

  it('for a household need to say which, if there are several, and need one', async () => {
    const ben = await house.signUp('Ben');
    const off = { state: 'off' };
    expect((await ben.ask('PUT', '/v1/me/choices/usage-data', off)).body.code).toBe('no-household');
    const [first, second] = [await ben.household(), await ben.household()];
    expect((await ben.ask('PUT', '/v1/me/choices/usage-data', off)).body.code).toBe('which-household');
    expect((await ben.ask('PUT', `/v1/me/choices/usage-data?system=${second}`, off)).status).toBe(200);
    const all = await stands(ben, 'usage-data');
    expect(Object.fromEntries(all.map(({ system, state }) => [system, state]))).toEqual({
      [first]: 'on',
      [second]: 'off',
    });
  });
});

describe('Ada’s data', () => {
  it('is all there, by category, product and time, page by page, with the words of the statement', async () => {
    keeps('rights.view-edit-delete');
    const cem = await house.signUp('Cem');
    const home = await cem.household();
    const [kitchen, bath] = [await cem.product(home, 'Kitchen'), await cem.product(home, 'Bath')];
    const start = house.clock.now;
    for (let hour = 0; hour < 6; hour += 1) {
      house.clock.now = start + hour * 60 * 60_000;
      const at = new Date(house.clock.now).toISOString();
      for (const lamp of [kitchen, bath]) await lamp.collect([{ event: 'volume', at, data: { volume: 10 + hour } }]);
    }

    const whole = (await cem.ask('GET', '/v1/me/data')).body;
    expect(whole.current.map(({ category }: { category: string }) => category)).toEqual([
      'account',
      'registration',
      'registration',
      'registration',
    ]);
    expect(whole.next).toBeUndefined();
    const volumes = whole.items.filter(({ event }: { event: string }) => event === 'volume');
    expect(volumes).toHaveLength(12);
    expect(volumes[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}\.\d+$/),
      system: home,
      category: 'activity',
      product: expect.any(String),
      event: 'volume',
      at: expect.any(String),
      data: { volume: 15 },
      clause: 'collect.volume',
      statement: house.world.hash,
      ends: '2028-04-01',
      choices: [{ choice: 'usage-data', state: 'on', clause: 'choices.usage-data' }],
      purposes: expect.arrayContaining(['use.provide']),
      recipients: [],
    });
    expect(whole.words.fields['activity.volume']).toBe('the volume you set');
    expect(whole.words.events.volume).toBe(house.world.compiled.statement.collect.volume!.says);

    const paged: unknown[] = [];
    let cursor = '';
    let pages = 0;
    do {
      const page = (await cem.ask('GET', `/v1/me/data?limit=5${cursor && `&cursor=${cursor}`}`)).body;
      expect(page.items.length).toBeLessThanOrEqual(5);
      expect(page.current.length > 0).toBe(pages === 0);
      paged.push(...page.items);
      cursor = page.next ?? '';
      pages += 1;
    } while (cursor !== '');
    expect(paged).toEqual(whole.items);

    const only = async (query: string) => (await cem.ask('GET', `/v1/me/data?${query}`)).body.items;
    expect(await only(`category=activity&product=${bath.id}`)).toHaveLength(6);
    const [from, to] = [1, 3].map((hour) => new Date(start + hour * 60 * 60_000).toISOString());
    const between = await only(`category=activity&product=${bath.id}&from=${from}&to=${to}`);
    expect(between.map(({ data }: { data: { volume: number } }) => data.volume)).toEqual([12, 11]);
  });

  it('does not show the hash of her password, nor a category that nobody declared', async () => {
    const { text } = await ada.ask('GET', '/v1/me/data');
    expect(text).not.toContain('argon2');
    expect((await ada.ask('GET', '/v1/me/data?category=dreams')).body.code).toBe('unknown-category');
  });

  it.each(['x', 'bm9ib2R5', Buffer.from('7b1f7a52-0000-4000-8000-000000000000 a.b').toString('base64url')])(
    'has no page at the cursor `%s`',
    async (cursor) => {
      const answered = await ada.ask('GET', `/v1/me/data?cursor=${cursor}`);
      expect([answered.status, answered.body.code]).toEqual([400, 'bad-cursor']);
    },
  );

  it.each(['limit=0', 'limit=501', 'limit=many', 'from=yesterday', 'colour=red'])(
    'has no answer to `%s`',
    async (query) => {
      const answered = await ada.ask('GET', `/v1/me/data?${query}`);
      expect([answered.status, answered.body.code]).toEqual([400, 'malformed-request']);
    },
  );
});
