import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld();
});
afterAll(() => house.close());

const signIn = (email: string, password: string) => house.ask('POST', '/v1/sessions', { body: { email, password } });
const isSignedIn = async (token: string) => (await house.ask('GET', '/v1/me/choices', { token })).status === 200;

/** The letters that came since, after all that is underway has come. */
async function lettersTo(email: string) {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === email);
}

async function linkTo(email: string): Promise<string> {
  await house.ask('POST', '/v1/password-resets', { body: { email } });
  const letters = await lettersTo(email);
  return /\/reset\/(link_\S+)/.exec(letters.at(-1)!.text)![1]!;
}

describe('an account', () => {
  it('is opened with an address, a place and a password, and then Ada can sign in', async () => {
    keeps('registering.account');
    const ada = await house.signUp('Ada');
    expect(await isSignedIn(ada.token)).toBe(true);
    const { body } = await ada.ask('GET', '/v1/me/data?category=account');
    expect(body.current[0].data).toMatchObject({ email: 'ada@home.example', country: 'DE', name: 'Ada' });
    expect(body.current[0].data.ipAddress).toBe('127.0.0.1');
  });

  it('is found however the address is written', async () => {
    const bea = await house.signUp('Bea');
    expect((await signIn('  BEA@Home.Example', bea.password)).status).toBe(201);
  });

  it('is there also when the process died right after it was stored', async () => {
    const liv = await house.signUp('Liv');
    const person = (await house.world.people.personOf(liv.token))!;
    const { database } = house.world;
    await database.query('delete from sessions where subject = $1', [person.subject]);
    await database.query('delete from accounts where subject = $1', [person.subject]);
    expect((await signIn(liv.email, 'not her password')).status).toBe(401);
    expect((await signIn(liv.email, liv.password)).status).toBe(201);
  });

  it('is not reached by an address that it gave up, even where that still leads to it', async () => {
    const max = await house.signUp('Max');
    const person = (await house.world.people.personOf(max.token))!;
    // As if the process had died before it gave the old address up.
    await house.world.gate.collect({
      subject: person.subject,
      product: '',
      touchpoint: 'account',
      id: 'max-moves',
      events: [
        {
          event: 'profile-changed',
          at: new Date(house.clock.now).toISOString(),
          data: { email: 'max@work.example' },
        },
      ],
    });
    expect((await signIn(max.email, max.password)).status).toBe(401);
    expect((await signIn('max@work.example', max.password)).status).toBe(201);
  });

  it('says which values are not accepted, and makes nothing', async () => {
    const body = { email: 'nobody', password: 'long enough', country: 'Germany', postalCode: '10115' };
    const short = await house.ask('POST', '/v1/accounts', { body: { ...body, country: 'ZZ9' } });
    expect(short).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
    const wrong = await house.ask('POST', '/v1/accounts', { body: { ...body, country: 'de' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'not-accepted', detail: '`email`, `country`' } });
  });

  it('takes no hint that gives the password away, since a hint is mailed', async () => {
    const body = { email: 'dora@home.example', password: 'the Heron Stood', country: 'DE', postalCode: '10115' };
    const told = await house.ask('POST', '/v1/accounts', { body: { ...body, hint: 'it is: The  heron stood.' } });
    expect(told).toMatchObject({ status: 422, body: { code: 'not-accepted', detail: '`hint`' } });
    const kept = await house.ask('POST', '/v1/accounts', { body: { ...body, hint: 'what did the heron do' } });
    expect(kept.status).toBe(201);
  });

  it('is said to be for people of sixteen, and asks for no date of birth', async () => {
    const { body } = await house.ask('GET', '/openapi.json');
    const { post } = body.paths['/v1/accounts'];
    expect(post.description).toContain('of the age that the statement names');
    expect(house.world.compiled.statement.age.minimum).toBe(16);
    expect(Object.keys(post.requestBody.content['application/json'].schema.properties)).toEqual([
      'email',
      'password',
      'country',
      'postalCode',
      'name',
      'phone',
      'language',
      'hint',
    ]);
  });
});

