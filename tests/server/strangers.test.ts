/** Every route there is, with no token, a wrong one, and somebody else's. The list is what the service has, hidden ones too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/testing/every-route.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;
let kitchen: TestProduct;
let bensDen: TestProduct;
let systemId: string;
let bens: string;
/** The id of an export of Ada's. */
let exported: string;
let asked: string;
let routes: readonly Route[];

/** A body for each route that takes one, such as a stranger would send. A new route needs one here. */
const bodies: { readonly [route: string]: unknown } = {
  'POST /v1/accounts': { email: 'ada@home.example', password: 'a long one', country: 'DE', postalCode: '10115' },
  'POST /v1/sessions': { email: 'ada@home.example', password: 'not hers at all' },
  'PUT /v1/me/password': { current: 'Ben walks home at night', password: 'another long one' },
  'POST /v1/password-resets': { email: 'ada@home.example' },
  'POST /v1/password-resets/{token}': { password: 'another long one' },
  'POST /v1/households/{systemId}/products': { serial: 'MINE-NOW-1', productType: 'One', room: 'Den', kind: 'player' },
  'PATCH /v1/products/{id}': { room: 'Mine now' },
  'PUT /v1/directive/confirmed': { generation: 1 },
  'POST /v1/collect': { batch: 'of-a-stranger', events: [] },
  'PUT /v1/me/choices/{choice}': { state: 'off' },
  'PUT /v1/me/choices/{choice}/{party}': { state: 'on' },
  'PATCH /v1/me/facts/{category}': { values: { room: 'Mine now' } },
  'PATCH /v1/me/profile': { name: 'Somebody else' },
  'PUT /v1/me/restriction': { state: 'off' },
  'PUT /v1/me/objections/{purpose}': { state: 'off' },
  'PUT /v1/me/pauses/{category}': { state: 'off' },
  'PUT /v1/me/auto-deletions/{category}': { olderThan: '30 days' },
  'POST /v1/me/deletions': { everything: true },
  'POST /v1/me/closing': { password: 'not his at all', confirm: 'close' },
  'POST /v1/me/erasure': { password: 'not his at all', confirm: 'erase' },
  'POST /v1/me/data/search': { q: 'Observatory' },
  'POST /v1/me/requests': { kind: 'access' },
  'POST /v1/children/reports': { account: 'ada@home.example', text: 'She is nine, says nobody' },
  'POST /children': new URLSearchParams({ account: 'ada@home.example', text: 'She is nine, says nobody' }),
  'POST /v1/requests': { email: 'ada@home.example', kind: 'access' },
  'POST /v1/requests/confirm': { token: `link_${'A'.repeat(43)}` },
  'POST /requests': new URLSearchParams({ email: 'ada@home.example', kind: 'access' }),
  'POST /v1/demo/players/commands': { command: 'name', player: 'MINE-NOW-1', room: 'Mine now' },
  'PUT /v1/me/notices/{hash}': { state: 'acknowledged' },
  'POST /v1/staff/sessions': { name: 'mira', password: 'not hers at all', code: '123456' },
  'POST /v1/staff/enrolments': { token: `enrol_${'A'.repeat(43)}`, password: 'another long one', code: '123456' },
  'POST /v1/staff/enrolments/look': { token: `enrol_${'A'.repeat(43)}` },
  'POST /v1/statement/proposals': { statement: {}, note: 'let me in' },
  'POST /v1/statement/proposals/{hash}/approval': { note: 'let me in' },
  'POST /v1/statement/proposals/{hash}/withdrawal': { note: 'let me in' },
  'POST /reset/{token}': new URLSearchParams({ password: 'another long one' }),
};
/** These are told all they need by who asks. */
const WITHOUT_BODY = [
  'POST /addresses/confirm/{token}',
  'POST /addresses/stop/{token}',
  'POST /requests/archive/{token}',
  'POST /requests/confirm/{token}',
  'POST /v1/households',
  'POST /v1/me/address-change',
  'POST /v1/me/exports',
  'POST /v1/me/misuse',
  'POST /v1/me/requests/{id}/cancel',
];

beforeAll(async () => {
  house = await openTestWorld();
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  [systemId, bens] = [await ada.household(), await ben.household()];
  kitchen = await ada.product(systemId, 'Observatory');
  bensDen = await ben.product(bens, 'Den');
  const at = new Date(house.clock.now).toISOString();
  await kitchen.collect([{ event: 'system-status', at, data: { room: 'Observatory', softwareVersion: '79.1-51030' } }]);
  await kitchen.collect([{ event: 'volume', at, data: { volume: 33, room: 'Observatory' } }]);
  exported = (await ada.ask('POST', '/v1/me/exports')).body.id;
  asked = (await ada.ask('POST', '/v1/me/requests', { kind: 'restriction' })).body.id;
  // Those of the console have a test of their own: tests/server/staff.test.ts.
  routes = house.routes.filter(({ access }) => access !== 'staff');
});
afterAll(() => house.close());

