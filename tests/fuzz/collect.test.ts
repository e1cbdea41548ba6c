/**
 * Bodies built from the statement, right, nearly right and hostile, sent to a running server. Whatever comes, it answers in
 * JSON with a code it is known for, its books are exact, and the vault holds what the statement declares and nothing else.
 */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accepts } from '../../src/decide/accept.ts';
import type { SubjectId } from '../../src/gate/gate.ts';
import { PROBLEM_CODES } from '../../src/server/problems.ts';
import { splitTaken } from '../../src/statement/clause.ts';
import type { FieldType } from '../../src/statement/field.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { type Answered, openTestWorld, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';

const statement: Statement = reference;
/** A round sends one body of some events; `SOTTO_FUZZ=5000` sends more of them. */
const ROUNDS = Number(process.env.SOTTO_FUZZ ?? 250);
/** Stands in what is undeclared or bad, and must not come back in an answer. */
const CANARY = 'canary-zqvjx';

let house: TestWorld;
let kitchen: TestProduct;
let phone: TestProduct;
let household: SubjectId;

beforeAll(async () => {
  house = await openTestWorld();
  const ada = await house.signUp('Ada');
  const systemId = await ada.household();
  kitchen = await ada.product(systemId, 'Kitchen');
  phone = await ada.product(systemId, 'Phone', 'app');
  const [row] = await house.world.database.query<{ id: SubjectId }>("select id from subjects where kind = 'household'");
  household = row!.id;
});
afterAll(() => house.close());

/** Values that a field accepts. */
function good(field: FieldType): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'text':
      return fc.string({ minLength: 1, maxLength: Math.min(field.max, 60), unit: 'grapheme' }).filter(accepts(field));
    case 'email':
      return fc.constantFrom('ada@home.example', 'b.c+d@x.example');
    case 'phone':
      return fc.constantFrom('+49 30 901820', '12345');
    case 'country':
      return fc.constantFrom('DE', 'FR', 'US');
    case 'language':
      return fc.constantFrom('de', 'pt-BR');
    case 'postal-code':
      return fc.constantFrom('10115', 'SW1A 1AA');
    case 'ip-address':
      return fc.oneof(fc.ipV4(), fc.ipV6());
    case 'serial':
    case 'identifier':
      return fc.stringMatching(/^[A-Za-z0-9]{4,20}$/);
    case 'secret':
      return fc.string({ minLength: 8, maxLength: 12, unit: 'grapheme-ascii' });
    case 'flag':
      return fc.boolean();
    case 'instant':
      return fc.constant('2027-03-01T09:00:00Z');
    case 'date':
      return fc.constant('2027-03-01');
    case 'duration':
      return fc.double({ min: 0, max: field.max, noNaN: true });
    case 'number':
      return fc.double({ min: field.min, max: field.max, noNaN: true });
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'position':
      return fc.record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) });
    case 'bands':
      return fc.array(fc.integer({ min: field.min, max: field.max }), { maxLength: field.most });
    case 'sound':
      return fc.base64String({ maxLength: 40 });
    case 'one-of':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(good(field.of), { maxLength: Math.min(field.most, 5) });
  }
}

const deep = (n: number): unknown => (n === 0 ? CANARY : [deep(n - 1)]);
/** Values that most fields do not accept; what goes over the wire is JSON. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    CANARY,
    `${CANARY}\u0000`,
    `\ud800${CANARY}`,
    'NaN',
    'Infinity',
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER + 2,
    -0,
    5e-324,
    [],
    {},
    [[CANARY]],
    { [CANARY]: CANARY },
    { latitude: 1, longitude: 2, [CANARY]: 3 },
    { latitude: 91, longitude: 2 },
    true,
    deep(10),
    CANARY.repeat(2000),
    Array.from({ length: 3000 }, () => 0),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const strangeNames = fc.constantFrom(
  CANARY,
  `${CANARY}\u0000`,
  '\ud800',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'Volume',
  'volume ',
  CANARY.repeat(500),
);
const times = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('2027-03-01T09:59:00Z', '2027-02-27T00:00:00.123456+01:00', '2026-12-31T23:59:59Z'),
  },
  fc.constantFrom<unknown>(
    '1970-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '2027-03-02T11:00:00Z',
    '9999-12-31T23:59:59Z',
    '2027-13-45T99:99:99Z',
    CANARY,
    '',
    0,
    Number.MAX_VALUE,
    null,
    {},
    'T'.repeat(100_000),
  ),
);
const generations = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  fc.constantFrom<unknown>(0, 1, 2, -1, 1e9, '1', null, CANARY),
);

/** Events of every declared name, with fields that are right, wrong, missing or strange. */
const anEvent: fc.Arbitrary<unknown> = fc.constantFrom(...Object.keys(statement.collect)).chain((event) => {
  const fields = Object.entries(statement.collect[event]!.takes).flatMap(([category, taken]) =>
    taken.map((one) => {
      const { field } = splitTaken(one);
      return [field, statement.words.data[category]!.fields[field]!] as const;
    }),
  );
  const value = (field: FieldType) => fc.oneof({ weight: 9, arbitrary: good(field) }, hostile);
  return fc
    .record(
      {
        event: fc.oneof({ weight: 15, arbitrary: fc.constant<unknown>(event) }, strangeNames, hostile),
        at: times,
        generation: generations,
        data: fc.oneof(
          {
            weight: 15,
            arbitrary: fc
              .tuple(
                fc.record(Object.fromEntries(fields.map(([name, field]) => [name, value(field)])), {
                  requiredKeys: [],
                }),
                fc.oneof(
                  { weight: 3, arbitrary: fc.constant({}) },
                  fc.dictionary(strangeNames, hostile, { maxKeys: 3 }),
                ),
              )
              .map(([declared, strange]) => ({ ...declared, ...strange })),
          },
          hostile,
        ),
      },
      { requiredKeys: ['event'] },
    )
    .map((one) => ({ ...one, ...(one.generation === undefined && { generation: undefined }) }));
});
const events = fc.array(fc.oneof({ weight: 12, arbitrary: anEvent }, hostile), { maxLength: 12 });