describe('a stranger', () => {
  it('is answered alike for an address that is taken, and its owner learns of it by mail', async () => {
    const cem = await house.signUp('Cem');
    const body = { password: 'Mallory was here', country: 'FR', postalCode: '75001' };
    const taken = await house.ask('POST', '/v1/accounts', { body: { ...body, email: 'CEM@home.example' } });
    const free = await house.ask('POST', '/v1/accounts', { body: { ...body, email: 'free@home.example' } });
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
    expect((await lettersTo(cem.email)).at(-1)?.subject).toBe('Somebody tried to register with your address');
    // It is still his, with his password.
    expect((await signIn(cem.email, cem.password)).status).toBe(201);
    expect((await signIn(cem.email, body.password)).status).toBe(401);
  });

  it('is answered alike for an unknown address, a wrong password and a locked account', async () => {
    const dina = await house.signUp('Dina');
    const unknown = await signIn('nobody@home.example', 'whatever it is');
    const wrong = await signIn(dina.email, 'whatever it is');
    await dina.ask('POST', '/v1/me/misuse');
    const locked = await signIn(dina.email, dina.password);
    for (const answered of [unknown, wrong, locked]) {
      expect([answered.status, answered.text]).toEqual([401, unknown.text]);
      expect([...answered.headers.keys()]).toEqual([...unknown.headers.keys()]);
    }
  });

  it('who guesses at one address is locked out of it for a while, and is not told', async () => {
    const eve = await house.signUp('Eve');
    const answers = [];
    for (let guess = 0; guess < 10; guess += 1) answers.push((await signIn(eve.email, `guess number ${guess}`)).text);
    const right = await signIn(eve.email, eve.password);
    expect(right.status).toBe(401);
    expect(new Set([...answers, right.text]).size).toBe(1);
    house.clock.now += 15 * 60_000;
    expect((await signIn(eve.email, eve.password)).status).toBe(201);
  });

  it('can’t keep its owner out: who sets a new password by mail is let in', async () => {
    const noa = await house.signUp('Noa');
    for (let guess = 0; guess < 12; guess += 1) await signIn(noa.email, `guess number ${guess}`);
    expect((await signIn(noa.email, noa.password)).status).toBe(401);
    const link = await linkTo(noa.email);
    await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'a password of her own' } });
    expect((await signIn(noa.email, 'a password of her own')).status).toBe(201);
  });

  it('asks for a link alike for an address with an account and one without', async () => {
    const fay = await house.signUp('Fay');
    const known = await house.ask('POST', '/v1/password-resets', { body: { email: fay.email } });
    const unknown = await house.ask('POST', '/v1/password-resets', { body: { email: 'nobody@home.example' } });
    expect([known.status, known.text]).toEqual([202, '']);
    expect([unknown.status, unknown.text]).toEqual([202, '']);
    expect(await lettersTo('nobody@home.example')).toEqual([]);
  });
});

