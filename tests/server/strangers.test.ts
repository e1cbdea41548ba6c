/** Every route there is, with no token, a wrong one, and somebody else's. The list is taken from `/openapi.json`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: 'anyone' | 'person' | 'product';
  readonly hasBody: boolean;
}

let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;
let kitchen: TestProduct;
let bensDen: TestProduct;
let systemId: string;
let bens: string;
let routes: Route[];

/** A body for each route that takes one, such as a stranger would send. A new route needs one here. */
const bodies: { readonly [route: string]: unknown } = {
  'POST /v1/accounts': { email: 'ada@home.example', password: 'a long one', country: 'DE', postalCode: '10115' },
  'POST /v1/sessions': { email: 'ada@home.example', password: 'not hers at all' },
  'PUT /v1/me/password': { current: 'Ben walks home at night', password: 'another long one' },
  'POST /v1/password-resets': { email: 'ada@home.example' },
  'POST /v1/password-resets/{token}': { password: 'another long one' },
  'POST /v1/households/{systemId}/products': { serial: 'MINE-NOW-1', productType: 'One', room: 'Den', kind: 'player' },
  'PATCH /v1/products/{id}': { room: 'Mine now' },
  'POST /v1/collect': { batch: 'of-a-stranger', events: [] },
  'PUT /v1/me/choices/{choice}': { state: 'off' },
  'PUT /v1/me/choices/{choice}/{party}': { state: 'on' },
  'PATCH /v1/me/profile': { name: 'Somebody else' },
  'POST /v1/me/erasure': { password: 'not his at all', confirm: 'erase' },
  'POST /v1/me/data/search': { q: 'Observatory' },
};

beforeAll(async () => {
  house = await openTestWorld();
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  [systemId, bens] = [await ada.household(), await ben.household()];
  kitchen = await ada.product(systemId, 'Observatory');
  bensDen = await ben.product(bens, 'Den');
  const at = new Date(house.clock.now).toISOString();
  await kitchen.collect([{ event: 'system-status', at, data: { room: 'Observatory', softwareVersion: '79.1-51030' } }]);
  await kitchen.collect([{ event: 'volume', at, data: { volume: 33, room: 'Observatory' } }]);
  const { paths } = (await house.ask('GET', '/openapi.json')).body;
  routes = Object.entries<Record<string, { security: Record<string, []>[]; requestBody?: object }>>(paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { security, requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        access: (Object.keys(security[0] ?? {})[0] ?? 'anyone') as Route['access'],
        hasBody: requestBody !== undefined,
      })),
  );
});
afterAll(() => house.close());

/** The path with what is Ada's in it. */
const adas = (path: string) =>
  path
    .replace('{systemId}', systemId)
    .replace('{id}', kitchen.id)
    .replace('{choice}', path.includes('{party}') ? 'music-service' : 'usage-data')
    .replace('{party}', 'hummingbird')
    .replace('{token}', `link_${'A'.repeat(43)}`)
    .replace('{hash}', house.world.hash);

function ask({ method, path, hasBody }: Route, token: string | undefined, query = '') {
  return house.ask(method, `${adas(path)}${query}`, {
    ...(token !== undefined && { token }),
    ...(hasBody && { body: bodies[`${method} ${path}`] }),
  });
}

/** All that is Ada's, as she sees it. */
async function allOfAdas() {
  const [data, choices, households] = await Promise.all([
    ada.ask('GET', '/v1/me/data?limit=500'),
    ada.ask('GET', '/v1/me/choices'),
    ada.ask('GET', '/v1/households'),
  ]);
  return { data: data.body, choices: choices.body, households: households.body };
}

describe('of all routes', () => {
  it('each is known here, and there are as many as there should be', () => {
    expect(routes.length).toBeGreaterThanOrEqual(25);
    const unknown = routes.filter(({ method, path, hasBody }) => hasBody && !(`${method} ${path}` in bodies));
    expect(unknown).toEqual([]);
  });

  it('only these are open to anyone', () => {
    expect(
      routes
        .filter(({ access }) => access === 'anyone')
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      'GET /healthz',
      'GET /ledger/checkpoint',
      'GET /ledger/key',
      'GET /ledger/tile/{*}',
      'GET /metrics',
      'GET /openapi.json',
      'GET /statement',
      'GET /v1/ledger/proof/consistency',
      'GET /v1/ledger/proof/inclusion',
      'GET /v1/receipts/{id}',
      'GET /v1/statement',
      'GET /v1/statement/versions',
      'GET /v1/statement/versions/{hash}',
      'POST /v1/accounts',
      'POST /v1/password-resets',
      'POST /v1/password-resets/{token}',
      'POST /v1/sessions',
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
          code,
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
    'POST /v1/me/erasure',
  ];

  it('reads and changes nothing of Ada’s by any route for people', async () => {
    const before = await allOfAdas();
    for (const route of routes.filter(({ access }) => access === 'person')) {
      if (ending.includes(`${route.method} ${route.path}`)) continue;
      // It does not end; see tests/journeys/seeing.test.ts.
      if (route.path === '/v1/me/glass') continue;
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
      ['PATCH', `/v1/products/${kitchen.id}`, '/v1/products/7b1f7a52-0000-4000-8000-000000000000', { room: 'Mine' }],
      ['PATCH', `/v1/products/${kitchen.id}`, '/v1/products/nonsense', { room: 'Mine' }],
      ['DELETE', `/v1/products/${kitchen.id}`, '/v1/products/7b1f7a52-0000-4000-8000-000000000000', undefined],
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
