/** Every route of the console, by every role, by people, and by nobody. The list is what the service has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/device/event-stream.ts';
import { mayDo, ROLES, type Role, rightsOf } from '../../src/people/staff/roles.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { hire, OWN_PAGE, signInAgain, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let asked: string;
const staff = new Map<Role, TestStaff>();

beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  await ada.household();
  asked = (await ada.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'The study is an attic' })).body.id;
  for (const role of ROLES) staff.set(role, await hire(house, `the-${role}`, role));
});
afterAll(() => house.close());

/** A body for each route that takes one. A new route needs one here. */
const BODIES: { readonly [route: string]: unknown } = {
  'POST /v1/staff/requests/{id}/notes': { text: 'We looked' },
  'POST /v1/staff/requests/{id}/steps': { do: 'retry', part: 'vault' },
  'PUT /v1/staff/collection/stops/{data}': { state: 'on' },
  'POST /v1/staff/statement/check': { statement: {} },
  'POST /v1/staff/ledger/verification': {},
  'POST /v1/staff/breach': {
    what: 'table',
    name: 'segments',
    from: '2027-03-01T08:00:00Z',
    to: '2027-03-01T10:00:00Z',
    found: '2027-03-01T10:00:00Z',
  },
  'POST /v1/staff/openings': {
    account: 'ada@home.example',
    purpose: 'support',
    because: 'case 4711',
    data: ['account.email'],
  },
};

const routes = () => house.routes.filter(({ access, method }) => access === 'staff' && method !== 'HEAD');
const STREAM = 'GET /v1/staff/collection/stream';
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
async function ask(
  route: ReturnType<typeof routes>[number],
  headers: { readonly [name: string]: string },
  token?: string,
) {
  if (nameOf(route) === STREAM) return begun(headers, token);
  return house.ask(route.method, route.path.replace('{id}', asked).replace('{data}', 'activity'), {
    headers,
    ...(token !== undefined && { token }),
    ...(route.body !== undefined && { body: BODIES[nameOf(route)] }),
  });
}
/** A stream has no end: how it begins is its answer. */
async function begun(headers: { readonly [name: string]: string }, token?: string) {
  const leaving = new AbortController();
  const bearer = token !== undefined && { authorization: `Bearer ${token}` };
  const response = await fetch(`${house.url}/v1/staff/collection/stream`, {
    headers: { ...headers, ...bearer },
    signal: leaving.signal,
  });
  const { status } = response;
  const body = status === 200 ? {} : await response.json();
  leaving.abort();
  return { status, body };
}

