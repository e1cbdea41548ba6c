/** Kit is twelve and has an account. His mother reports it; it is closed, erased, and does not come back unnoticed. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRow } from '../../src/testing/every-row.ts';
import { openFolderWorld } from '../../src/testing/folder-world.ts';
import { keeps } from '../../src/testing/keeps.ts';
import type { TestPerson, TestProduct, TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
const bin = fileURLToPath(new URL('../../bin/sotto.mjs', import.meta.url));

let data: string;
let house: TestWorld;
let kit: TestPerson;
let ada: TestPerson;
let speaker: TestProduct;
let systemId: string;
let reported: string;

beforeAll(async () => {
  ({ data, house } = await openFolderWorld());
  [kit, ada] = [await house.signUp('Kit'), await house.signUp('Ada')];
  systemId = await kit.household();
  speaker = await kit.product(systemId, 'Den');
});
afterAll(() => house?.close());

function sotto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, KEYRING_URL: __, SMTP_URL: ___, ...rest } = process.env;
  const env = { ...rest, SOTTO_DATA: data };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const lettersTo = async (address: string) => {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === address);
};
const register = (email: string, at: TestWorld = house) =>
  at.ask('POST', '/v1/accounts', { body: { email, password: 'a long one', country: 'DE', postalCode: '10115' } });
const signIn = (email: string, password = 'a long one') =>
  house.ask('POST', '/v1/sessions', { body: { email, password } });
const report = (body: object) => house.ask('POST', '/v1/children/reports', { body });

describe('registering', () => {
  it('says from which age on, and has no place for a date of birth', async () => {
    keeps('children.under-16');
    const { body } = await house.ask('GET', '/openapi.json');
    const { description, requestBody } = body.paths['/v1/accounts'].post;
    expect(description).toContain('no date of birth is asked for');
    expect((await house.ask('GET', '/statement')).text).toContain('The youngest who may have an account is 16');
    const fields = Object.keys(requestBody.content['application/json'].schema.properties);
    expect(fields.filter((field) => /birth|born|age/i.test(field))).toEqual(['language']);
    expect((await register('grown@home.example')).body).toEqual({ minimumAge: 16 });
  });
});

describe('a report of a guardian', () => {
  it('goes to staff with a clock of its own, and closes nothing by itself', async () => {
    keeps('children.under-16');
    const text = 'I am his mother: mum@home.example. He is twelve.';
    const [known, unknown] = [
      await report({ account: kit.email, text }),
      await report({ account: 'nobody@home.example', text }),
    ];
    expect([known.status, known.text]).toEqual([202, unknown.text]);
    await report({ account: systemId.toLowerCase(), text });
    const open = JSON.parse((await sotto('requests', 'list', '--json')).out);
    // By address or by system it is the same account and the same report.
    expect(open).toMatchObject([{ kind: 'child', status: 'open', isLate: false }]);
    reported = open[0].id;
    expect(Date.parse(open[0].due) - Date.parse(open[0].received)).toBe(7 * DAY);
    expect((await sotto('requests', 'show', open[0].id)).out).toContain('mum@home.example');

    // Whoever has the account neither sees it nor takes it back.
    expect((await kit.ask('GET', '/v1/me/requests')).body.requests).toEqual([]);
    expect((await kit.ask('POST', `/v1/me/requests/${open[0].id}/cancel`)).status).toBe(404);
    expect((await speaker.collect([])).status).toBe(200);
    expect(await lettersTo(kit.email)).toEqual([]);
    expect((await house.ask('GET', '/metrics')).text).toContain('sotto_requests_open{kind="child"} 1');
  });

  it('that is wrong is refused, and nothing happens', async () => {
    await report({ account: ada.email, text: 'She is nine' });
    const open: { id: string }[] = JSON.parse((await sotto('requests', 'list', '--json')).out);
    const { id } = open.find((one) => one.id !== reported)!;
    expect((await sotto('requests', 'refuse', id, '--because', 'she is forty')).code).toBe(0);
    expect(await lettersTo(ada.email)).toEqual([]);
    expect((await ada.ask('GET', '/v1/me/data')).status).toBe(200);
  });

  it('can be sent from a page', async () => {
    const page = await house.ask('GET', '/children');
    expect(page.text).toContain('younger than 16');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const half = await house.ask('POST', '/children', { headers, body: 'account=%22x%22' });
    expect(half.status).toBe(422);
    expect(half.text).toContain('value="&quot;x&quot;"');
    const body = new URLSearchParams({ account: 'nobody@home.example', text: 'a' }).toString();
    expect((await house.ask('POST', '/children', { headers, body })).text).toContain('Thank you');
  });
});

describe('once staff close it', () => {
  it('the account is erased, with a receipt, and its products are not served', async () => {
    keeps('children.under-16');
    expect((await sotto('children', 'close', 'nobody@home.example', '--reason', 'found')).code).toBe(1);
    expect((await sotto('children', 'close', kit.email)).code).toBe(2);
    const closed = await sotto('children', 'close', systemId, '--reason', 'guardian', '--json');
    const { receipt } = JSON.parse(closed.out);
    expect((await house.ask('GET', `/v1/receipts/${receipt}`)).body.moments.gone).toEqual(expect.any(String));
    expect((await kit.ask('GET', '/v1/me/data')).status).toBe(401);
    expect((await speaker.collect([])).status).toBe(401);
    expect(JSON.parse((await sotto('requests', 'list', '--json')).out)).toEqual([]);
    expect((await ada.ask('GET', '/v1/me/data')).status).toBe(200);
  });

  it('who registers with its address is answered as anybody, and the address alone gets a letter', async () => {
    keeps('children.under-16');
    const [suppressed, free] = [await register('KIT@home.example'), await register('free@home.example')];
    expect([suppressed.status, suppressed.text]).toEqual([free.status, free.text]);
    expect((await lettersTo(kit.email)).map(({ subject }) => subject)).toEqual([
      'No account was opened with your address',
    ]);
    expect((await signIn(kit.email)).status).toBe(401);
    expect((await signIn('free@home.example')).status).toBe(201);
    for (let n = 0; n < 5; n += 1) await register(kit.email);
    expect(await lettersTo(kit.email)).toHaveLength(3);
    expect((await house.ask('GET', '/metrics')).text).not.toContain('no-account-opened');
  });

  it('nor does it come back as the new address of another account', async () => {
    const [before, { body }] = [await lettersTo(kit.email), await signIn(ada.email, ada.password)];
    const moved = await house.ask('PATCH', '/v1/me/profile', { token: body.token, body: { email: kit.email } });
    expect(moved.status).toBe(204);
    const [letter, ...more] = (await lettersTo(kit.email)).slice(before.length);
    expect([letter?.text, more]).toEqual([expect.stringContaining('younger than 16'), []]);
    expect(letter!.text).not.toMatch(/link_/);
  });

  it('and a keyring that is brought back from before knows it too; of the address there is a hash alone', async () => {
    keeps('children.under-16');
    const client = new pg.Client({ ...house.clusters.keyring });
    await client.connect();
    const { rowCount } = await client.query('delete from suppressed');
    expect(rowCount).toBe(1);
    const after = await house.another();
    await register(kit.email, after);
    expect((await signIn(kit.email)).status).toBe(401);
    expect((await client.query('select because from suppressed')).rows).toEqual([{ because: 'under-age' }]);
    await client.end();
    await after.close();
    for (const at of [house.clusters.vault, house.clusters.keyring]) {
      for (const row of [...(await everyRow(at)).values()].flat()) expect(row).not.toMatch(/kit@/i);
    }
  });

  it('until the time that the statement says is over', async () => {
    house.clock.now += 6 * 365 * DAY;
    expect((await register(kit.email)).status).toBe(201);
    expect((await signIn(kit.email)).status).toBe(201);
    house.clock.now = Date.now();
  });
});

describe('who wanted no news', () => {
  const offers = { message: 'offers', class: 'promotional' } as const;
  const comesBack = async (email: string) => {
    await register(email);
    const token = (await signIn(email)).body.token as string;
    const { subject } = (await house.world.people.personOf(token))!;
    return { token, mayGo: async () => (await house.world.people.mail.addressOf(offers, subject)).kind };
  };

  it('gets none after they were erased and came again, until they ask for it', async () => {
    const dora = await house.signUp('Dora');
    await dora.ask('PUT', '/v1/me/choices/email-marketing', { state: 'off' });
    const body = { password: dora.password, confirm: 'erase' };
    expect((await dora.ask('POST', '/v1/me/erasure', body)).status).toBe(200);
    const { token, mayGo } = await comesBack(dora.email);
    expect(await mayGo()).toBe('withheld');
    for (const state of ['off', 'on']) {
      await house.ask('PUT', '/v1/me/choices/email-marketing', { token, body: { state } });
    }
    expect(await mayGo()).toBe('address');
  });

  it('and who never said so is not on the list', async () => {
    const eli = await house.signUp('Eli');
    await eli.ask('POST', '/v1/me/erasure', { password: eli.password, confirm: 'erase' });
    expect(await (await comesBack(eli.email)).mayGo()).toBe('address');
  });
});
