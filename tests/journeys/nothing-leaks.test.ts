/**
 * Ada's data goes through every route there is, in every place of a request. Then every byte under the data folders is
 * looked at: the files of both clusters, their write-ahead logs, the service's log, and backups. None of it is there.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { createLog } from '../../src/server/log.ts';
import { splitTaken } from '../../src/statement/clause.ts';
import type { FieldType } from '../../src/statement/field.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { scan } from '../../src/testing/byte-scan.ts';
import type { Route } from '../../src/testing/every-route.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { hire, OWN_PAGE, signInAgain, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { backupClusters } from '../../src/vault/cluster/backup.ts';
import { type Clusters, openClusters } from '../../src/vault/cluster/clusters.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';

/** In every text that is planted; nothing else in the world has it. */
const WORD = 'zqvjxwkyph';
/** With what encodings change: quotes, a backslash, an ampersand, umlauts, a currency. */
const ODD = 'zq"vß\\jx€&wk ÿph';
/** In every number that is planted. */
const DIGITS = '391648205';
const LATITUDE = 73.91648205;
const ADDRESS = '2001:db8:7391:6482:5a5a:c3c3:1b1b:9d9d';
const bytesOfLatitude = Buffer.alloc(8);
bytesOfLatitude.writeDoubleBE(LATITUDE);
const MARKERS = [
  WORD,
  ODD,
  DIGITS,
  ADDRESS,
  Buffer.from(ADDRESS.replaceAll(':', '').replace('db8', '0db8'), 'hex'),
  bytesOfLatitude,
  Buffer.from(bytesOfLatitude).swap64(),
];

