import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let speaker: TestProduct;
const logged: string[] = [];

beforeAll(async () => {
  house = await openTestWorld({ http: { log: createLog('trace', { write: (line) => void logged.push(line) }) } });
  ada = await house.signUp('Ada');
  speaker = await ada.product(await ada.household(), 'Kitchen');
});
afterAll(() => house.close());

const collect = (body: unknown, headers: Record<string, string> = {}) =>
  house.ask('POST', '/v1/collect', { token: speaker.token, body, headers });
const now = () => new Date(house.clock.now).toISOString();
const status = (softwareVersion: string) => ({ event: 'system-status', at: now(), data: { softwareVersion } });

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"batch":', {}, 400, 'malformed-json'],
    ['that is empty', '', { 'content-type': 'application/json' }, 400, 'malformed-json'],
    ['with NaN in it', '{"batch":"a","events":[NaN]}', {}, 400, 'malformed-json'],
    [
      'of another sort',
      'batch=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['packed in a way we don’t read', '{}', { 'content-encoding': 'br' }, 415, 'unsupported-media-type'],
    ['that claims to be gzip', '{"batch":"a","events":[]}', { 'content-encoding': 'gzip' }, 400, 'malformed-json'],
    [
      'nested too deep',
      `{"batch":"a","events":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`,
      {},
      400,
      'nested-too-deep',
    ],
    [
      'that would change what objects inherit',
      '{"batch":"a","events":[],"__proto__":{"x":1}}',
      {},
      400,
      'malformed-json',
    ],
    ['larger than a mebibyte', `{"batch":"${'a'.repeat(1024 * 1024)}"}`, {}, 413, 'too-large'],
    ['with a member nobody knows', { batch: 'a', events: [], extra: 1 }, {}, 400, 'malformed-request'],
    ['with a number for a text', { batch: 1, events: [] }, {}, 400, 'malformed-request'],
    ['with a text for a number', { batch: 'a', events: [], generation: '1' }, {}, 400, 'malformed-request'],
    ['without an id', { events: [] }, {}, 400, 'malformed-request'],
  ] as const)('%s is refused', async (_, body, headers, expected, code) => {
    const answered = await collect(body, headers);
    expect([answered.status, answered.body.code]).toEqual([expected, code]);
    expect(answered.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answered.body).toEqual({
      type: `urn:sotto:problem:${code}`,
      title: expect.any(String),
      status: expected,
      code,
      help: expect.any(String),
      ...(answered.body.detail !== undefined && { detail: expect.any(String) }),
    });
  });

  it('may be gzip', async () => {
    const packed = gzipSync(JSON.stringify({ batch: 'packed', events: [status('1.0')] }));
    const answered = await collect(packed, { 'content-encoding': 'gzip' });
    expect(answered.body).toMatchObject({ received: 1, stored: 1 });
  });

  it('that unpacks to more than a mebibyte is refused, and not unpacked to the end', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    const answered = await collect(bomb, { 'content-encoding': 'gzip' });
    expect(answered.body.code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
  });

  it('that is not ours does not keep the service from the next', async () => {
    expect((await collect({ batch: 'after all that', events: [status('1.1')] })).status).toBe(400);
    expect((await collect({ batch: 'after-all-that', events: [status('1.1')] })).body).toMatchObject({ stored: 1 });
  });
});