describe('every route of the console', () => {
  it('is known here, and says what of a role it is', () => {
    expect(
      routes()
        .filter(({ body }) => body !== undefined)
        .map(nameOf)
        .sort(),
    ).toEqual(Object.keys(BODIES).sort());
    for (const route of house.routes)
      expect([route.path, route.access === 'staff']).toEqual([route.path, route.may !== undefined]);
  });

  it('is used by nobody without a session, with a wrong one, or with one of a person', async () => {
    const wrong = `__Host-staff=staff_${'A'.repeat(43)}`;
    for (const route of routes()) {
      const tries = [
        ask(route, OWN_PAGE),
        ask(route, { ...OWN_PAGE, cookie: wrong }),
        ask(route, { ...OWN_PAGE, cookie: `__Host-staff=${ada.token}` }),
        ask(route, { ...OWN_PAGE, cookie: `__Host-session=${ada.token}` }),
        ask(route, OWN_PAGE, ada.token),
        ask(route, OWN_PAGE, staff.get('privacy')!.cookie.split('=')[1]),
      ];
      for (const { status, body } of await Promise.all(tries))
        expect([nameOf(route), status, body.code]).toEqual([nameOf(route), 401, 'staff-not-signed-in']);
    }
  });

  it.each(ROLES)('is used by the role %s where its table says so, and refused and counted elsewhere', async (role) => {
    keeps('security.limited-access');
    const refused = async () =>
      Number(/problems_total\{code="not-your-role"\} (\d+)/.exec((await house.ask('GET', '/metrics')).text)?.[1]);
    const before = await refused();
    let no = 0;
    for (const route of routes()) {
      // It ends the session that the others are asked with.
      if (nameOf(route) === 'DELETE /v1/staff/sessions') continue;
      const { status, body } = await ask(route, { ...OWN_PAGE, cookie: staff.get(role)!.cookie });
      const isAllowed = mayDo(role, route.may!);
      if (!isAllowed) no += 1;
      expect([nameOf(route), body?.code === 'not-your-role']).toEqual([nameOf(route), !isAllowed]);
      if (!isAllowed) expect(status).toBe(403);
      else expect([nameOf(route), status < 500 && status !== 401]).toEqual([nameOf(route), true]);
    }
    expect((await refused()) - before).toBe(no);
  });

  it('is of a right, and the roles have these and no others', () => {
    keeps('security.limited-access');
    const own = 'own-session';
    const oversight = ['collection.see', 'statement.see', 'retention.see', 'ledger.see'];
    const answers = ['requests.list', 'requests.see', 'requests.note'];
    expect(Object.fromEntries(ROLES.map((role) => [role, [...rightsOf(role)].sort()]))).toEqual({
      privacy: [
        ...[own, ...answers, 'requests.answer', 'people.open', ...oversight],
        ...['collection.stop', 'record.see', 'breach.drill'],
      ].sort(),
      support: [own, ...answers, 'people.open'].sort(),
      engineer: [own, ...oversight, 'collection.stop', 'breach.drill'].sort(),
      auditor: [own, 'requests.list', ...oversight, 'record.see'].sort(),
    });
  });

  it('is no way into what is a person’s own', async () => {
    const { cookie } = staff.get('privacy')!;
    for (const path of ['/v1/me/data', '/v1/me/choices', '/v1/me/ledger'])
      expect((await house.ask('GET', path, { headers: { ...OWN_PAGE, cookie } })).body.code).toBe('not-signed-in');
  });
});

const now = async (who = staff.get('auditor')!) => (await who.ask('GET', '/v1/staff/collection')).body;
const set = (data: string, state: 'stopped' | 'on', who = staff.get('engineer')!) =>
  who.ask('PUT', `/v1/staff/collection/stops/${data}`, { state });
