/** How often anybody may try, over HTTP and with the limits that the product has. Each network is one that the proxy tells of. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/people/attempts.ts';
import { type Answered, openTestWorld, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld({ http: { isBehindProxy: true } });
});
afterAll(() => house.close());
// What earlier tests have tried is forgotten.
beforeEach(() => {
  house.clock.now += DAY;
});

const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip } });
const askForLink = (email: string, ip: string) =>
  house.ask('POST', '/v1/password-resets', { body: { email }, ...from(ip) });
const signUp = (email: string, ip: string) =>
  house.ask('POST', '/v1/accounts', {
    body: { email, password: 'walks home at night', country: 'DE', postalCode: '10115' },
    ...from(ip),
  });

async function lettersTo(email: string): Promise<number> {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === email).length;
}

/** As many as are allowed, one after the other; returns the statuses there were. */
async function times(most: number, ask: (k: number) => Promise<Answered>): Promise<number[]> {
  const statuses = new Set<number>();
  for (let k = 0; k < most; k += 1) statuses.add((await ask(k)).status);
  return [...statuses];
}

function expectTooMany({ status, body, headers }: Answered, within: number): void {
  expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'too-many-attempts', String(within / 1000)]);
}

describe('links to set a new password', () => {
  it('go to one address a few times an hour, from wherever they are asked for, and nobody is told', async () => {
    const { email } = await house.signUp('Ada');
    const { most, within } = LIMITS['reset by address'];
    const answers = [];
    for (let k = 0; k < most + 3; k += 1) answers.push(await askForLink(email, `203.0.113.${k}`));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['202 ']));
    expect(await lettersTo(email)).toBe(most);
    house.clock.now += within;
    await askForLink(email, '203.0.113.1');
    expect(await lettersTo(email)).toBe(most + 1);
  });

  it('are asked for so many times an hour from one network, and used links count as asking', async () => {
    const { most, within } = LIMITS['reset by network'];
    const guess = (k: number) => ({ body: { password: `a long one ${k}` }, ...from('2001:db8:1:2::a') });
    const guessed = await times(most / 2, (k) => house.ask('POST', `/v1/password-resets/link_${k}`, guess(k)));
    const asked = await times(most / 2, (k) => askForLink(`somebody-${k}@home.example`, `2001:db8:1:2::${k}`));
    expect([guessed, asked]).toEqual([[400], [202]]);
    expectTooMany(await askForLink('somebody@home.example', '2001:db8:1:2:ffff::1'), within);
    expectTooMany(await house.ask('POST', '/v1/password-resets/link_x', guess(0)), within);
    const form = { body: new URLSearchParams({ password: 'a long one' }), ...from('2001:db8:1:2::b') };
    const page = await house.ask('POST', '/reset/link_x', form);
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, String(within / 1000)]);
    // On the page of the form, where the person is: and the form is there, to be sent once more.
    expect(page.text).toContain('Wait 60 minutes, and send it once more.');
    expect(page.text).toContain('name="password"');
    expect((await askForLink('somebody@home.example', '2001:db8:1:3::1')).status).toBe(202);
    house.clock.now += within;
    expect((await askForLink('somebody@home.example', '2001:db8:1:2::1')).status).toBe(202);
  });

  it('that are good are taken from any network, however often it has tried', async () => {
    const ben = await house.signUp('Ben');
    await askForLink(ben.email, '198.51.100.1');
    await lettersTo(ben.email);
    const [, link] = /\/reset\/(link_\S+)/.exec(house.outbox.letters.at(-1)!.text)!;
    const { most } = LIMITS['reset by network'];
    await times(most + 1, (k) => askForLink(`somebody-${k}@home.example`, '198.51.100.2'));
    const set = { body: { password: 'a password of his own' }, ...from('198.51.100.2') };
    expect((await house.ask('POST', `/v1/password-resets/${link}`, set)).status).toBe(204);
  });
});

describe('accounts', () => {
  it('are opened so many times an hour from one network, taken addresses and free ones alike', async () => {
    const { most, within } = LIMITS['sign-up by network'];
    const opened = await times(most, (k) => signUp(`guest-${k % (most / 2)}@home.example`, '203.0.113.7'));
    expect(opened).toEqual([201]);
    const [taken, free] = [
      await signUp('guest-0@home.example', '203.0.113.7'),
      await signUp('free@home.example', '203.0.113.7'),
    ];
    for (const answered of [taken, free]) expectTooMany(answered, within);
    expect(taken.text).toBe(free.text);
    expect((await signUp('free@home.example', '203.0.113.8')).status).toBe(201);
  });

  it('that somebody tries to open again and again get a few letters a day about it', async () => {
    const { email } = await house.signUp('Cem');
    const { most, within } = LIMITS['notice by address'];
    const tried = await times(most + 4, (k) => signUp(email, `198.51.100.${k}`));
    expect([tried, await lettersTo(email)]).toEqual([[201], most]);
    house.clock.now += within;
    await signUp(email, '198.51.100.1');
    expect(await lettersTo(email)).toBe(most + 1);
  });
});

describe('products', () => {
  it('are registered with one household so many times a day, and with another all the same', {
    timeout: 60_000,
  }, async () => {
    const dina = await house.signUp('Dina');
    const [full, other] = [await dina.household(), await dina.household()];
    const { most, within } = LIMITS['products by household'];
    const register = (systemId: string, k: number) =>
      dina.ask('POST', `/v1/households/${systemId}/products`, {
        serial: `DINA-${k}`,
        productType: 'One',
        kind: 'player',
      });
    // Whether it comes to anything or not.
    const statuses = new Set(
      [await times(most - 1, (k) => register(full, k)), (await register(full, 0)).status].flat(),
    );
    expect([...statuses]).toEqual([201, 409]);
    expectTooMany(await register(full, most), within);
    expect((await register(other, most)).status).toBe(201);
    house.clock.now += within;
    expect((await register(full, most + 1)).status).toBe(201);
  });
});

describe('exports', () => {
  it('are asked for so many times a day', async () => {
    const eve = await house.signUp('Eve');
    const { most, within } = LIMITS['exports by person'];
    expect(await times(most, () => eve.ask('POST', '/v1/me/exports'))).toEqual([201]);
    expectTooMany(await eve.ask('POST', '/v1/me/exports'), within);
  });
});