describe('a batch', () => {
  it('is answered with every event and every field counted, by clause', async () => {
    const { generation } = (await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' })).body;
    const answered = await speaker.collect([
      { ...status('1.2'), data: { softwareVersion: '1.2', mood: 'glad' } },
      { event: 'volume', at: now(), data: { volume: 20 } },
      { event: 'mood', at: now(), data: {} },
      'no event at all',
    ]);
    expect(answered.body).toEqual({
      received: 4,
      stored: 1,
      withheld: 1,
      refused: 2,
      repeated: false,
      generation,
      clauses: {
        stored: { 'collect.system-status': 1 },
        withheld: { 'choices.usage-data': 1 },
        refused: { 'undeclared-event': 1, malformed: 1 },
      },
      fields: {
        received: 3,
        stored: 1,
        withheld: 1,
        refused: 1,
        clauses: {
          stored: { 'collect.system-status': 1 },
          withheld: { 'choices.usage-data': 1 },
          refused: { 'undeclared-field': 1 },
        },
      },
    });
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
  });

  it('sent again is answered as before, and another under its id is a conflict', async () => {
    const body = { batch: 'sent-twice', events: [status('1.3')] };
    const [first, again] = [await collect(body), await collect(body)];
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const other = await collect({ ...body, events: [status('1.4')] });
    expect([other.status, other.body.code]).toEqual([409, 'batch-conflict']);
  });
});

describe('a path', () => {
  it.each([
    ['that is not there', '/v1/nothing'],
    ['that is malformed', '/v1/%zz'],
    ['that climbs', '/v1/../../etc/passwd'],
  ])('%s is not found', async (_, path) => {
    const answered = await house.ask('GET', path);
    expect([answered.status, answered.body.code]).toEqual([404, 'not-found']);
  });
});

describe('the log', () => {
  it('has the pattern of a route, and no URL, address, body or token', async () => {
    const secret = `link_${'S'.repeat(43)}`;
    await house.ask('POST', `/v1/password-resets/${secret}`, { body: { password: 'a password to be seen' } });
    await house.ask('GET', '/v1/nothing?email=ada@home.example');
    await collect('{"batch": ada@home.example');
    // Where we listen is told once.
    const all = logged.filter((line) => !line.includes('Server listening')).join('');
    expect(all).toContain('"/v1/password-resets/:token"');
    for (const word of [
      secret,
      'a password to be seen',
      'ada@',
      '127.0.0.1',
      speaker.token,
      ada.token,
      speaker.serial,
    ]) {
      expect(all).not.toContain(word);
    }
  });

  it('tells where an error came from, and not what it said', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    log.error({ err: new Error('ada@home.example is not an address') }, 'it failed');
    expect(lines.join('')).toContain('http.test.ts');
    expect(lines.join('')).not.toContain('ada@');
  });
});

describe('/metrics', () => {
  it('has the sums of the books, labelled by the statement alone, and of problems by code', async () => {
    const { text } = await house.ask('GET', '/metrics');
    const value = (line: string) =>
      Number(new RegExp(`^${line.replace(/[{}".*+?^$()|[\]\\]/g, '\\$&')} (\\d+)$`, 'm').exec(text)?.[1]);
    expect(value('sotto_events_total{effect="withheld",clause="choices.usage-data"}')).toBe(1);
    expect(value('sotto_events_total{effect="refused",clause="undeclared-event"}')).toBe(1);
    expect(value('sotto_http_problems_total{code="batch-conflict"}')).toBe(1);
    const sum = (unit: string) =>
      [...text.matchAll(new RegExp(`^sotto_${unit}_total{.*} (\\d+)$`, 'gm'))].reduce(
        (all, [, n]) => all + Number(n),
        0,
      );
    expect(sum('events')).toBe(value('sotto_events_received_total'));
    expect(sum('fields')).toBe(value('sotto_fields_received_total'));

    const { statement } = house.world.compiled;
    const clauses = new Set([...text.matchAll(/clause="([^"]*)"/g)].map(([, clause]) => clause!));
    expect(clauses.size).toBeGreaterThan(5);
    // What this service counts is labelled by the statement and the API alone; the rest is the runtime's.
    const ours = text.split('\n').filter((line) => /^sotto_(?!nodejs_|process_)/.test(line));
    const labels = new Set(ours.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label]) => label)));
    expect([...labels].sort()).toEqual(['clause', 'code', 'effect', 'kind']);
    for (const clause of clauses) {
      const [section = '', name = ''] = clause.split('.');
      const isDeclared =
        section === 'collect' ? name in statement.collect : section === 'choices' && name in statement.choices;
      expect(isDeclared || /^[a-z-]+$/.test(clause)).toBe(true);
    }
  });

  it('counts durably: another process tells the same', async () => {
    const other = await house.another();
    const ours = (await house.ask('GET', '/metrics')).text.match(/^sotto_(events|fields)_.*$/gm);
    expect((await other.ask('GET', '/metrics')).text.match(/^sotto_(events|fields)_.*$/gm)).toEqual(ours);
    await other.close();
  });
});