describe('from one network', () => {
  it('only so many tries are taken, whatever the addresses, in whichever process', async () => {
    const other = await house.another();
    house.clock.now += 60 * 60_000;
    try {
      const statuses = [];
      for (let k = 0; k < 60; k += 1) {
        const ask = k % 2 === 0 ? house.ask : other.ask;
        const body = { email: `guess${k}@home.example`, password: 'password' };
        statuses.push((await ask('POST', '/v1/sessions', { body })).status);
      }
      expect(statuses.filter((status) => status === 401)).toHaveLength(50);
      const refused = await signIn('guess@home.example', 'password');
      expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      house.clock.now += 15 * 60_000;
      expect((await signIn('guess@home.example', 'password')).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe('a session', () => {
  let gil: TestPerson;
  beforeAll(async () => {
    gil = await house.signUp('Gil');
  });
  const again = async () => (await signIn(gil.email, gil.password)).body.token as string;

  it('ends when Gil signs out, and the others go on', async () => {
    keeps('security.individual-login');
    const token = await again();
    expect((await house.ask('DELETE', '/v1/sessions', { token })).status).toBe(204);
    expect(await isSignedIn(token)).toBe(false);
    expect(await isSignedIn(gil.token)).toBe(true);
  });

  it('ends everywhere when he says so', async () => {
    const [one, two] = [await again(), await again()];
    expect((await house.ask('DELETE', '/v1/sessions/all', { token: one })).status).toBe(204);
    expect(await Promise.all([one, two, gil.token].map(isSignedIn))).toEqual([false, false, false]);
  });

  it('ends after thirty days without use, and not before', async () => {
    const [used, idle] = [await again(), await again()];
    house.clock.now += 29 * DAY;
    expect(await isSignedIn(used)).toBe(true);
    house.clock.now += 2 * DAY;
    expect(await Promise.all([used, idle].map(isSignedIn))).toEqual([true, false]);
  });

  it('ends after a hundred and eighty days, however it is used', async () => {
    const token = await again();
    for (let month = 1; month <= 7; month += 1) {
      house.clock.now += 25 * DAY;
      expect(await isSignedIn(token)).toBe(true);
    }
    house.clock.now += 6 * DAY;
    expect(await isSignedIn(token)).toBe(false);
  });

  it('other than the one that changed the password ends with that', async () => {
    const [here, there] = [await again(), await again()];
    const wrong = { current: 'not his password', password: 'a new one, long enough' };
    expect((await house.ask('PUT', '/v1/me/password', { token: here, body: wrong })).body.code).toBe('wrong-password');
    const change = { ...wrong, current: gil.password };
    expect((await house.ask('PUT', '/v1/me/password', { token: here, body: change })).status).toBe(204);
    expect(await Promise.all([here, there].map(isSignedIn))).toEqual([true, false]);
    expect((await signIn(gil.email, gil.password)).status).toBe(401);
    expect((await signIn(gil.email, change.password)).status).toBe(201);
    expect((await lettersTo(gil.email)).at(-1)?.subject).toBe('Your password was changed');
  });
});

describe('a link to set a new password', () => {
  it('leads to a page with a form, which works without script and spends the link when it is sent', async () => {
    const fay = await house.signUp('Fay');
    await house.ask('POST', '/v1/password-resets', { body: { email: fay.email } });
    const text = (await lettersTo(fay.email)).at(-1)!.text;
    const path = new URL(/https:\/\/\S+\/reset\/\S+/.exec(text)![0]).pathname;
    for (let look = 0; look < 2; look += 1) {
      const page = await house.ask('GET', path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toMatch(/<form method="post">[\s\S]*<label for="password">/);
      expect(page.text).not.toContain('<script');
    }
    const send = (form: Record<string, string>) => house.ask('POST', path, { body: new URLSearchParams(form) });
    expect((await send({ password: 'short' })).status).toBe(422);
    expect((await send({ password: 'the tide is out', hint: 'The tide is OUT' })).status).toBe(422);
    const asked = await house.ask('POST', '/v1/password-resets', { body: { email: fay.email } });
    expect(asked.status).toBe(202);
    const fresh = new URL(/https:\/\/\S+\/reset\/\S+/.exec((await lettersTo(fay.email)).at(-1)!.text)![0]).pathname;
    const changed = await house.ask('POST', fresh, {
      body: new URLSearchParams({ password: 'the tide is out', hint: 'low water' }),
    });
    expect([changed.status, changed.text]).toEqual([200, expect.stringContaining('Your password is changed')]);
    expect((await signIn(fay.email, 'the tide is out')).status).toBe(201);
    const again = await house.ask('POST', fresh, { body: new URLSearchParams({ password: 'once more then' }) });
    expect(again.status).toBe(400);
    // It is a form, and nothing else.
    expect((await house.ask('POST', fresh, { body: { password: 'once more then' } })).status).toBe(415);
  });

  it('is good once, tells the hint to its reader alone, and ends every session', async () => {
    keeps('registering.password-one-way');
    const body = { email: 'hal@home.example', password: 'the old password', country: 'DE', postalCode: '10115' };
    await house.ask('POST', '/v1/accounts', { body: { ...body, hint: 'where the heron stood' } });
    const { token } = (await signIn(body.email, body.password)).body;
    const link = await linkTo(body.email);
    expect((await lettersTo(body.email)).at(-1)?.text).toContain('where the heron stood');

    const fresh = { password: 'the new password' };
    const unfit = await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'short' } });
    expect(unfit.status).toBe(400);
    expect((await house.ask('POST', `/v1/password-resets/${link}`, { body: fresh })).status).toBe(204);
    expect(await isSignedIn(token)).toBe(false);
    const again = await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'one more password' } });
    expect(again).toMatchObject({ status: 400, body: { code: 'reset-failed' } });
    expect((await signIn(body.email, fresh.password)).status).toBe(201);
  });

  it('is good once, also when it is used many times at once', async () => {
    const ivo = await house.signUp('Ivo');
    const link = await linkTo(ivo.email);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((k) =>
        house.ask('POST', `/v1/password-resets/${link}`, { body: { password: `password ${k}` } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400, 400, 400]);
  });

  it('is over after an hour', async () => {
    const jan = await house.signUp('Jan');
    const link = await linkTo(jan.email);
    house.clock.now += 60 * 60_000;
    const late = await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'too late, alas' } });
    expect(late.body.code).toBe('reset-failed');
    expect((await signIn(jan.email, jan.password)).status).toBe(201);
  });
});

