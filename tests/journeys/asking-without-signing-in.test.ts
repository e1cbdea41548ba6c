/** People ask without signing in, and without an account; others ask in their names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { freshClusters } from '../../src/testing/database.ts';
import { everyRow } from '../../src/testing/every-row.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault } from '../../src/vault/vault.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';

const DAY = 24 * 60 * 60_000;

let house: TestWorld;
let ada: TestPerson;
beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
});
afterAll(() => house.close());

const settled = () => house.world.people.mail.settled();
const lettersTo = async (address: string, at: TestWorld = house) => {
  await at.world.people.mail.settled();
  return at.outbox.letters.filter(({ to }) => to === address);
};
const linkIn = (text: string, what: 'confirm' | 'archive') =>
  new RegExp(`https://account\\.example(/requests/${what}/(link_\\S+))`).exec(text)!;
const asks = (body: object, at: TestWorld = house) => at.ask('POST', '/v1/requests', { body });
const newestLink = async (address: string, what: 'confirm' | 'archive', at: TestWorld = house) => {
  const letter = (await lettersTo(address, at)).findLast(({ text }) => text.includes(`/requests/${what}/`));
  const [, path = '', token = ''] = linkIn(letter!.text, what);
  return { path, token };
};
const requestsOf = async (person: TestPerson) => {
  const { token } = (
    await house.ask('POST', '/v1/sessions', { body: { email: person.email, password: person.password } })
  ).body;
  return (await house.ask('GET', '/v1/me/requests', { token })).body.requests;
};
const DENY = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };

describe('a request by an address', () => {
  it('is confirmed by a link to the address on file, and then runs as any other', async () => {
    keeps('rights.by-email');
    await asks({ email: 'ADA@home.example', kind: 'export' });
    await settled();
    expect(await requestsOf(ada)).toMatchObject([{ kind: 'export', status: 'checking' }]);
    const { path, token } = await newestLink(ada.email, 'confirm');
    // Looking spends nothing: programs look at links before people do.
    for (let n = 0; n < 3; n += 1) expect((await house.ask('GET', path)).status).toBe(200);

    house.clock.now += DAY;
    const confirmed = await house.ask('POST', '/v1/requests/confirm', { body: { token } });
    expect(confirmed.body).toMatchObject({
      kind: 'export',
      status: 'done',
      parts: [{ part: 'vault', state: 'done' }],
      // The clock stood while it was open who asked.
      due: new Date(house.clock.now + 30 * DAY).toISOString(),
    });
    const fetched = await newestLink(ada.email, 'archive');
    expect((await house.ask('GET', fetched.path)).status).toBe(200);
    const archive = await fetch(`${house.url}${fetched.path}`, { method: 'POST' });
    expect(archive.headers.get('content-type')).toBe('application/zip');
    expect(Object.keys(unzipSync(new Uint8Array(await archive.arrayBuffer())))).toContain('data/account.json');
    expect((await house.ask('POST', fetched.path)).status).toBe(400);
  });
});

describe('somebody who asks in another’s name', () => {
  it('is answered as about anybody, and gets nothing done', async () => {
    keeps('rights.by-email');
    const before = (await lettersTo(ada.email)).length;
    const [known, unknown] = [
      await asks({ email: ada.email, kind: 'erasure' }),
      await asks({ email: 'nobody@home.example', kind: 'erasure' }),
    ];
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(await lettersTo('nobody@home.example')).toEqual([]);
    const [letter] = (await lettersTo(ada.email)).slice(before);
    expect(letter).toMatchObject({
      subject: 'Is this request yours?',
      text: expect.stringContaining('products stop working'),
    });
    expect(letter!.text).toContain('leave the link alone');
    house.clock.now += 4 * DAY;
    await house.world.people.carryOutDue();
    // She is there, and sees that somebody tried.
    expect((await requestsOf(ada)).find((one: { kind: string }) => one.kind === 'erasure')).toMatchObject({
      status: 'lapsed',
    });
    const late = await house.ask('POST', '/v1/requests/confirm', {
      body: { token: linkIn(letter!.text, 'confirm')[2] },
    });
    expect([late.status, late.body.code]).toEqual([400, 'link-failed']);
  });

  it('can’t use a link twice, nor one of another sort, nor guess one', async () => {
    await asks({ email: ada.email, kind: 'access' });
    const { path, token } = await newestLink(ada.email, 'confirm');
    expect((await house.ask('POST', path.replace('confirm', 'archive'))).status).toBe(400);
    expect((await house.ask('POST', `/v1/password-resets/${token}`, { body: { password: 'a long one' } })).status).toBe(
      400,
    );
    const confirm = () => house.ask('POST', '/v1/requests/confirm', { body: { token } });
    const both = await Promise.all([confirm(), confirm()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await confirm()).status).toBe(400);
    let status = 0;
    for (let n = 0; n < 25 && status !== 429; n += 1) {
      ({ status } = await house.ask('POST', '/v1/requests/confirm', { body: { token: `link_${'A'.repeat(43)}` } }));
    }
    expect(status).toBe(429);
    house.clock.now += DAY;
  });

  it('does not fill her mail: the same is asked once, and there is a limit to the rest', async () => {
    const ben = await house.signUp('Ben');
    for (let n = 0; n < 8; n += 1) await asks({ email: ben.email, kind: 'objection' });
    expect((await lettersTo(ben.email)).length).toBe(5);
    expect(await requestsOf(ben)).toHaveLength(1);
    house.clock.now += DAY;
    // A link that was not the newest is as good: it is the same request.
    const [first] = await lettersTo(ben.email);
    const confirmed = await house.ask('POST', '/v1/requests/confirm', {
      body: { token: linkIn(first!.text, 'confirm')[2] },
    });
    expect(confirmed.body).toMatchObject({ status: 'done', parts: [{ state: 'done' }] });
    expect((await ben.ask('GET', '/v1/me/limits')).body.limits).toContainEqual(
      expect.objectContaining({ kind: 'objection', purpose: 'improve' }),
    );
  });

  it('is cut off after so many from one network, whomever they ask about', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) {
      statuses.push((await asks({ email: `stranger-${n}@home.example`, kind: 'access' })).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    await settled();
    house.clock.now += DAY;
  });

  it('leaves no trace of an address that nobody here has', async () => {
    await asks({ email: 'qzoddity@elsewhere.example', kind: 'access', text: 'qzoddity' });
    await settled();
    for (const clusters of [house.clusters.vault, house.clusters.keyring]) {
      for (const row of [...(await everyRow(clusters)).values()].flat()) expect(row).not.toContain('qzoddity');
    }
  });
});

it('an erasure is told what it means before it is confirmed, and then is done', async () => {
  keeps('rights.deletion-stops-products');
  const cem = await house.signUp('Cem');
  const product = await cem.product(await cem.household(), 'Kitchen');
  await asks({ email: cem.email, kind: 'erasure' });
  const { path } = await newestLink(cem.email, 'confirm');
  expect((await lettersTo(cem.email)).at(-1)?.text).toContain('Your products stop working');
  expect((await product.collect([])).status).toBe(200);
  const confirmed = await house.ask('POST', path, { ...DENY, body: 'go=on' });
  expect(confirmed.text).toContain('Thank you');
  expect((await lettersTo(cem.email)).at(-1)?.subject).toBe('Your data is erased');
  expect((await product.collect([])).status).toBe(401);
  expect((await house.ask('POST', path, { ...DENY, body: 'go=on' })).status).toBe(400);
});

it('the page to ask on works without script, and says what is missing', async () => {
  const page = await house.ask('GET', '/requests');
  expect(page.text).toContain('<form method="post" action="/requests">');
  expect(page.text).not.toContain('<script');
  const send = (form: Record<string, string>) =>
    house.ask('POST', '/requests', { ...DENY, body: new URLSearchParams(form).toString() });
  expect((await send({ kind: 'correction', email: ada.email })).status).toBe(422);
  const nonsense = await send({ kind: 'nonsense', email: ada.email, text: 'Two <b>parts</b>' });
  expect(nonsense.status).toBe(422);
  // What was typed is still there, and is text.
  expect(nonsense.text).toContain(`value="${ada.email}"`);
  expect(nonsense.text).toContain('Two &lt;b&gt;parts&lt;/b&gt;</textarea>');
  expect((await send({ kind: 'correction', email: ada.email })).text).toContain('<option value="correction" selected>');
  const before = (await lettersTo(ada.email)).length;
  expect((await send({ kind: 'correction', email: ada.email, text: 'My name has <b>two</b> parts' })).text).toContain(
    'Look into your mail',
  );
  expect(await lettersTo(ada.email)).toHaveLength(before + 1);
});

describe('somebody without an account', () => {
  /** The reference, but people are found by the address that they left at a stand or in a shop. */
  const statement = structuredClone(reference) as Statement;
  const { account, 'contact-details': contact } = statement.words.data;
  Object.assign(account!.fields.email!, { findable: undefined });
  Object.assign(contact!.fields.email!, { findable: true });
  const address = 'gil@fair.example';
  const name = '=HYPERLINK("https://evil.example")<script>alert(1)</script>';
  let fair: TestWorld;
  let folder: string;
  beforeAll(async () => {
    const clusters = await freshClusters();
    folder = mkdtempSync(join(tmpdir(), 'sotto-fair-'));
    const keyFile = join(folder, 'epoch.key');
    const world = await openTestWorld({ running: { statement, wording: words }, on: { clusters, keyFile } });
    const vault = await openVault({ ...clusters, epochKeys: epochKeysInFile(keyFile), clock: world.clock });
    fair = {
      ...world,
      async close() {
        await vault.close();
        await world.close();
        await clusters.stop();
        rmSync(folder, { recursive: true });
      },
    };
    const gil = (await vault.createSubject({ kind: 'person' })) as SubjectId;
    const collected = await fair.world.gate.collect({
      subject: gil,
      product: '',
      touchpoint: 'event',
      id: 'at-the-fair',
      events: [{ event: 'news-sign-up', at: new Date(fair.clock.now).toISOString(), data: { name, email: address } }],
    });
    expect(collected).toMatchObject({
      kind: 'collected',
      books: { stored: { 'collect.news-sign-up': { events: 1 } } },
    });
  });
  afterAll(() => fair?.close());

  it('takes along all that is held of them, and what they wrote runs nowhere', async () => {
    await asks({ email: address, kind: 'access' }, fair);
    const { token } = await newestLink(address, 'confirm', fair);
    const confirmed = await fair.ask('POST', '/v1/requests/confirm', { body: { token } });
    expect(confirmed.body).toMatchObject({ status: 'done' });
    const { path } = await newestLink(address, 'archive', fair);
    const answer = await fetch(`${fair.url}${path}`, { method: 'POST' });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = (file: string) => Buffer.from(files[file]!).toString();
    expect(JSON.parse(text('data/contact-details.json')).current[0].data).toEqual({ name, email: address });
    expect(text('pages/contact-details.html')).not.toContain('<script>');
    expect(text('pages/contact-details.html')).toContain('&lt;script&gt;');
  });

  it('has what is wrong put right by staff, and is erased with a last letter', async () => {
    await asks({ email: address, kind: 'correction', text: 'Gil with one l' }, fair);
    const wrong = await newestLink(address, 'confirm', fair);
    const open = await fair.ask('POST', '/v1/requests/confirm', { body: { token: wrong.token } });
    expect(open.body).toMatchObject({ status: 'open', parts: [{ part: 'staff', state: 'waiting', for: 'staff' }] });
    expect((await lettersTo(address, fair)).at(-1)?.subject).toBe('We have your request');

    await asks({ email: address, kind: 'erasure' }, fair);
    const { token } = await newestLink(address, 'confirm', fair);
    const erased = await fair.ask('POST', '/v1/requests/confirm', { body: { token } });
    expect(erased.body).toMatchObject({ status: 'done', parts: [{ answer: expect.stringMatching('/v1/receipts/') }] });
    expect((await lettersTo(address, fair)).at(-1)?.subject).toBe('Your data is erased');
    const letters = (await lettersTo(address, fair)).length;
    await asks({ email: address, kind: 'access' }, fair);
    expect(await lettersTo(address, fair)).toHaveLength(letters);
  });
});