describe('the statement', () => {
  it('is there as data with its hash, and is not sent twice', async () => {
    const answered = await house.ask('GET', '/v1/statement');
    expect(answered.body.hash).toBe(house.world.hash);
    expect(answered.body.statement.id).toBe('sonos-2017-08');
    const etag = answered.headers.get('etag')!;
    expect((await house.ask('GET', '/v1/statement', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const { versions } = (await house.ask('GET', '/v1/statement/versions')).body;
    expect(versions).toMatchObject([{ hash: house.world.hash, dated: '2017-08-01', isInForce: true }]);
    const one = await house.ask('GET', `/v1/statement/versions/${house.world.hash}`);
    expect(one.body).toEqual(answered.body);
  });

  it('is there as a page that runs nothing and asks nobody, and as Markdown', async () => {
    const asHtml = await house.ask('GET', '/statement', { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(asHtml.headers.get('content-type')).toContain('text/html');
    expect(asHtml.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(asHtml.text).toContain('<h1>');
    const asMarkdown = await house.ask('GET', '/statement', { headers: { accept: 'text/markdown' } });
    expect(asMarkdown.text).toMatch(/^# /);
    // Who types the address alone is led there.
    const bare = await house.ask('GET', '/');
    expect([bare.status, bare.headers.get('location')]).toEqual([302, '/statement']);
  });
});

describe('a disk without room', () => {
  it('is named, counted, and holds nothing up once there is room', async () => {
    const client = new pg.Client(house.clusters.vault);
    await client.connect();
    const batch = {
      batch: 'on-a-full-disk',
      events: [{ event: 'system-status', at: now(), data: { softwareVersion: '14.2-5521' } }],
    };
    const send = () => house.ask('POST', '/v1/collect', { token: speaker.token, body: batch });
    try {
      // What the server of the database says when it finds no room (SQLSTATE 53100).
      await client.query(`create function full_disk() returns trigger language plpgsql as $$
        begin raise exception 'no room' using errcode = '53100'; end $$`);
      await client.query('create trigger full_disk before insert on batches for each row execute function full_disk()');
      expect(await send()).toMatchObject({ status: 507, body: { code: 'storage-full' } });
      expect((await house.ask('GET', '/metrics')).text).toContain('_problems_total{code="storage-full"} 1');
      await client.query('drop trigger full_disk on batches');
      expect(await send()).toMatchObject({ status: 200, body: { stored: 1, repeated: false } });
    } finally {
      await client.end();
    }
  });
});

describe('what is wrong before there is a request', () => {
  const raw = (text: string, { url } = house): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => {
        said += data;
      });
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });
  const count = async (code: string, { ask } = house) =>
    Number(new RegExp(`_problems_total{code="${code}"} (\\d+)`).exec((await ask('GET', '/metrics')).text)?.[1]);

  it.each([
    ['a line that is none', 'NONSENSE\r\n\r\n', 400, 'malformed-request'],
    [
      'two lengths at once',
      'POST /v1/collect HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed-request',
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'malformed-request'],
    [
      'an expectation that nobody knows',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n',
      400,
      'malformed-request',
    ],
  ])('is told as any other problem, and counted: %s', async (_, text, status, code) => {
    const before = await count(code);
    const said = await raw(text);
    expect(said.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(said).toMatch(/content-type: application\/problem\+json/i);
    expect(said).toContain(`"code":"${code}"`);
    expect(await count(code)).toBe(before + 1);
  });

  it('is told to who never comes to an end, in the headers or in the body', async () => {
    const hasty = await openTestWorld({ http: { requestTimeout: 500 } });
    const { token } = await hasty.signUp('Ada');
    const slow = [
      'GET /healthz HTTP/1.1\r\nHost: a\r\nX: ',
      `PATCH /v1/me/profile HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"na`,
    ];
    for (const text of slow) {
      const before = await count('too-slow', hasty);
      const said = await raw(text, hasty);
      expect(said).toMatch(/^HTTP\/1.1 408 [\s\S]*content-type: application\/problem\+json[\s\S]*"code":"too-slow"/i);
      expect(await count('too-slow', hasty)).toBe(before + 1);
    }
    await hasty.close();
  });
});

describe('what no text of a database can hold', () => {
  it.each([
    ['the version of a statement', '/v1/statement/versions/%00', 404, 'not-found'],
    ['a product', '/v1/me/data?product=%00', 400, 'malformed-request'],
    ['a category', '/v1/me/data?category=%00', 404, 'unknown-category'],
    ['an instant', '/v1/me/data?from=%2B275760-09-13T00:00:00Z', 400, 'malformed-request'],
    ['a year alone', '/v1/me/data?from=2027', 400, 'malformed-request'],
    ['a cursor', '/v1/me/data?cursor=%00', 400, 'bad-cursor'],
  ])('is not asked of it as %s', async (_what, path, expected, code) => {
    const { status, body } = await ada.ask('GET', path);
    expect([status, body.code]).toEqual([expected, code]);
  });
});