let batches = 0;
const send = (from: TestProduct, body: unknown, headers: Record<string, string> = {}) =>
  house.ask('POST', '/v1/collect', { token: from.token, body, headers });

/** What must be so of every answer, whatever was asked. */
function isSound({ status, headers, body, text }: Answered): void {
  expect(status).toBeLessThan(500);
  expect(headers.get('content-type')).toMatch(/json/);
  expect(text).not.toContain(CANARY);
  if (status === 200) return booksAreExact(body);
  expect(PROBLEM_CODES).toContain(body.code);
  expect(
    Object.keys(body).filter((name) => !['type', 'title', 'status', 'code', 'help', 'detail', 'clause'].includes(name)),
  ).toEqual([]);
}

function booksAreExact(answer: Answered['body']): void {
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  for (const { received, stored, withheld, refused, clauses } of [answer, answer.fields]) {
    expect(stored + withheld + refused).toBe(received);
    expect([sum(clauses.stored), sum(clauses.withheld), sum(clauses.refused)]).toEqual([stored, withheld, refused]);
  }
}

/** Fields in a body as it goes over the wire: of events that are objects with an object for data. */
function fieldsIn(sent: readonly unknown[]): number {
  return (JSON.parse(JSON.stringify(sent)) as unknown[]).reduce<number>((n, one) => {
    const { event, data = {} } = (one ?? {}) as { event?: unknown; data?: unknown };
    const isEvent = typeof event === 'string' && !Array.isArray(one);
    return isEvent && typeof data === 'object' && data !== null && !Array.isArray(data)
      ? n + Object.keys(data).length
      : n;
  }, 0);
}

describe('a batch of anything', () => {
  it('is answered with exact books, or with a problem by its name, and never with what was in it', {
    timeout: 120_000,
  }, async () => {
    const effects = { stored: 0, withheld: 0, refused: 0 };
    const asked = fc.asyncProperty(events, fc.boolean(), async (sent, isApp) => {
      batches += 1;
      const answered = await send(isApp ? phone : kitchen, { batch: `fuzz-${batches}`, events: sent });
      isSound(answered);
      if (answered.status !== 200) {
        // No value is returned: the property would take it for its verdict.
        expect(['nested-too-deep', 'too-large', 'malformed-json']).toContain(answered.body.code);
        return;
      }
      expect(answered.body.received).toBe(sent.length);
      expect(answered.body.fields.received).toBe(fieldsIn(sent));
      for (const effect of ['stored', 'withheld', 'refused'] as const) effects[effect] += answered.body[effect];
    });
    await fc.assert(asked, { numRuns: ROUNDS });
    // It was not all turned away at the door.
    for (const n of Object.values(effects)) expect(n).toBeGreaterThan(ROUNDS / 4);
  });

  it('leaves in the vault what the statement declares and accepts, and nothing else', async () => {
    const categories = Object.entries(statement.words.data).flatMap(([name, { of }]) =>
      of === 'household' ? [name] : [],
    );
    const opened = await house.world.gate.open({
      subject: household,
      purpose: 'self',
      data: categories,
      actor: 'self',
    });
    if (opened?.effect !== 'permitted') throw new Error('a household may be seen by its own');
    const held: { category: string; event?: string; data: object }[] = Object.entries(opened.facts).flatMap(
      ([category, products]) => Object.values(products).map((data) => ({ category, data })),
    );
    for (let after: string | undefined; ; ) {
      const { items, next } = await opened.history({ limit: 500, after });
      held.push(...items);
      if (next === undefined) break;
      after = next;
    }
    expect(held.length).toBeGreaterThan(ROUNDS / 4);
    for (const { category, event, data } of held) {
      const { fields, passing } = statement.words.data[category]!;
      expect(passing).toBeUndefined();
      const taken =
        event === undefined
          ? Object.keys(fields)
          : statement.collect[event]!.takes[category]!.map((one) => splitTaken(one).field);
      for (const [name, value] of Object.entries(data)) {
        expect(taken, `${event}: ${name}`).toContain(name);
        expect(accepts(fields[name]!)(value), `${category}.${name}`).toBe(true);
      }
    }
  });
});