/** The path with what is Ada's in it. */
const adas = (path: string) =>
  path
    .replace('{systemId}', systemId)
    .replace('{id}', path.includes('/exports/') ? exported : path.includes('/requests/') ? asked : kitchen.id)
    .replace('{purpose}', 'improve')
    .replace('{category}', 'activity')
    .replace('{choice}', path.includes('{party}') ? 'music-service' : 'usage-data')
    .replace('{party}', 'hummingbird')
    .replace('{token}', `link_${'A'.repeat(43)}`)
    .replace('{hash}', house.world.hash);

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

function ask({ method, path, body }: Route, token: string | undefined, query = '') {
  return house.ask(method, `${adas(path)}${query}`, {
    ...(token !== undefined && { token }),
    ...(body !== undefined && { body: bodies[`${method} ${path}`] }),
  });
}

/** All that is Ada's, as she sees it. */
async function allOfAdas() {
  const [data, choices, households, made] = await Promise.all([
    ada.ask('GET', '/v1/me/data?limit=500'),
    ada.ask('GET', '/v1/me/choices'),
    ada.ask('GET', '/v1/households'),
    ada.ask('GET', `/v1/me/exports/${exported}`),
  ]);
  expect([data, choices, households, made].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  return { data: data.body, choices: choices.body, households: households.body, made: made.body };
}

describe('of all routes', () => {
  it('each is known here, and there are as many as there should be', () => {
    expect(routes.length).toBeGreaterThanOrEqual(70);
    expect(
      routes
        .filter(({ body }) => body !== undefined)
        .map(nameOf)
        .sort(),
    ).toEqual(Object.keys(bodies).sort());
    const silent = routes.filter(({ method, body }) => /^P/.test(method) && body === undefined);
    expect(silent.map(nameOf).sort()).toEqual(WITHOUT_BODY);
  });

  it('the head of one is asked for by whoever may ask for it all', () => {
    for (const { path, access } of routes.filter(({ method }) => method === 'HEAD')) {
      expect(routes).toContainEqual(expect.objectContaining({ method: 'GET', path, access }));
    }
  });

  it('only these are open to anyone', () => {
    expect(
      routes
        .filter(({ access, method }) => access === 'anyone' && method !== 'HEAD')
        .map(nameOf)
        .sort(),
    ).toEqual([
      'GET /',
      'GET /addresses/confirm/{token}',
      'GET /addresses/stop/{token}',
      'GET /app',
      'GET /app/{*}',
      'GET /children',
      'GET /console',
      'GET /console/{*}',
      'GET /favicon.ico',
      'GET /healthz',
      'GET /ledger/checkpoint',
      'GET /ledger/key',
      'GET /ledger/tile/{*}',
      'GET /me',
      'GET /me/{*}',
      'GET /metrics',
      'GET /openapi.json',
      'GET /requests',
      'GET /requests/archive/{token}',
      'GET /requests/confirm/{token}',
      'GET /reset/{token}',
      'GET /statement',
      'GET /statement/changes',
      'GET /statement/versions',
      'GET /statement/versions/{hash}',
      'GET /v1/ledger/proof/consistency',
      'GET /v1/ledger/proof/inclusion',
      'GET /v1/receipts/{id}',
      'GET /v1/receipts/{id}/proof',
      'GET /v1/sessions',
      'GET /v1/staff/sessions',
      'GET /v1/statement',
      'GET /v1/statement/changes',
      'GET /v1/statement/proposals/{hash}',
      'GET /v1/statement/versions',
      'GET /v1/statement/versions/{hash}',
      'GET /web/{*}',
      'POST /addresses/confirm/{token}',
      'POST /addresses/stop/{token}',
      'POST /children',
      'POST /requests',
      'POST /requests/archive/{token}',
      'POST /requests/confirm/{token}',
      'POST /reset/{token}',
      'POST /v1/accounts',
      'POST /v1/children/reports',
      'POST /v1/password-resets',
      'POST /v1/password-resets/{token}',
      'POST /v1/requests',
      'POST /v1/requests/confirm',
      'POST /v1/sessions',
      'POST /v1/staff/enrolments',
      'POST /v1/staff/enrolments/look',
      'POST /v1/staff/sessions',
      'POST /v1/statement/proposals',
      'POST /v1/statement/proposals/{hash}/approval',
      'POST /v1/statement/proposals/{hash}/withdrawal',
    ]);
  });
});

describe('nobody', () => {
  it('uses a route for people or products without a token, with a wrong one, or with one of the other sort', async () => {
    keeps('security.individual-login', 'registering.required');
    const before = await allOfAdas();
    for (const route of routes.filter(({ access }) => access !== 'anyone')) {
      const code = route.access === 'person' ? 'not-signed-in' : 'not-registered';
      const tokens = [
        undefined,
        'nonsense',
        `${route.access === 'person' ? 'session' : 'product'}_${'A'.repeat(43)}`,
        route.access === 'person' ? kitchen.token : ada.token,
      ];
      for (const token of tokens) {
        const answered = await ask(route, token);
        expect([route.method, route.path, answered.status, answered.body?.code]).toEqual([
          route.method,
          route.path,
          401,
          // A head has no body to say it in.
          route.method === 'HEAD' ? undefined : code,
        ]);
      }
    }
    expect(await allOfAdas()).toEqual(before);
  });

  it('reads anything of Ada’s where anyone may ask', async () => {
    for (const route of routes.filter(({ access, path }) => access === 'anyone' && path !== '/openapi.json')) {
      const { text } = await ask(route, undefined);
      for (const hers of [systemId, kitchen.id, kitchen.serial, 'ada@', 'Observatory'])
        expect(text).not.toContain(hers);
    }
  });
});

describe('Ben, signed in and with products of his own', () => {
  const ending = [
    'DELETE /v1/sessions',
    'DELETE /v1/sessions/all',
    'POST /v1/me/misuse',
    'PUT /v1/me/password',
    'POST /v1/me/closing',
    'POST /v1/me/erasure',
  ];

  it('reads and changes nothing of Ada’s by any route for people', async () => {
    const before = await allOfAdas();
    for (const route of routes.filter(({ access }) => access === 'person')) {
      if (ending.includes(nameOf(route))) continue;
      // They do not end; see tests/journeys/seeing.test.ts and tests/people/products.test.ts.
      if (route.isStream) continue;
      for (const query of ['', `?system=${systemId}`, `?product=${kitchen.id}`]) {
        const { status, text } = await ask(route, ben.token, query);
        expect([200, 201, 204, 400, 404, 409]).toContain(status);
        if (/\{(systemId|id)\}/.test(route.path))
          expect([route.path, status]).toEqual([route.path, query === '' ? 404 : status]);
        for (const hers of [systemId, kitchen.id, kitchen.serial, ada.email, 'Observatory']) {
          expect(text).not.toContain(hers);
        }
      }
    }
    for (const route of ending) {
      const [method = '', path = ''] = route.split(' ');
      const token = (await house.ask('POST', '/v1/sessions', { body: { email: ben.email, password: ben.password } }))
        .body?.token;
      await house.ask(method, path, { token, ...(route in bodies && { body: bodies[route] }) });
    }
    expect(await allOfAdas()).toEqual(before);
    expect((await kitchen.collect([])).status).toBe(200);
  });

  it('is not told whether something of Ada’s is there', async () => {
    const cem = await house.signUp('Cem');
    const own = await cem.household();
    for (const [method, hers, nobodys, body] of [
      [
        'POST',
        `/v1/households/${systemId}/products`,
        '/v1/households/000000000000/products',
        bodies['POST /v1/households/{systemId}/products'],
      ],
      ['GET', `/v1/households/${systemId}/products`, '/v1/households/000000000000/products', undefined],
      ['PATCH', `/v1/products/${kitchen.id}`, '/v1/products/7b1f7a52-0000-4000-8000-000000000000', { room: 'Mine' }],
      ['PATCH', `/v1/products/${kitchen.id}`, '/v1/products/nonsense', { room: 'Mine' }],
      ['DELETE', `/v1/products/${kitchen.id}`, '/v1/products/7b1f7a52-0000-4000-8000-000000000000', undefined],
      ['GET', `/v1/me/exports/${exported}`, '/v1/me/exports/7b1f7a52-0000-4000-8000-000000000000', undefined],
      [
        'GET',
        `/v1/me/exports/${exported}/archive`,
        '/v1/me/exports/7b1f7a52-0000-4000-8000-000000000000/archive',
        undefined,
      ],
      [
        'PUT',
        `/v1/me/choices/usage-data?system=${systemId}`,
        '/v1/me/choices/usage-data?system=000000000000',
        { state: 'off' },
      ],
    ] as const) {
      const [one, other] = [await cem.ask(method, hers, body), await cem.ask(method, nobodys, body)];
      expect([one.status, one.text]).toEqual([404, other.text]);
    }
    expect(own).not.toBe(systemId);
    // To her it is there.
    expect((await ada.ask('GET', `/v1/me/exports/${exported}/archive`)).status).toBe(200);
  });

  it('and his products hear and send nothing of Ada’s', async () => {
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    const directive = (await house.ask('GET', '/v1/directive', { token: bensDen.token })).body;
    expect(directive.events).toHaveProperty('volume');
    const before = await allOfAdas();
    const at = new Date(house.clock.now).toISOString();
    await bensDen.collect([{ event: 'system-status', at, data: { room: 'Not hers' } }]);
    expect(await allOfAdas()).toEqual(before);
  });
});