describe('collection', () => {
  it('is counted exactly: what became of events and fields is the sum of what was received', async () => {
    const { received, counts, kept, versions } = await now();
    for (const unit of ['events', 'fields'] as const) {
      const own = counts.filter((one: { unit: string }) => one.unit === unit);
      expect(own.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(received[unit]);
    }
    expect(received.events).toBeGreaterThan(0);
    expect(kept).toContainEqual({ category: 'account', version: versions[0].version, n: 1 });
  });

  it('that is stopped refuses a whole form, whoever asks and whether the address is taken or not', async () => {
    expect((await set('account.email', 'stopped')).body).toEqual({ changed: true });
    expect((await now()).stops).toEqual([{ data: 'account.email', since: new Date(house.clock.now).toISOString() }]);
    for (const email of [ada.email, 'cem@home.example']) {
      const body = { email, password: 'walks home at night', country: 'DE', postalCode: '10115' };
      const answered = await house.ask('POST', '/v1/accounts', { body });
      expect([answered.status, answered.body.code]).toEqual([503, 'collection-stopped']);
    }
    await set('account.email', 'on');
    expect((await now()).stops).toEqual([]);
    expect((await house.signUp('Cem')).token).toBeTruthy();
  });

  it('is not stopped where the statement has nothing', async () => {
    expect((await set('nonsense', 'stopped')).body.code).toBe('unknown-category');
  });
});

describe('a version to come', () => {
  const check = (statement: unknown) => staff.get('privacy')!.ask('POST', '/v1/staff/statement/check', { statement });

  it('is checked, and what it changes is counted: fields, recipients and people', async () => {
    const { statement } = house.world.compiled;
    const communicate = { ...statement.words.purposes.communicate!, byStaff: true };
    const words = { ...statement.words, purposes: { ...statement.words.purposes, communicate } };
    const { body } = await check({ ...statement, words });
    expect(body.diagnostics).toEqual([]);
    expect(body.difference.changes).toHaveLength(1);
    expect(body.difference.changes[0]).toMatchObject({ clause: 'words.purposes.communicate', material: true });
    expect(body.difference.concerns).toMatchObject({ recipients: 0, people: 2, accounts: 2 });
    expect(body.difference.concerns.fields).toBeGreaterThan(5);
  });

  it('that is wrong in itself is told what is wrong, and is not compared', async () => {
    const { statement } = house.world.compiled;
    const { body } = await check({ ...statement, keep: {} });
    expect(body.diagnostics.some(({ severity }: { severity: string }) => severity === 'error')).toBe(true);
    expect(body.difference).toBeUndefined();
    for (const odd of [{}, 'text', { ...statement, collect: { order: 'odd' } }, { ...statement, words: {} }])
      expect((await check(odd)).body.code).toBe('not-accepted');
  });
});

describe('data of a person', () => {
  const open = (role: Role, body: object = {}) =>
    staff.get(role)!.ask('POST', '/v1/staff/openings', { ...(BODIES['POST /v1/staff/openings'] as object), ...body });

  it('is opened for a purpose that the statement has people open it for, and for a case', async () => {
    keeps('security.limited-access');
    const opened = await open('support');
    expect(opened.body).toMatchObject({
      clause: 'use.support',
      seen: [{ of: 'person', current: [{ category: 'account', data: { email: ada.email } }], items: [] }],
    });
    for (const purpose of ['improve', 'provide', 'self', 'nonsense', 'constructor'])
      expect((await open('support', { purpose })).body.code).toBe('not-accepted');
    for (const because of ['', ' ', undefined]) expect((await open('support', { because })).status).toBe(400);
    expect((await open('support', { data: ['sign-in.hint'] })).body.code).toBe('not-accepted');
    expect((await open('support', { account: 'nobody@home.example' })).status).toBe(404);
  });

  it('is not looked for before it is clear that it may be opened: what leaves nothing on record tells nothing', async () => {
    keeps('security.limited-access');
    for (const refused of [{ purpose: 'improve' }, { data: ['sign-in.hint'] }, { data: ['account', 'nonsense'] }]) {
      const [hers, nobodys] = [
        await open('support', refused),
        await open('support', { ...refused, account: 'no@no.example' }),
      ];
      expect(hers.body.code).toBe('not-accepted');
      expect([nobodys.status, nobodys.body]).toEqual([hers.status, hers.body]);
    }
  });

  it('is on the record of whom it is about: who, when and why', async () => {
    keeps('security.limited-access');
    const before = (await ada.ask('GET', '/v1/me/glance')).body.openings.length;
    house.clock.now += 60_000;
    await open('support', { because: 'case 4712', data: ['account', 'registration'] });
    const { openings, words } = (await ada.ask('GET', '/v1/me/glance')).body;
    // Hers, and her household’s.
    expect(openings).toHaveLength(before + 2);
    expect(openings[0]).toMatchObject({
      role: 'support',
      purpose: 'support',
      because: 'case 4712',
      clause: 'use.support',
      at: new Date(house.clock.now).toISOString(),
    });
    expect(words.clauses['use.support']).toBeTruthy();
    const { entries } = (await ada.ask('GET', '/v1/me/ledger?limit=500')).body;
    const says = entries.map((one: { says: string }) => one.says);
    expect(
      says.filter((one: string) => one.includes('somebody who works for us (support), for case 4712')),
    ).toHaveLength(2);
  });

  it('is in a request too: that somebody looked is on record, and what they do with it', async () => {
    const seen = await staff.get('privacy')!.ask('POST', `/v1/staff/requests/${asked}/opening`);
    expect(seen.body).toMatchObject({ kind: 'correction', asked: { text: 'The study is an attic' }, isLate: false });
    const waiting = seen.body.parts.find((one: { for?: string }) => one.for === 'staff');
    await staff.get('support')!.ask('POST', `/v1/staff/requests/${asked}/notes`, { text: 'Asked the installer' });
    const done = { do: 'answer', part: waiting.part, is: 'done' };
    const answered = await staff.get('privacy')!.ask('POST', `/v1/staff/requests/${asked}/steps`, done);
    expect(answered.body).toMatchObject({ status: 'done' });
    const { notes, status } = (await ada.ask('GET', `/v1/me/requests/${asked}`)).body;
    expect([status, notes.at(-1).text]).toEqual(['done', 'Asked the installer']);
    const again = await staff.get('privacy')!.ask('POST', `/v1/staff/requests/${asked}/steps`, done);
    expect(again.body).toMatchObject({ code: 'request-step', detail: 'it is closed' });
    const { entries } = (await ada.ask('GET', '/v1/me/ledger?limit=500')).body;
    const says: string[] = entries.map((one: { says: string }) => one.says);
    expect(says.some((one) => one.includes('somebody who answers requests looked at it'))).toBe(true);
  });

  it('is not in the list of requests, which an auditor sees', async () => {
    const { text } = await staff.get('auditor')!.ask('GET', '/v1/staff/requests?all=true');
    expect(text).toContain(asked);
    for (const hers of ['attic', 'ada@', 'installer']) expect(text).not.toContain(hers);
  });

  it('is asked for in requests: the late first, what failed tried again by a press, more time once, and with words', async () => {
    const { query } = house.world.database;
    await query('alter table exports rename to exports_away');
    const failed = (await ada.ask('POST', '/v1/me/requests', { kind: 'export' })).body.id;
    await query('alter table exports_away rename to exports');
    house.clock.now += 31 * 24 * 60 * 60_000;
    const privacy = {
      cookie: await signInAgain(house, staff.get('privacy')!),
      ...OWN_PAGE,
    };
    const step = (id: string, body: object) =>
      house.ask('POST', `/v1/staff/requests/${id}/steps`, { headers: privacy, body });
    const ben = await house.signUp('Ben');
    const fresh = (await ben.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'Ben has two n' })).body.id;
    const listed = await house.ask('GET', '/v1/staff/requests', { headers: privacy });
    expect(listed.body.requests).toMatchObject([
      { id: failed, isLate: true },
      { id: fresh, isLate: false },
    ]);
    const opened = await house.ask('POST', `/v1/staff/requests/${failed}/opening`, { headers: privacy });
    expect(opened.body.parts).toMatchObject([{ part: 'vault', state: 'failed', because: 'storage-failed' }]);
    expect((await step(failed, { do: 'retry', part: 'vault' })).status).toBe(200);
    await house.world.people.carryOutDue();
    const { because } = listed.body.templates
      .filter((one: { for: string }) => one.for === 'extend')
      .map(({ text }: { text: string }) => ({ because: text }))[0];
    expect((await step(fresh, { do: 'extend' })).body.code).toBe('malformed-request');
    expect((await step(fresh, { do: 'extend', because })).body.takesLongerBecause).toBe(because);
    expect((await step(fresh, { do: 'extend', because })).body.detail).toBe(
      'it was extended before, and that is allowed once',
    );
    const left = await house.ask('GET', '/v1/staff/requests', { headers: privacy });
    expect(left.body.requests.map(({ id }: { id: string }) => id)).toEqual([fresh]);
  });
});

describe('collection, looked on,', () => {
  it('is told while it goes on, each change and each stop, for as long as a session is used: looking on is no use of it', async () => {
    const nora = await hire(house, 'nora', 'engineer');
    const leaving = new AbortController();
    const response = await fetch(`${house.url}/v1/staff/collection/stream`, {
      headers: { ...OWN_PAGE, cookie: nora.cookie },
      signal: leaving.signal,
    });
    const events = eventsOf(response.body!, () => {});
    const next = async () => {
      const { value, done } = await events.next();
      return done ? undefined : JSON.parse(value.data);
    };
    const first = await next();
    expect(first).toEqual({ ...(await now(nora)), at: first.at });
    await house.signUp('Dora');
    expect((await next()).received.events).toBeGreaterThan(first.received.events);
    await set('activity.track', 'stopped', nora);
    expect((await next()).stops).toMatchObject([{ data: 'activity.track' }]);
    await set('activity.track', 'on', nora);
    expect((await next()).stops).toEqual([]);

    // It was looked on all the time, and used never.
    house.clock.now += 31 * 60_000;
    await house.signUp('Emil');
    expect(await next()).toBeUndefined();
    house.clock.now -= 31 * 60_000;
    leaving.abort();
  }, 30_000);
});
