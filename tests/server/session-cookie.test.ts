/** A browser's session is a cookie: a page of ours may use it, and no other site can. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
});
afterAll(() => house.close());

const OWN = { 'sec-fetch-site': 'same-origin' };

async function signIn(headers: { readonly [name: string]: string } = OWN) {
  const { email, password } = ada;
  return house.ask('POST', '/v1/sessions', { body: { email, password, as: 'cookie' }, headers });
}
const cookieIn = ({ headers }: { headers: Headers }) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('a session as a cookie', () => {
  it('is given to a page of ours, where no script can read it, and the token stands nowhere else', async () => {
    const given = await signIn();
    expect(given.status).toBe(201);
    expect(given.headers.get('set-cookie')).toMatch(
      /^__Host-session=session_[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(Object.keys(given.body)).toEqual(['ends']);
  });

  it('signs in, and out again', async () => {
    const cookie = cookieIn(await signIn());
    const ask = (method: string, path: string) => house.ask(method, path, { headers: { ...OWN, cookie } });
    expect((await ask('GET', '/v1/me/choices')).status).toBe(200);
    expect((await ask('GET', '/v1/sessions')).body).toEqual({ isSignedIn: true, isFresh: true });
    const out = await ask('DELETE', '/v1/sessions');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await ask('GET', '/v1/me/choices')).body.code).toBe('not-signed-in');
    expect((await ask('GET', '/v1/sessions')).body).toEqual({ isSignedIn: false, isFresh: false });
  });

  it('ends when the same browser signs in once more', async () => {
    const cookie = cookieIn(await signIn());
    const again = await signIn({ ...OWN, cookie });
    expect((await house.ask('GET', '/v1/me/choices', { headers: { ...OWN, cookie } })).status).toBe(401);
    const headers = { ...OWN, cookie: cookieIn(again) };
    expect((await house.ask('GET', '/v1/me/choices', { headers })).status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of ours', { 'sec-fetch-site': 'same-site' }],
    ['an address that was typed', { 'sec-fetch-site': 'none' }],
    ['an old browser, at another site', { origin: 'https://elsewhere.example' }],
    ['an old browser, in a frame without an origin', { origin: 'null' }],
    ['something that does not say where it is', {}],
  ])('can not be used by %s', async (_, headers) => {
    const cookie = cookieIn(await signIn());
    const asked = await house.ask('PUT', '/v1/me/choices/news', {
      body: { state: 'off' },
      headers: { ...headers, cookie },
    });
    expect(asked).toMatchObject({ status: 403, body: { code: 'other-site' } });
    expect((await signIn(headers)).body).toMatchObject({ code: 'other-site' });
  });

  it('can be used by an old browser, where the origin is ours', async () => {
    const headers = { origin: house.url };
    const cookie = cookieIn(await signIn(headers));
    expect((await house.ask('GET', '/v1/me/choices', { headers: { ...headers, cookie } })).status).toBe(200);
  });

  it('gives way to a bearer', async () => {
    const cookie = cookieIn(await signIn());
    const headers = { 'sec-fetch-site': 'cross-site', cookie };
    expect((await house.ask('GET', '/v1/me/choices', { token: ada.token, headers })).status).toBe(200);
  });
});