describe('reported misuse', () => {
  it('locks the account at once and ends its sessions, until a link opens it again', async () => {
    keeps('security.individual-login');
    const kim = await house.signUp('Kim');
    expect((await kim.ask('POST', '/v1/me/misuse')).status).toBe(204);
    expect(await isSignedIn(kim.token)).toBe(false);
    expect((await signIn(kim.email, kim.password)).status).toBe(401);
    expect((await lettersTo(kim.email)).at(-1)?.subject).toBe('Your account is locked');

    const link = await linkTo(kim.email);
    await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'only Kim knows this' } });
    expect((await signIn(kim.email, 'only Kim knows this')).status).toBe(201);
  });
});

describe('a profile', () => {
  it('changes as Lea says', async () => {
    keeps('rights.account');
    const lea = await house.signUp('Lea');
    expect((await lea.ask('PATCH', '/v1/me/profile', { phone: '+49 30 1234567', language: 'pt-BR' })).status).toBe(204);
    const { body } = await lea.ask('GET', '/v1/me/data?category=account');
    expect(body.current[0].data).toMatchObject({ phone: '+49 30 1234567', language: 'pt-BR', name: 'Lea' });
  });
});

describe('in the database', () => {
  it('stands no token, and of a password only its argon2id hash, sealed', async () => {
    keeps('registering.password-one-way');
    const ole = await house.signUp('Ole');
    const link = await linkTo(ole.email);
    await ole.ask('PATCH', '/v1/me/profile', { email: 'ole@new.example' });
    const { database } = house.world;
    const tables = ['accounts', 'sessions', 'links', 'address_changes', 'products', 'attempts'];
    const dumps = await Promise.all(
      tables.map((table) => database.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`)),
    );
    const all = dumps.flat().map(({ row }) => row);
    expect(all.length).toBeGreaterThan(10);
    for (const secret of [ole.token, link, ole.email, ole.password, 'ole@new.example']) {
      const asHex = Buffer.from(secret).toString('hex');
      expect(all.filter((row) => row.includes(secret) || row.includes(asHex))).toEqual([]);
    }
  });
});
