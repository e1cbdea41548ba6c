/** Ada's speakers and app report how they are and what they play, as far as she lets them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let kitchen: TestProduct;
let phone: TestProduct;
let household: SubjectId;

beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  const systemId = await ada.household();
  kitchen = await ada.product(systemId, 'Kitchen');
  phone = await ada.product(systemId, 'Phone', 'app');
  const [row] = await house.world.database.query<{ id: SubjectId }>("select id from subjects where kind = 'household'");
  household = row!.id;
});
afterAll(() => house.close());

const at = () => new Date(house.clock.now).toISOString();
const switchUsage = async (state: 'on' | 'off') => {
  house.clock.now += 1000;
  expect((await ada.ask('PUT', '/v1/me/choices/usage-data', { state })).status).toBe(200);
};

/** What the document lists, in our fields, each with a value. Written down here apart from the statement. */
const SYSTEM = {
  productType: 'One',
  softwareVersion: '79.1-51030',
  contentSource: 'line-in',
  inputSignal: 'dolby-digital',
  wifiAntennas: 2,
  wifiAntenna: 'both good',
  equaliser: [0, 1.5, -3],
  bass: 2,
  treble: -1,
  stereoPair: true,
  orientation: 'upright',
  room: 'Kitchen',
  tuned: true,
};
const CONTROLLER = { controllerType: 'phone', controllerOs: 'ios', softwareVersion: '16.1' };
const ERROR = { errorCode: 'ERR_DNS', errorText: 'the name was not found' };

const PERFORMANCE: readonly [from: 'kitchen' | 'phone', event: string, data: object][] = [
  ['kitchen', 'performance-report', { temperature: 41.5, signalStrength: -61, useDuration: 3600 }],
  ['kitchen', 'buttons', { button: 'play-pause', buttonPresses: 3 }],
  ['phone', 'app-use', { appUses: 4, otherControlUses: 1, control: 'button', useDuration: 90 }],
  ['phone', 'app-flow', { screen: 'rooms', nextScreen: 'search' }],
  ['phone', 'app-position', { position: { latitude: 52.52, longitude: 13.41 } }],
];
const ACTIVITY: readonly [event: string, data: object][] = [
  [
    'playback',
    { service: 'internet-radio', listenedFor: 60_000, track: 'Rain', playlist: 'Evenings', container: 'Weather' },
  ],
  ['grouping', { group: ['Kitchen', 'Study'], coordinator: 'kitchen', room: 'Study' }],
  ['command', { command: 'play', control: 'app', room: 'Kitchen' }],
  ['command', { command: 'pause', room: 'Kitchen' }],
  ['command', { command: 'next', room: 'Kitchen' }],
  ['volume', { volume: 20, room: 'Kitchen' }],
  ['favourites', { playlist: 'Evenings', favourite: 'Rain' }],
];

/** Items held of a category, as Ada sees them, oldest first. */
async function held(category: string) {
  const { items } = (await ada.ask('GET', `/v1/me/data?category=${category}&limit=500`)).body;
  return (items as { event: string; product: string; data: object }[]).toReversed();
}

async function effectOf(purpose: string, data: readonly string[]) {
  const opened = await house.world.gate.open({ subject: household, purpose, data, actor: 'service:journey' });
  return opened?.effect === 'permitted' ? 'permitted' : opened?.because;
}

