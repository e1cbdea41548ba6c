/** People who work here: how they come in, and what keeps others out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../../src/people/staff/codes.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { cookieIn, hire, OWN_PAGE, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let mira: TestStaff;
beforeAll(async () => {
  house = await openTestWorld();
  mira = await hire(house, 'mira', 'privacy');
});
afterAll(() => house.close());

const STEP = 30_000;
const MINUTE = 60_000;
const codeNow = ({ secret }: Pick<TestStaff, 'secret'>) => codeAt(secret, house.clock.now);

const signIn = (who: Pick<TestStaff, 'name' | 'password'>, code: string) =>
  house.ask('POST', '/v1/staff/sessions', {
    body: { name: who.name, password: who.password, code },
    headers: OWN_PAGE,
  });
const look = (cookie: string, headers: { readonly [name: string]: string } = OWN_PAGE) =>
  house.ask('GET', '/v1/staff/requests', { headers: { ...headers, cookie } });

const added = async (name: string) => {
  const made = await house.world.people.addStaff({ name, role: 'support' }, 'service:test');
  if (made.kind !== 'added') throw new Error(made.kind);
  return made.token;
};
const enrol = (body: { token: string; password: string; code: string }) =>
  house.ask('POST', '/v1/staff/enrolments', { body, headers: OWN_PAGE });
const secretBy = async (token: string) =>
  (await house.ask('POST', '/v1/staff/enrolments/look', { body: { token } })).body?.secret;

describe('enrolling', () => {
  it('takes a link, a password and a first code, and signs in', async () => {
    expect((await mira.ask('GET', '/v1/staff/sessions')).body.member).toMatchObject({ role: 'privacy' });
  });

  it('is done by a link once, within a day, and with the right code', async () => {
    const token = await added('noor');
    const secret = await secretBy(token);
    const password = 'noor waters the plants';
    expect((await enrol({ token, password, code: '000000' })).body.code).toBe('wrong-code');
    expect((await enrol({ token, password: 'too short', code: codeNow({ secret }) })).status).toBe(400);
    expect((await enrol({ token, password, code: codeNow({ secret }) })).status).toBe(201);
    expect((await enrol({ token, password, code: codeNow({ secret }) })).body.code).toBe('link-failed');
    expect(await secretBy(token)).toBeUndefined();

    const late = await added('omar');
    house.clock.now += 24 * 60 * MINUTE;
    expect(await secretBy(late)).toBeUndefined();

    // A link that was replaced, and one of somebody who left before they began.
    const replaced = await added('otto');
    await house.world.people.resetStaff('otto', 'service:test');
    expect(await secretBy(replaced)).toBeUndefined();
    const left = await added('paul');
    await house.world.people.closeStaff('paul', 'service:test');
    expect(await secretBy(left)).toBeUndefined();
  });

  it('gives a session as a cookie that no script can read', async () => {
    const token = await added('pia');
    const code = codeNow({ secret: await secretBy(token) });
    const given = await enrol({ token, password: 'pia counts the boxes', code });
    expect(given.headers.get('set-cookie')).toMatch(
      /^__Host-staff=staff_[\w-]+; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(Object.keys(given.body)).toEqual(['ends']);
  });

  it('refuses two of one name, and a name that is none', async () => {
    const add = (name: string) => house.world.people.addStaff({ name, role: 'support' }, 'service:test');
    expect((await add('mira')).kind).toBe('taken');
    for (const name of ['Mira', 'm', 'mira@home.example', 'mira\n', '-mira'])
      expect((await add(name)).kind).toBe('unfit');
  });
});

describe('signing in', () => {
  it('takes each code once, and no older one', async () => {
    keeps('security.limited-access');
    house.clock.now += 10 * STEP;
    const [older, now] = [codeAt(mira.secret, house.clock.now - STEP), codeNow(mira)];
    expect((await signIn(mira, now)).status).toBe(201);
    expect((await signIn(mira, now)).body.code).toBe('sign-in-failed');
    expect((await signIn(mira, older)).body.code).toBe('sign-in-failed');
    house.clock.now += STEP;
    expect((await signIn(mira, codeNow(mira))).status).toBe(201);
  });

  it('takes one code once however many ask at the same moment', async () => {
    house.clock.now += 2 * STEP;
    const code = codeNow(mira);
    const answers = await Promise.all(Array.from({ length: 5 }, () => signIn(mira, code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('fails alike for an unknown name, a wrong password and a wrong code', async () => {
    house.clock.now += 2 * STEP;
    const answers = await Promise.all([
      signIn({ name: 'nobody', password: mira.password }, codeNow(mira)),
      signIn({ name: 'mira', password: 'not her password' }, codeNow(mira)),
      signIn(mira, '123456'),
      signIn(mira, 'nonsense'),
    ]);
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]!.body]);
    // The right password with the wrong code spends no code.
    expect((await signIn(mira, codeNow(mira))).status).toBe(201);
  });

  it('locks a name after ten that failed, right or wrong, and opens again by itself', async () => {
    const quinn = await hire(house, 'quinn', 'engineer');
    house.clock.now += 2 * STEP;
    for (let n = 0; n < 10; n += 1) expect((await signIn(quinn, '000000')).status).toBe(401);
    expect((await signIn(quinn, codeNow(quinn))).status).toBe(401);
    house.clock.now += 15 * MINUTE;
    expect((await signIn(quinn, codeNow(quinn))).status).toBe(201);
  });

  it('can not be done from another site, nor a session be used from one', async () => {
    house.clock.now += 2 * STEP;
    const body = { name: mira.name, password: mira.password, code: codeNow(mira) };
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await house.ask('POST', '/v1/staff/sessions', { body, headers })).body.code).toBe('other-site');
    const cookie = cookieIn(await house.ask('POST', '/v1/staff/sessions', { body, headers: OWN_PAGE }));
    expect((await look(cookie)).status).toBe(200);
    expect((await look(cookie, headers)).body.code).toBe('other-site');
    expect((await look(cookie, {})).body.code).toBe('other-site');
  });
});

describe('a session', () => {
  const begun = async () => {
    house.clock.now += 2 * STEP;
    return cookieIn(await signIn(mira, codeNow(mira)));
  };

  it('ends when it was not used for half an hour, and after eight hours in any case', async () => {
    let cookie = await begun();
    house.clock.now += 29 * MINUTE;
    expect((await look(cookie)).status).toBe(200);
    house.clock.now += 30 * MINUTE + 1;
    expect((await look(cookie)).body.code).toBe('staff-not-signed-in');

    cookie = await begun();
    for (let n = 0; n < 19; n += 1) {
      house.clock.now += 25 * MINUTE;
      expect((await look(cookie)).status).toBe(200);
    }
    house.clock.now += 6 * MINUTE;
    expect((await look(cookie)).status).toBe(401);
  });

  it('of before is over when the same browser signs in once more', async () => {
    const before = await begun();
    house.clock.now += 2 * STEP;
    const body = { name: mira.name, password: mira.password, code: codeNow(mira) };
    const again = await house.ask('POST', '/v1/staff/sessions', { body, headers: { ...OWN_PAGE, cookie: before } });
    expect((await look(before)).status).toBe(401);
    expect((await look(cookieIn(again))).status).toBe(200);
  });

  it('that began by a clock which is a little ahead is one all the same', async () => {
    const cookie = await begun();
    house.clock.now -= 2_000;
    expect((await look(cookie)).status).toBe(200);
    house.clock.now -= 10 * MINUTE;
    expect((await look(cookie)).status).toBe(401);
    house.clock.now += 10 * MINUTE;
  });

  it('ends on signing out, on a reset and when its account is closed', async () => {
    keeps('security.limited-access');
    const out = await begun();
    const left = await house.ask('DELETE', '/v1/staff/sessions', { headers: { ...OWN_PAGE, cookie: out } });
    expect(left.headers.get('set-cookie')).toMatch(/^__Host-staff=; .*Expires=Thu, 01 Jan 1970/);
    expect((await look(out)).status).toBe(401);

    const rosa = await hire(house, 'rosa', 'auditor');
    const again = await house.world.people.resetStaff('rosa', 'service:test');
    expect((await rosa.ask('GET', '/v1/staff/sessions')).body).toEqual({});
    house.clock.now += 2 * STEP;
    expect((await signIn(rosa, codeNow(rosa))).status).toBe(401);
    const token = again.kind === 'added' ? again.token : '';
    const secret = await secretBy(token);
    expect(secret).not.toBe(rosa.secret);
    const back = cookieIn(await enrol({ token, password: 'rosa reads every line', code: codeNow({ secret }) }));
    expect((await look(back)).status).toBe(200);

    expect(await house.world.people.closeStaff('rosa', 'service:test')).toBe(true);
    expect((await look(back)).status).toBe(401);
    expect(await house.world.people.closeStaff('rosa', 'service:test')).toBe(false);
    // The name is free for somebody else.
    expect((await hire(house, 'rosa', 'support')).secret).not.toBe(secret);
  });
});

describe('at rest', () => {
  it('no name, password or secret of codes stands in the database, and each step has a leaf', async () => {
    const { query } = house.world.database;
    const rows = JSON.stringify([
      await query('select id, known_by, role, encode(sealed, $1) as sealed, encode(link, $1) as link from staff', [
        'escape',
      ]),
      await query('select staff, encode(digest, $1) from staff_sessions', ['escape']),
      await query('select encode(body, $1) from leaves', ['escape']),
    ]);
    for (const hidden of ['mira', mira.password, mira.secret, mira.cookie.split('=')[1]])
      expect(rows).not.toContain(hidden);
    const [me] = (await house.world.people.listStaff()).filter(({ name }) => name === 'mira');
    expect(rows).toContain(me!.id);
  });
});