describe('a body of anything', () => {
  it('is answered by name, whatever its shape, its type and its packing', { timeout: 60_000 }, async () => {
    const raw = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((value) => gzipSync(JSON.stringify(value))),
      fc.record({ batch: hostile, events: hostile, generation: generations, [CANARY]: hostile }, { requiredKeys: [] }),
    );
    const types = fc.constantFrom(
      'application/json',
      'application/json; charset=latin1',
      'text/plain',
      'application/xml',
      `text/${CANARY}`,
      '*/*',
    );
    const encodings = fc.constantFrom(undefined, undefined, 'gzip', 'identity', 'br', CANARY);
    const asked = fc.asyncProperty(raw, types, encodings, async (body, type, encoding) => {
      isSound(
        await send(kitchen, body, {
          'content-type': type,
          ...(encoding !== undefined && { 'content-encoding': encoding }),
        }),
      );
    });
    await fc.assert(asked, { numRuns: ROUNDS });
  });

  it.each<readonly [what: string, body: () => unknown, headers: Record<string, string>, code: string]>([
    ['too large', () => `{"batch":"${CANARY.repeat(100_000)}","events":[]}`, {}, 'too-large'],
    ['a bomb', () => gzipSync(Buffer.alloc(200 * 1024 * 1024, CANARY)), { 'content-encoding': 'gzip' }, 'too-large'],
    ['nested a hundred thousand deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}, 'nested-too-deep'],
    ['with NaN', () => '{"batch":"a","events":[{"event":"volume","data":{"volume":NaN}}]}', {}, 'malformed-json'],
    ['with Infinity', () => '{"batch":"a","events":[-Infinity]}', {}, 'malformed-json'],
    [
      'with `__proto__` deep inside',
      () => '{"batch":"a","events":[{"event":"volume","data":{"__proto__":{"x":1}}}]}',
      {},
      'malformed-json',
    ],
    [
      'with more events than a batch has',
      () => ({ batch: 'many', events: Array(2001).fill(0) }),
      {},
      'malformed-request',
    ],
  ])('%s is turned away', async (_, body, headers, code) => {
    const answered = await send(kitchen, body(), headers);
    isSound(answered);
    expect(answered.body.code).toBe(code);
  });

  it('with a thousand fields that nobody declared is counted to the last', async () => {
    const strange = Object.fromEntries(Array.from({ length: 1000 }, (_, k) => [`${CANARY}-${k}`, CANARY]));
    const event = { event: 'volume', at: '2027-03-01T09:59:00Z', data: { ...strange, volume: 20 } };
    const answered = await send(kitchen, { batch: 'a-thousand', events: [event] });
    isSound(answered);
    expect(answered.body.fields).toMatchObject({ received: 1001, stored: 1, refused: 1000 });
  });

  it('with a number too large for JavaScript is no reason to fall over', async () => {
    const answered = await send(
      kitchen,
      '{"batch":"huge","events":[{"event":"volume","at":"2027-03-01T09:59:00Z","data":{"volume":1e999}}]}',
    );
    isSound(answered);
    expect(answered.body.fields).toMatchObject({ stored: 0, clauses: { refused: { 'bad-value': 1 } } });
  });

  it('with one id sent twenty times at once is stored once', async () => {
    const body = {
      batch: 'all-at-once',
      events: [{ event: 'volume', at: '2027-03-01T09:59:00Z', data: { volume: 21 } }],
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(kitchen, body)));
    for (const answered of answers) isSound(answered);
    expect(answers.filter(({ body }) => body.repeated === false)).toHaveLength(1);
    expect(new Set(answers.map(({ body: { repeated: _, ...rest } }) => JSON.stringify(rest))).size).toBe(1);
  });

  it('leaves the service well', async () => {
    expect((await house.ask('GET', '/healthz')).status).toBe(200);
    const { text } = await house.ask('GET', '/metrics');
    expect(text).not.toContain(CANARY);
    for (const unit of ['events', 'fields']) {
      const each = [...text.matchAll(new RegExp(`^sotto_${unit}_total{.*} (\\d+)$`, 'gm'))].map(([, n]) => Number(n));
      const received = Number(new RegExp(`^sotto_${unit}_received_total (\\d+)$`, 'm').exec(text)?.[1]);
      expect(each.reduce((a, b) => a + b, 0)).toBe(received);
    }
  });
});