describe('functional data', () => {
  it('of the registration is email, place, language, serial numbers, address and sign-in, with no switch', async () => {
    keeps('functional.registration-data');
    const { email, password } = { email: 'ben@home.example', password: 'Ben likes the snow' };
    const account = { email, password, country: 'AT', postalCode: '1010', language: 'de-AT' };
    await house.ask('POST', '/v1/accounts', { body: account });
    const signIn = () => house.ask('POST', '/v1/sessions', { body: { email, password } });
    const { token } = (await signIn()).body;
    const asBen = (method: string, path: string, body?: unknown) => house.ask(method, path, { token, body });
    const { systemId } = (await asBen('POST', '/v1/households')).body;
    const { choices } = (await asBen('GET', '/v1/me/choices')).body as { choices: { choice: string }[] };
    expect(choices.length).toBeGreaterThan(5);
    for (const { choice } of choices) await asBen('PUT', `/v1/me/choices/${choice}`, { state: 'off' });
    const product = { serial: 'B8-E9-37-BEN001:1', productType: 'One', kind: 'player' };
    expect((await asBen('POST', `/v1/households/${systemId}/products`, product)).status).toBe(201);
    expect(
      (await asBen('PATCH', '/v1/me/profile', { language: 'de-CH', country: 'CH', postalCode: '8001' })).status,
    ).toBe(204);

    const { current } = (await asBen('GET', '/v1/me/data')).body as { current: { category: string; data: object }[] };
    const registration = Object.assign(
      {},
      ...current.filter((one) => one.category === 'registration').map((one) => one.data),
    );
    expect(registration).toMatchObject({
      email: email,
      country: 'AT',
      postalCode: '1010',
      language: 'de-AT',
      serial: product.serial,
      ipAddress: '127.0.0.1',
    });
    expect(current.find(({ category }) => category === 'account')?.data).toMatchObject({
      email: email,
      language: 'de-CH',
      ipAddress: '127.0.0.1',
    });
    expect((await signIn()).status).toBe(201);
    const { statement } = house.world.compiled;
    for (const category of ['account', 'sign-in', 'registration']) {
      expect(statement.words.data[category]?.functional).toBe(true);
    }
  });

  it('of the system is held with every switch off, field by field', async () => {
    keeps('functional.system-data', 'functional.no-opt-out');
    const { choices } = (await ada.ask('GET', '/v1/me/choices')).body as {
      choices: { choice: string; state: string }[];
    };
    for (const { choice } of choices) await ada.ask('PUT', `/v1/me/choices/${choice}`, { state: 'off' });
    const before = (await held('system')).length;
    const sent = [
      [kitchen, 'system-status', SYSTEM],
      [kitchen, 'product-error', ERROR],
      [phone, 'app-status', CONTROLLER],
    ] as const;
    for (const [from, event, data] of sent) {
      const answered = await from.collect([{ event, at: at(), data }]);
      const fields = Object.keys(data).length;
      expect(answered.body).toMatchObject({
        stored: 1,
        withheld: 0,
        fields: { stored: fields, withheld: 0, refused: 0 },
      });
    }
    expect((await held('system')).slice(before).map(({ data }) => data)).toEqual(sent.map(([, , data]) => data));
    const directive = (await house.ask('GET', '/v1/directive', { token: kitchen.token })).body;
    expect(Object.keys(directive.events)).toEqual(expect.arrayContaining(['system-status', 'product-error']));

    // Processing has no opt-out either.
    for (const purpose of ['provide', 'support', 'improve'])
      expect(await effectOf(purpose, ['system'])).toBe('permitted');
    await switchUsage('on');
  });

  it('has no choice over it in the statement, which says so plainly and says why', async () => {
    keeps('functional.no-opt-out');
    const { statement } = (await house.ask('GET', '/v1/statement')).body;
    const functional = Object.entries<{ functional?: true }>(statement.words.data).filter(
      ([, { functional }]) => functional,
    );
    expect(functional.map(([name]) => name).sort()).toEqual(['account', 'registration', 'sign-in', 'system']);
    for (const [name, { governs }] of Object.entries<{ governs: { data?: string[] } }>(statement.choices)) {
      for (const [category] of functional) expect(governs.data ?? [], name).not.toContain(category);
    }
    const { text } = await house.ask('GET', '/statement', { headers: { accept: 'text/markdown' } });
    expect(text).toMatch(/functional data has no switch, because products can’t work safely/i);
  });

  it('serves working products, support, audio settings and better decisions, and no news', async () => {
    keeps('functional.why');
    await kitchen.collect([{ event: 'system-status', at: at(), data: { bass: 3 } }]);
    for (const purpose of ['provide', 'support', 'improve'])
      expect(await effectOf(purpose, ['system.bass'])).toBe('permitted');
    expect(await effectOf('communicate', ['system.bass'])).toBe('undeclared-use');
    expect(await effectOf('business', ['system.bass'])).toBe('aggregates-only');
  });
});