let folder: string;
let clusters: Clusters;
let house: TestWorld;
let vault: Vault;
let ada: TestPerson;
let systemId: string;
let kitchen: TestProduct;
let phone: TestProduct;
let mira: TestStaff;
let log: ReturnType<typeof createWriteStream>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-leaks-'));
  const data = join(folder, 'data');
  clusters = await openClusters(data);
  const keyFile = join(data, 'epoch.key');
  const connections = {
    vault: { ...clusters.vault.connection },
    keyring: { ...clusters.keyring.connection },
    stop: async () => {},
  };
  log = createWriteStream(join(data, 'service.log'));
  house = await openTestWorld({
    on: { clusters: connections, keyFile },
    http: { log: createLog('trace', log), isBehindProxy: true },
  });
  vault = await openVault({ ...connections, epochKeys: epochKeysInFile(keyFile), clock: () => house.clock.now });
  ada = await house.signUp(WORD);
  mira = await hire(house, 'mira', 'privacy');
  systemId = await ada.household();
  kitchen = await ada.product(systemId, `Room ${WORD}`);
  phone = await ada.product(systemId, ODD, 'app');
});
afterAll(async () => {
  await vault?.close();
  await house?.close();
  await clusters?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const text = (max: number) => `${WORD} ${ODD} 7${DIGITS}`.slice(0, max);
const moment = () => new Date(house.clock.now).toISOString();

/** A value that a field accepts, with a marker in it wherever there is room for one. */
function planted(field: FieldType): unknown {
  switch (field.type) {
    case 'text':
      return text(field.max);
    case 'email':
      return `${WORD}@home.example`;
    case 'phone':
      return `+4${DIGITS}`;
    case 'country':
      return 'DE';
    case 'language':
      return `de-${WORD.slice(0, 8)}`;
    case 'postal-code':
      return WORD.toUpperCase();
    case 'ip-address':
      return ADDRESS;
    case 'serial':
    case 'identifier':
      return `${WORD}-${DIGITS}`.slice(0, 'max' in field ? field.max : 40);
    case 'secret':
      return `${WORD} ${ODD}`;
    case 'flag':
      return true;
    case 'instant':
      return moment();
    case 'date':
      return moment().slice(0, 10);
    case 'duration':
    case 'integer':
      return field.max;
    case 'number':
      return Math.min(field.max, LATITUDE);
    case 'position':
      return { latitude: LATITUDE, longitude: 139.1648205 };
    case 'bands':
      return [LATITUDE, 12];
    case 'sound':
      return Buffer.from(`the sound of ${WORD}`.repeat(3)).toString('base64');
    case 'one-of':
      return field.values[0];
    case 'list':
      return [planted(field.of)];
  }
}

const { collect, words }: Statement = statement;

/** Every event that the statement declares, each field of it planted, and beside them what it doesn't know. */
function everyEvent(): object[] {
  return Object.entries(collect).map(([event, { takes }]) => {
    const fields = Object.entries(takes).flatMap(([category, taken]) =>
      taken.map((one) => {
        const { field } = splitTaken(one);
        return [field, planted(words.data[category]!.fields[field]!)] as const;
      }),
    );
    const undeclared = { [WORD]: text(100), [ODD]: LATITUDE, password: text(80), cardNumber: `4${DIGITS}000000` };
    return { event, at: moment(), data: { ...undeclared, ...Object.fromEntries(fields) } };
  });
}

/** Bodies for each route that takes one, good ones first. A new route needs its own here. */
const bodies = (): { readonly [route: string]: readonly object[] } => ({
  'POST /v1/accounts': [
    {
      email: `second.${WORD}@home.example`,
      password: `${WORD} ${ODD}`,
      country: 'DE',
      postalCode: WORD.toUpperCase(),
      name: `${WORD} ${ODD}`,
      phone: `+4${DIGITS}`,
      language: `de-${WORD.slice(0, 8)}`,
      hint: text(100),
    },
    { email: `${WORD} is no address`, password: ODD, country: 'DE', postalCode: WORD },
  ],
  'POST /v1/sessions': [
    { email: ada.email, password: ada.password },
    { email: ada.email, password: `${WORD} wrong ${ODD}` },
    { email: `nobody.${WORD}@home.example`, password: ODD },
  ],
  'PUT /v1/me/password': [
    { current: ada.password, password: `${ada.password} anew`, hint: text(100) },
    { current: `${WORD} wrong`, password: `${ODD} ${WORD}` },
  ],
  'PUT /v1/me/restriction': [{ state: WORD }],
  'PUT /v1/me/objections/{purpose}': [{ state: ODD }],
  'PUT /v1/me/pauses/{category}': [{ state: WORD }],
  'PUT /v1/me/auto-deletions/{category}': [{ olderThan: WORD }],
  'POST /v1/me/deletions': [{ category: WORD }, { item: ODD }, { from: WORD }, { product: WORD, to: moment() }],
  'POST /v1/me/closing': [
    { password: `${WORD} wrong`, confirm: 'close' },
    { password: ada.password, confirm: WORD },
  ],
  'POST /v1/me/erasure': [
    { password: `${WORD} wrong`, confirm: 'erase' },
    { password: ada.password, confirm: WORD },
  ],
  'POST /requests/confirm/{token}': [new URLSearchParams({ [WORD]: ODD })],
  'POST /reset/{token}': [
    new URLSearchParams({ password: `${WORD} reset ${ODD}`, hint: text(100), [WORD]: ODD }),
    new URLSearchParams({ [ODD]: WORD, password: WORD.slice(0, 7) }),
  ],
  'POST /v1/password-resets': [{ email: ada.email }, { email: `nobody.${WORD}@home.example` }],
  'POST /v1/password-resets/{token}': [{ password: `${WORD} reset ${ODD}`, hint: text(100) }],
  'POST /v1/households/{systemId}/products': [
    { serial: `${WORD}-A1`, productType: text(60), room: text(90), kind: 'player' },
    { serial: `${ODD}`, productType: WORD, room: WORD, kind: 'player' },
    { serial: `${WORD}-A2`, productType: WORD, room: WORD, kind: WORD },
  ],
  'PATCH /v1/products/{id}': [{ room: text(90) }, { room: `nul \0 ${WORD}` }],
  'PUT /v1/directive/confirmed': [{ generation: 1 }],
  'POST /v1/collect': [
    { batch: `${WORD}-${DIGITS}`, events: everyEvent() },
    {
      batch: `${WORD}-unknown`,
      events: [{ event: WORD, at: moment(), data: { a: ODD } }, WORD, [ODD], { event: 7, x: WORD }],
    },
    { batch: `${WORD}-bad`, events: [{ event: 'volume', at: WORD, data: { volume: WORD, room: [ODD] } }] },
    { batch: `${ODD} is no id`, events: [] },
    { batch: `${WORD}-${DIGITS}`, events: [{ event: 'volume', at: moment(), data: { room: `other ${WORD}` } }] },
  ],
  'PUT /v1/me/choices/{choice}': [{ state: 'off' }, { state: 'on' }, { state: WORD }],
  'PUT /v1/me/choices/{choice}/{party}': [{ state: 'on' }, { state: ODD }],
  'POST /v1/me/requests': [
    { kind: 'correction', profile: { name: `${WORD} ${ODD}` }, text: text(500) },
    { kind: 'objection', text: `${WORD} ${ODD} ${DIGITS}` },
    { kind: 'erasure', text: WORD },
    { kind: WORD },
  ],
  'POST /v1/children/reports': [
    { account: ada.email, text: `${WORD} ${ODD}` },
    { account: WORD, text: text(500) },
    { account: `nobody.${WORD}@home.example`, text: WORD },
  ],
  'POST /children': [new URLSearchParams({ account: ada.email, text: `${ODD} ${WORD}` })],
  'POST /v1/requests': [
    { email: ada.email, kind: 'access', text: `${WORD} ${ODD}` },
    { email: `nobody.${WORD}@home.example`, kind: 'erasure', text: text(500) },
    { email: WORD, kind: WORD },
  ],
  'POST /v1/requests/confirm': [{ token: `link_${WORD}` }, { token: WORD }],
  'POST /requests': [
    new URLSearchParams({ email: ada.email, kind: 'objection', text: `${WORD} ${ODD}`, [WORD]: ODD }),
    new URLSearchParams({ email: WORD, kind: ODD }),
  ],
  'POST /v1/staff/sessions': [
    { name: WORD, password: ODD, code: DIGITS },
    { name: mira.name, password: WORD, code: '123456' },
  ],
  'POST /v1/staff/enrolments': [
    { token: `enrol_${WORD}`, password: `${WORD} ${ODD}`, code: DIGITS },
    { token: WORD, password: ODD, code: WORD },
  ],
  'POST /v1/staff/enrolments/look': [{ token: `enrol_${WORD}` }, { token: WORD }],
  'POST /v1/staff/requests/{id}/notes': [{ text: `${WORD} ${ODD}` }, { text: text(500) }],
  'POST /v1/staff/requests/{id}/steps': [
    { do: 'refuse', because: `${WORD} ${ODD}` },
    { do: 'answer', part: WORD, is: 'done' },
    { do: WORD, part: ODD },
  ],
  'POST /v1/staff/openings': [
    { account: ada.email, purpose: 'support', because: `case ${WORD}`, data: ['account', `registration.${WORD}`] },
    { account: `nobody.${WORD}@home.example`, purpose: 'support', because: WORD, data: ['account'] },
    { account: WORD, purpose: WORD, because: ODD, data: [WORD] },
  ],
  'PUT /v1/staff/collection/stops/{data}': [{ state: 'on' }, { state: WORD }],
  'POST /v1/staff/statement/check': [{ statement: { id: WORD, words: ODD } }, { statement: WORD }],
  'POST /v1/staff/ledger/verification': [{ witness: `${WORD}\n\n${ODD}\n` }, {}],
  'POST /v1/staff/breach': [
    { what: 'table', name: 'facts', from: moment(), to: moment(), found: moment() },
    { what: 'recipient', name: WORD, from: moment(), to: WORD, found: ODD },
  ],
  'POST /v1/me/data/search': [{ q: WORD }, { q: ODD }, { q: '' }],
  'POST /v1/demo/players/commands': [
    { command: 'name', player: WORD, room: text(90) },
    { command: 'play', player: WORD, music: text(90) },
  ],
  'PUT /v1/me/notices/{hash}': [{ state: 'seen' }, { state: WORD }],
  'POST /v1/statement/proposals': [
    { statement: { id: WORD, words: ODD }, wording: { intro: WORD }, note: `${WORD}\n\n${ODD}\n` },
  ],
  'POST /v1/statement/proposals/{hash}/approval': [{ note: WORD }, { note: ODD }],
  'POST /v1/statement/proposals/{hash}/withdrawal': [{ note: WORD }, { note: ODD }],
  'PATCH /v1/me/facts/{category}': [
    { values: { [WORD]: ODD } },
    { system: systemId, product: WORD, values: { country: WORD, email: ODD } },
    { system: WORD, values: {} },
  ],
  'PATCH /v1/me/profile': [
    {
      name: `${ODD} ${WORD}`,
      phone: `+4${DIGITS}`,
      postalCode: WORD.toUpperCase(),
      language: `de-${WORD.slice(0, 8)}`,
    },
    { email: `moved.${WORD}@home.example` },
    { email: ODD },
    { birthday: WORD },
  ],
});

const headers = {
  'user-agent': `${WORD}/1.0 (7${DIGITS})`,
  cookie: `${WORD}=${DIGITS}`,
  referer: `https://${WORD}.example/?q=${DIGITS}`,
  'x-forwarded-for': ADDRESS,
  'accept-language': WORD,
  'if-none-match': `"${WORD}"`,
  [`x-${WORD}`]: DIGITS,
};
const QUERY = `?${WORD}=${DIGITS}&email=${WORD}%40home.example&category=${WORD}&cursor=${WORD}&system=${WORD}`;

const adas = (path: string) =>
  path
    .replace('{systemId}', systemId)
    .replace('{id}', kitchen.id)
    .replace('{category}', 'registration')
    .replace('{choice}', path.includes('{party}') ? 'music-service' : 'usage-data')
    .replace('{party}', `radio-${WORD}`)
    .replace('{token}', `link_${WORD}`)
    .replace('{data}', `activity.${WORD}`)
    .replace('{hash}', house.world.hash);

/** Starts a stream and leaves it after the first directive. */
function listen(path: string, as: { readonly [header: string]: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${house.url}${path}${QUERY}`, { headers: { ...headers, ...as } });
    asked.on('response', (answer) => answer.once('data', () => resolve(void asked.destroy())).on('error', () => {}));
    asked.on('error', reject).end();
  });
}

let answered = 0;
let signedIn = '';

async function sendThroughEveryRoute(): Promise<void> {
  const endsSomething = ({ method }: Route) => Number(method === 'DELETE');
  for (const route of house.routes.toSorted((a, b) => endsSomething(a) - endsSomething(b))) {
    const { method, path, access } = route;
    if (access === 'staff') {
      await sendAsStaff(route);
      continue;
    }
    const own = access === 'product' ? phone.token : await signIn();
    if (route.isStream) {
      await listen(path, { authorization: `Bearer ${own}` });
      continue;
    }
    const samples = route.body === undefined ? [undefined] : bodies()[`${method} ${path}`]!;
    for (const body of samples) await send(method, adas(path), own, body);
    await send(method, `${adas(path)}${QUERY}`, own, samples[0]);
    await send(method, path.replaceAll(/\{\w+\}/g, encodeURIComponent(`${WORD} ${ODD}`)), own, samples[0]);
    await send(method, adas(path), `session_${WORD}`, samples[0]);
    if (route.body === undefined) continue;
    await send(method, adas(path), own, { ...samples[0], [WORD]: ODD, [ODD]: WORD });
    await send(method, adas(path), own, `{"${WORD}": ${ODD}`);
    await send(method, adas(path), own, Buffer.from(`${WORD} ${ODD}`, 'latin1'));
    await send(method, adas(path), own, gzipSync(`["${WORD}"]`), { 'content-encoding': 'gzip' });
    await send(method, adas(path), own, `${WORD}=${DIGITS}`, { 'content-type': `text/${WORD}` });
  }
  const token = await signIn();
  const { body: made } = await house.ask('POST', '/v1/me/exports', { token, headers });
  await send('GET', `/v1/me/exports/${made.id}/archive`, token, undefined);
  // Urls that are nobody's.
  for (const path of [`/${WORD}`, `/v1/${WORD}?${DIGITS}`, `/v1/%zz${WORD}`])
    await send('GET', path, undefined, undefined);
}

/** Somebody who works here does all that can be done, about Ada and about nobody. */
async function sendAsStaff({ method, path, body: schema, isStream }: Route): Promise<void> {
  const { body: asked } = await house.ask('POST', '/v1/me/requests', {
    token: await signIn(),
    body: { kind: 'correction', text: `${WORD} ${ODD}` },
    headers,
  });
  const cookie = await signInAgain(house, mira);
  const own = { ...OWN_PAGE, cookie };
  if (isStream) return listen(path, own);
  const samples = schema === undefined ? [undefined] : bodies()[`${method} ${path}`]!;
  for (const id of [asked.id, WORD]) {
    for (const body of samples) await send(method, adas(path.replace('{id}', id)), undefined, body, own);
  }
  await send(method, `${adas(path)}${QUERY}`, undefined, samples[0], own);
  await send(method, path.replaceAll(/\{\w+\}/g, encodeURIComponent(`${WORD} ${ODD}`)), undefined, samples[0], own);
  if (schema !== undefined) await send(method, adas(path), undefined, `{"${WORD}": ${ODD}`, own);
}

/** Her sessions end again and again while everything is tried; her password changes, and her address. */
async function signIn(): Promise<string> {
  // Opens nothing, and so costs little.
  if ((await house.ask('GET', '/v1/me/choices', { token: signedIn })).status === 200) return signedIn;
  house.clock.now += 60 * 60_000;
  for (const email of [ada.email, `moved.${WORD}@home.example`]) {
    for (const password of [ada.password, `${ada.password} anew`, `${WORD} reset ${ODD}`]) {
      const { body } = await house.ask('POST', '/v1/sessions', { body: { email, password }, headers });
      if (body.token !== undefined) {
        signedIn = body.token;
        return signedIn;
      }
    }
  }
  await house.world.people.askForReset(`moved.${WORD}@home.example`, ADDRESS);
  await house.world.people.askForReset(ada.email, ADDRESS);
  await house.world.people.mail.settled();
  const link = /\/reset\/(link_\S+)/.exec(
    house.outbox.letters.findLast(({ text }) => text.includes('/reset/link_'))!.text,
  )![1]!;
  // The page that the link leads to takes the same as a form. What it refuses spends no link.
  for (const [password, hint] of [
    [WORD.slice(0, 7), text(80)],
    [`${WORD} ${ODD}`, `${WORD} ${ODD}`],
  ] as const) {
    const body = new URLSearchParams({ password, hint });
    expect((await house.ask('POST', `/reset/${link}`, { body, headers })).status).toBe(422);
  }
  await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: ada.password, hint: text(80) }, headers });
  return signIn();
}

async function send(method: string, path: string, token: string | undefined, body: unknown, more: object = {}) {
  const answer = await house.ask(method, path, { token, body, headers: { ...headers, ...more } });
  answered += 1;
  expect(answer.status, `${method} ${path}`).toBeLessThan(500);
  // A form holds what was typed into it still; beside that nothing repeats it.
  const told = answer.text.replaceAll(/ value="[^"]*"|<textarea[^>]*>[^<]*<\/textarea>/g, '');
  if (answer.status >= 400) for (const word of [WORD, ODD, DIGITS]) expect(told).not.toContain(word);
}

/** What has no route yet goes through the gate: a purchase, a case with support, a voice command, a visit. */
async function sendThroughTheGate(): Promise<Record<string, number>> {
  const visitor = await vault.createSubject({ kind: 'visitor' });
  const subjects = await house.world.database.query<{ id: SubjectId; kind: string }>(
    'select distinct on (kind) id, kind from subjects order by kind, created_at',
  );
  const withheld: Record<string, number> = {};
  const facts = Object.fromEntries(Object.keys(statement.words.facts).map((name) => [name, true]));
  for (const { id, kind } of subjects) {
    for (const choice of Object.keys(statement.choices)) {
      for (const name of [choice, `${choice}/hummingbird`]) {
        await house.world.gate.choose({ subject: id, choice: name, state: 'on', actor: 'self' });
      }
    }
    house.clock.now += 1000;
    for (const touchpoint of Object.keys(statement.words.touchpoints)) {
      const collected = await house.world.gate.collect({
        subject: id,
        product: '',
        touchpoint,
        id: `${WORD}-${touchpoint}-${kind}`,
        events: everyEvent(),
        facts,
      });
      if (collected.kind !== 'collected') continue;
      for (const [clause, { fields }] of Object.entries(collected.books.withheld)) {
        withheld[clause] = (withheld[clause] ?? 0) + fields;
      }
    }
  }
  expect(visitor).not.toBe('gone');
  return withheld;
}

describe('the scan', () => {
  it('sees what is planted, raw, encoded and packed', () => {
    const beside = join(folder, 'controls');
    mkdirSync(beside);
    const encoded: { readonly [name: string]: Buffer } = {
      raw: Buffer.from(WORD),
      odd: Buffer.from(ODD),
      upper: Buffer.from(WORD.toUpperCase()),
      utf16: Buffer.from(ODD, 'utf16le'),
      json: Buffer.from(JSON.stringify({ name: ODD })),
      'json-ascii': Buffer.from('zq\\"v\\u00df\\\\jx\\u20ac&wk \\u00ffph'),
      url: Buffer.from(encodeURIComponent(ODD)),
      form: Buffer.from(new URLSearchParams({ name: ODD }).toString()),
      base64: Buffer.from(Buffer.from(`${WORD} is here`).toString('base64')),
      'base64-1': Buffer.from(Buffer.from(`.${WORD} is here`).toString('base64')),
      'base64-2': Buffer.from(Buffer.from(`..${WORD} is here`).toString('base64')),
      'base64-odd': Buffer.from(Buffer.from(`.${ODD} is here`).toString('base64url')),
      hex: Buffer.from(Buffer.from(WORD).toString('hex')),
      HEX: Buffer.from(Buffer.from(ODD).toString('hex').toUpperCase()),
      digits: Buffer.from(`phone: +4${DIGITS}`),
      number: bytesOfLatitude,
      address: Buffer.from('20010db8739164825a5ac3c31b1b9d9d', 'hex'),
      gzip: gzipSync(`in gzip ${WORD}`),
      zlib: deflateSync(`in zlib ${ODD}`),
      'gzip-of-base64': gzipSync(Buffer.from(`a ${WORD}`).toString('base64')),
      'gzip-in-gzip': gzipSync(gzipSync(WORD)),
    };
    for (const [name, bytes] of Object.entries(encoded)) {
      writeFileSync(join(beside, name), Buffer.concat([randomBytes(5000), bytes, randomBytes(5000)]));
    }
    writeFileSync(join(beside, 'nothing'), randomBytes(100_000));
    const found = new Set(scan([beside], MARKERS).map(({ file }) => file));
    expect([...found].sort()).toEqual(Object.keys(encoded).sort());
  });
});

describe('what went through every route and every verb', () => {
  let withheld: Record<string, number> = {};

  it('goes through all of them, and no route that takes a body is left out', { timeout: 120_000 }, async () => {
    const unknown = house.routes.filter(
      ({ method, path, body }) => body !== undefined && !(`${method} ${path}` in bodies()),
    );
    expect(unknown, 'a route that takes a body needs one here').toEqual([]);
    await sendThroughEveryRoute();
    withheld = await sendThroughTheGate();
    await house.world.people.mail.settled();
  });

  it('is backed up with all that the databases have written', { timeout: 120_000 }, async () => {
    for (const { connection } of [clusters.vault, clusters.keyring]) {
      const client = new pg.Client({ ...connection });
      await client.connect();
      await client.query('checkpoint');
      await client.end();
    }
    await backupClusters(clusters, join(folder, 'backup'), { includeEpochKey: true });
  });

  it('is held: Ada sees it', async () => {
    expect(answered).toBeGreaterThan(150);
    const token = await signIn();
    const { text: own } = await house.ask('GET', '/v1/me/data?limit=500', { token });
    for (const marker of [WORD, DIGITS, JSON.stringify(ODD).slice(1, -1)]) expect(own).toContain(marker);
  });

  it('stands in no file of both clusters, their logs, the service’s log and the backups', { timeout: 120_000 }, () => {
    keeps('principle.protected', 'buying.payment-never-stored', 'voice.not-retained');
    // Cards and recordings came as far as the gate, and were let go there.
    expect(withheld['collect.payment']).toBeGreaterThan(0);
    expect(withheld['collect.voice-command']).toBeGreaterThan(0);
    expect(scan([join(folder, 'data'), join(folder, 'backup')], MARKERS)).toEqual([]);
  });

  it('passing data is in nobody’s vault either, sealed or not: cards, recordings, what is relayed', async () => {
    keeps('buying.payment-never-stored', 'voice.not-retained');
    const { data } = statement.words;
    const passing = Object.entries(data).flatMap(([name, category]) => ('passing' in category ? [name] : []));
    expect(passing).toEqual(expect.arrayContaining(['payment', 'voice-recording', 'tuning-sound', 'relay']));
    for (const table of ['segments', 'facts']) {
      const rows = await house.world.database.query<{ category: string }>(`select distinct category from ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ category }) => passing.includes(category))).toEqual([]);
    }
    const keyring = new pg.Client({ ...clusters.keyring.connection });
    await keyring.connect();
    const { rows } = await keyring.query('select distinct category from category_keys where category = any ($1)', [
      passing,
    ]);
    await keyring.end();
    expect(rows).toEqual([]);
  });

  it('every opening of it is accounted for: who, for what purpose, which kinds', async () => {
    keeps('principle.protected');
    const [{ id: person } = { id: '' as SubjectId }] = await house.world.database.query<{ id: SubjectId }>(
      "select id from subjects where kind = 'person' order by created_at limit 1",
    );
    const entries = async () => {
      const all = await vault.readEntries({ subject: person, limit: 10_000 });
      return all.filter(({ kind }) => kind === 'opened').map(({ detail }) => detail);
    };
    const before = (await entries()).length;
    await house.world.gate.open({
      subject: person,
      purpose: 'support',
      data: ['account.name'],
      actor: 'staff:support',
      because: 'C-7',
    });
    const token = await signIn();
    await house.ask('GET', '/v1/me/data', { token });
    const since = (await entries()).slice(before);
    expect(since).toContainEqual({
      purpose: 'support',
      actor: 'staff:support',
      because: 'C-7',
      clause: 'use.support',
      categories: ['account'],
    });
    expect(since.filter(({ purpose }: { purpose?: unknown }) => purpose === 'self')).toHaveLength(1);
    // One that is refused opens nothing.
    const refused = await house.world.gate.open({
      subject: person,
      purpose: 'resale',
      data: ['account'],
      actor: 'staff:sales',
    });
    expect(refused?.effect).toBe('refused');
  });
});
