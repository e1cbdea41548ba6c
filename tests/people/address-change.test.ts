/** Somebody has another email address: it is theirs once they read mail there, and the old one can stop it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const HOUR = 60 * 60_000;
const PATH = '/v1/me/address-change';
let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld();
});
afterAll(() => house.close());

const signIn = (email: string, password: string) => house.ask('POST', '/v1/sessions', { body: { email, password } });
const move = (who: TestPerson, email: string) => who.ask('PATCH', '/v1/me/profile', { email });
const follow = (path: string) => house.ask('POST', path, { body: new URLSearchParams() });

async function lettersTo(email: string) {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === email);
}
/** The path of the link in the last letter there; `undefined` where it has none. */
const linkIn = async (email: string, sort: 'confirm' | 'stop') =>
  new RegExp(`/addresses/${sort}/\\S+`).exec((await lettersTo(email)).at(-1)?.text ?? '')?.[0];
const addressOf = async (who: TestPerson) =>
  (await who.ask('GET', '/v1/me/data?category=account')).body.current[0].data.email;

describe('a new address', () => {
  it('is in force once the link that went there is followed, and the old one is nobody’s any more', async () => {
    keeps('rights.account');
    const lea = await house.signUp('Lea');
    expect((await lea.ask('PATCH', '/v1/me/profile', { email: ' Lea@work.example', name: 'Lea B.' })).status).toBe(204);
    const { body } = await lea.ask('GET', PATH);
    expect(body.waiting).toMatchObject({ email: 'lea@work.example' });
    expect(Date.parse(body.waiting.ends)).toBe(house.clock.now + 24 * HOUR);

    // Until then the old one stays.
    const { current } = (await lea.ask('GET', '/v1/me/data?category=account')).body;
    expect(current[0].data).toMatchObject({ email: lea.email, name: 'Lea B.' });
    expect((await signIn('lea@work.example', lea.password)).status).toBe(401);
    expect((await signIn(lea.email, lea.password)).status).toBe(201);
    expect((await lettersTo(lea.email)).map(({ subject }) => subject)).toEqual([
      'Your account is to have another address',
    ]);

    const link = (await linkIn('lea@work.example', 'confirm'))!;
    for (let look = 0; look < 2; look += 1) {
      const page = await house.ask('GET', link);
      expect([page.status, page.text]).toEqual([200, expect.stringMatching(/<form method="post">/)]);
      expect(page.text).not.toContain('<script');
    }
    expect(await addressOf(lea)).toBe(lea.email);
    const done = await follow(link);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('Your address is changed')]);
    expect(await addressOf(lea)).toBe('lea@work.example');
    expect((await lea.ask('GET', PATH)).body).toEqual({});
    expect((await signIn(lea.email, lea.password)).status).toBe(401);
    expect((await signIn('lea@work.example', lea.password)).status).toBe(201);
    for (const address of [lea.email, 'lea@work.example'])
      expect((await lettersTo(address)).at(-1)?.subject).toBe('Your account has another address now');
    // Her old address can have an account of its own.
    expect((await house.signUp('Lea')).email).toBe(lea.email);
  });

  it('takes a sign-in of a moment ago; the rest of a profile does not', async () => {
    keeps('security.individual-login');
    const ada = await house.signUp('Ada');
    house.clock.now += 11 * 60_000;
    expect(await move(ada, 'ada@work.example')).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
    const both = await ada.ask('PATCH', '/v1/me/profile', { email: 'ada@work.example', name: 'Ada L.' });
    expect(both.status).toBe(403);
    expect((await ada.ask('GET', PATH)).body).toEqual({});
    // The address that it has already is no other, however it is written.
    expect((await ada.ask('PATCH', '/v1/me/profile', { email: 'ADA@home.example', name: 'Ada L.' })).status).toBe(204);
    expect((await ada.ask('GET', PATH)).body).toEqual({});
    expect(await lettersTo('ada@work.example')).toEqual([]);
  });

  it('is confirmed once, also by many at once', async () => {
    const ben = await house.signUp('Ben');
    await move(ben, 'ben@work.example');
    const link = (await linkIn('ben@work.example', 'confirm'))!;
    const answers = await Promise.all([1, 2, 3, 4].map(() => follow(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect((await follow(link)).text).toContain('This link is not good');
  });

  it('is forgotten with the time that the statement names, and the link with it', async () => {
    const cem = await house.signUp('Cem');
    await move(cem, 'cem@work.example');
    const link = (await linkIn('cem@work.example', 'confirm'))!;
    house.clock.now += 24 * HOUR;
    expect((await follow(link)).status).toBe(400);
    expect((await cem.ask('GET', PATH)).body).toEqual({});
    expect(await addressOf(cem)).toBe(cem.email);
    const left = () => house.world.database.query('select 1 from address_changes where subject = $1', [person.subject]);
    const person = (await house.world.people.personOf(cem.token))!;
    expect(await left()).toHaveLength(1);
    await house.world.people.forgetAddresses();
    expect(await left()).toHaveLength(0);
  });

  it('gives way to a newer one, and a link to the next that is sent', async () => {
    const dina = await house.signUp('Dina');
    await move(dina, 'dina@one.example');
    const first = (await linkIn('dina@one.example', 'confirm'))!;
    await move(dina, 'dina@two.example');
    expect((await follow(first)).status).toBe(400);
    const second = (await linkIn('dina@two.example', 'confirm'))!;
    house.clock.now += HOUR;
    expect((await dina.ask('POST', PATH)).status).toBe(204);
    const third = (await linkIn('dina@two.example', 'confirm'))!;
    expect(third).not.toBe(second);
    expect(Date.parse((await dina.ask('GET', PATH)).body.waiting.ends)).toBe(house.clock.now + 24 * HOUR);
    expect((await follow(second)).status).toBe(400);
    expect((await follow(third)).status).toBe(200);
    expect(await addressOf(dina)).toBe('dina@two.example');
    expect((await dina.ask('POST', PATH)).status).toBe(404);
  });

  it('is given up by who asked for it', async () => {
    const eve = await house.signUp('Eve');
    await move(eve, 'eve@work.example');
    const link = (await linkIn('eve@work.example', 'confirm'))!;
    expect((await eve.ask('DELETE', PATH)).status).toBe(204);
    expect((await eve.ask('DELETE', PATH)).status).toBe(404);
    expect((await follow(link)).status).toBe(400);
    expect(await addressOf(eve)).toBe(eve.email);
  });

  it('ends with every session, as a link to set a password does', async () => {
    const fay = await house.signUp('Fay');
    await move(fay, 'fay@work.example');
    const link = (await linkIn('fay@work.example', 'confirm'))!;
    const change = { current: fay.password, password: 'Fay walks at dawn now' };
    expect((await fay.ask('PUT', '/v1/me/password', change)).status).toBe(204);
    expect((await follow(link)).status).toBe(400);
    expect(await addressOf(fay)).toBe(fay.email);
  });
});

describe('the address in force', () => {
  it('is told at once, and stops it by a link, which signs everybody out', async () => {
    keeps('security.individual-login');
    const gil = await house.signUp('Gil');
    await move(gil, 'mallory@else.example');
    const [stop, confirm] = [await linkIn(gil.email, 'stop'), await linkIn('mallory@else.example', 'confirm')];
    expect((await house.ask('GET', stop!)).text).toContain('Keep the address as it is?');
    expect((await gil.ask('GET', PATH)).body.waiting.email).toBe('mallory@else.example');
    const stopped = await follow(stop!);
    expect([stopped.status, stopped.text]).toEqual([200, expect.stringContaining('It stays as it was')]);
    expect((await gil.ask('GET', '/v1/me/data')).status).toBe(401);
    expect((await follow(confirm!)).status).toBe(400);
    expect((await follow(stop!)).status).toBe(400);
    expect((await signIn(gil.email, gil.password)).status).toBe(201);
  });

  it('can stop it also after the letter to the new one was sent again', async () => {
    const hal = await house.signUp('Hal');
    await move(hal, 'hal@work.example');
    const stop = await linkIn(hal.email, 'stop');
    await hal.ask('POST', PATH);
    expect((await follow(stop!)).status).toBe(200);
    expect((await follow((await linkIn('hal@work.example', 'confirm'))!)).status).toBe(400);
  });
});

describe('whether an address is somebody’s', () => {
  it('is told to nobody but who reads its mail', async () => {
    const [mia, ned] = [await house.signUp('Mia'), await house.signUp('Ned')];
    const said = async () =>
      (await mia.ask('GET', '/v1/me/ledger?limit=500')).body.entries.map(
        ({ kind, says }: { kind: string; says: string }) => `${kind}: ${says}`,
      ) as string[];
    /** The answer, and what the asker's own part of the ledger has of it. */
    const asked = async (email: string) => {
      const before = await said();
      const { status, text } = await move(mia, email);
      await house.world.people.mail.settled();
      const { waiting } = (await mia.ask('GET', PATH)).body;
      const after = await said();
      for (const one of before) after.splice(after.indexOf(one), 1);
      return { status, text, isWaiting: waiting.email === email, said: after.sort() };
    };
    const metrics = async () =>
      (await house.ask('GET', '/metrics')).text
        .split('\n')
        .filter((line) => /confirm-address|address-in-use/.test(line));
    const [taken, free] = [await asked(ned.email), await asked('nobody@else.example')];
    expect(taken).toEqual(free);
    expect(taken).toMatchObject({ status: 204, isWaiting: true });
    expect(taken.said.filter((one) => one.startsWith('written-to'))).toHaveLength(2);
    expect(await metrics()).toEqual([]);

    const letter = (await lettersTo(ned.email)).at(-1)!;
    expect(letter.subject).toBe('Somebody wants to use your address');
    expect(letter.text).not.toContain('link_');
    expect((await signIn(ned.email, ned.password)).status).toBe(201);
    // Nor are many tried.
    for (let k = 0; k < 3; k += 1) await move(mia, `try${k}@else.example`);
    expect((await move(mia, 'try9@else.example')).body.code).toBe('too-many-attempts');
  });

  it('is looked at once more when the link is followed', async () => {
    const pia = await house.signUp('Pia');
    await move(pia, 'rob@home.example');
    const link = (await linkIn('rob@home.example', 'confirm'))!;
    const rob = await house.signUp('Rob');
    const late = await follow(link);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('an account of its own')]);
    expect(await addressOf(pia)).toBe(pia.email);
    expect(await addressOf(rob)).toBe(rob.email);
  });

  it('can’t be found by trying links', async () => {
    const statuses = [];
    for (let k = 0; k < 22; k += 1) {
      const token = `link_${String(k).padStart(43, 'A')}`;
      statuses.push((await follow(`/addresses/${k % 2 === 0 ? 'confirm' : 'stop'}/${token}`)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
  });
});