describe('usage data', () => {
  it('about performance is what the statement lists, and stops with the switch', async () => {
    keeps('usage.performance');
    const send = async () => {
      const answers = [];
      for (const [from, event, data] of PERFORMANCE) {
        const product = from === 'kitchen' ? kitchen : phone;
        answers.push((await product.collect([{ event, at: at(), data }])).body);
      }
      return answers;
    };
    for (const [k, { fields }] of (await send()).entries()) {
      expect(fields).toMatchObject({ stored: Object.keys(PERFORMANCE[k]![2]).length, withheld: 0, refused: 0 });
    }
    expect((await held('performance')).map(({ data }) => data)).toEqual(PERFORMANCE.map(([, , data]) => data));
    await switchUsage('off');
    for (const answer of await send()) {
      expect(answer).toMatchObject({ stored: 0, clauses: { withheld: { 'choices.usage-data': 1 } } });
    }
    await switchUsage('on');
    expect(await held('performance')).toHaveLength(PERFORMANCE.length);
  });

  it('names the music services that she linked and a username there, and has no place for its password', async () => {
    keeps('usage.performance');
    const linked = () => ({
      event: 'service-linked',
      at: at(),
      data: {
        linkedService: 'hummingbird',
        serviceUsername: 'ada-l',
        password: 'hers alone',
        servicePassword: 'hers alone',
      },
    });
    const before = await phone.collect([linked()]);
    expect(before.body).toMatchObject({ stored: 0, clauses: { withheld: { 'choices.music-service': 1 } } });
    await ada.ask('PUT', '/v1/me/choices/music-service/hummingbird', { state: 'on' });
    const { fields } = (await phone.collect([linked()])).body;
    expect(fields).toMatchObject({ stored: 2, clauses: { refused: { 'undeclared-field': 2 } } });
    expect((await held('performance')).at(-1)?.data).toEqual({
      linkedService: 'hummingbird',
      serviceUsername: 'ada-l',
    });
  });

  it('about activity is tied to the product it happened on, and stops with the switch', async () => {
    keeps('usage.activity');
    const batch = () => ACTIVITY.map(([event, data]) => ({ event, at: at(), data }));
    expect((await kitchen.collect(batch())).body).toMatchObject({
      stored: ACTIVITY.length,
      fields: { withheld: 0, refused: 0 },
    });
    expect((await phone.collect(batch().slice(0, 1))).body).toMatchObject({ stored: 1 });
    const items = await held('activity');
    const byProduct = (id: string) => items.filter(({ product }) => product === id).map(({ data }) => data);
    expect(byProduct(kitchen.id)).toEqual(expect.arrayContaining(ACTIVITY.map(([, data]) => data)));
    expect(byProduct(kitchen.id)).toHaveLength(ACTIVITY.length);
    expect(byProduct(phone.id)).toEqual([ACTIVITY[0]![1]]);
    await switchUsage('off');
    expect((await kitchen.collect(batch())).body).toMatchObject({ stored: 0, withheld: ACTIVITY.length });
    await switchUsage('on');
    expect(await held('activity')).toHaveLength(items.length);
  });

  it('starts on, goes off and on at any time, and what happened meanwhile does not come in later', async () => {
    keeps('usage.opt-out-any-time');
    const cem = await house.signUp('Cem');
    const hall = await cem.product(await cem.household(), 'Hall');
    const choice = async () =>
      ((await cem.ask('GET', '/v1/me/choices')).body.choices as { choice: string; state: string }[]).find(
        (one) => one.choice === 'usage-data',
      )?.state;
    const directive = async () => (await house.ask('GET', '/v1/directive', { token: hall.token })).body;
    const volume = (n: number) => ({ event: 'volume', at: at(), data: { volume: n } });
    expect(await choice()).toBe('on');
    const first = await directive();
    expect(first.events).toHaveProperty('volume');

    house.clock.now += 1000;
    await cem.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    const second = await directive();
    expect(second.events).not.toHaveProperty('volume');
    expect(second.withheld).toMatchObject({ volume: 'choices.usage-data' });
    const backlog = [volume(1), volume(2)];
    expect((await hall.collect(backlog, second.generation)).body).toMatchObject({ stored: 0, withheld: 2 });

    house.clock.now += 1000;
    await cem.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
    const third = await directive();
    // With the generation that it has, and with the one that it should have: neither lets a backlog in.
    expect((await hall.collect(backlog, second.generation)).body).toMatchObject({ stored: 0, withheld: 2 });
    expect((await hall.collect(backlog, third.generation)).body).toMatchObject({ stored: 0, withheld: 2 });
    expect((await hall.collect([volume(3)], third.generation)).body).toMatchObject({ stored: 1 });
    const { items } = (await cem.ask('GET', '/v1/me/data?category=activity')).body;
    expect(items.map(({ data }: { data: object }) => data)).toEqual([{ volume: 3 }]);
  });

  it('serves working products, improvement and safety; support, news and curiosity do not see it', async () => {
    keeps('usage.why');
    for (const category of ['performance', 'activity']) {
      for (const purpose of ['provide', 'improve', 'security'])
        expect(await effectOf(purpose, [category])).toBe('permitted');
      for (const purpose of ['support', 'communicate'])
        expect(await effectOf(purpose, [category])).toBe('undeclared-use');
      expect(await effectOf('business', [category])).toBe('aggregates-only');
    }
  });
});
