/** Logins, passwords and transport: what people rely on without looking. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smtpCarrier } from '../../src/people/mail/carrier.ts';
import { Misconfigured, readConfig } from '../../src/server/config.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { cert, key } from './localhost-certificate.ts';

let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld();
});
afterAll(() => house.close());

const isSignedIn = async (token: string) => (await house.ask('GET', '/v1/me/data', { token })).status === 200;

describe('account data', () => {
  it('is behind a login of one’s own; signing out ends it, a report of misuse locks it, and people are told their part', async () => {
    keeps('security.individual-login');
    const [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
    expect((await ada.ask('GET', '/v1/me/data')).text).toContain(ada.email);
    expect((await ben.ask('GET', '/v1/me/data')).text).not.toContain(ada.email);
    for (const token of [undefined, 'guess', `session_${'A'.repeat(43)}`]) {
      expect((await house.ask('GET', '/v1/me/data', { token })).status).toBe(401);
    }

    const body = { email: ada.email, password: ada.password };
    const other = (await house.ask('POST', '/v1/sessions', { body })).body.token as string;
    await ada.ask('DELETE', '/v1/sessions');
    expect([await isSignedIn(ada.token), await isSignedIn(other)]).toEqual([false, true]);

    expect((await house.ask('POST', '/v1/me/misuse', { token: other })).status).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    expect((await house.ask('POST', '/v1/sessions', { body })).status).toBe(401);
    expect(await isSignedIn(ben.token)).toBe(true);

    const { text } = await house.ask('GET', '/statement');
    expect(text).toMatch(/keep the password to yourself, tell us of misuse, sign out/);
  });
});

describe('an app', () => {
  it('speaks for its household, and can neither sign anybody up nor claim the address of a person', async () => {
    keeps('security.individual-login');
    const gus = await house.signUp('Gus');
    const phone = await gus.product(await gus.household(), 'Phone', 'app');
    const at = new Date(house.clock.now).toISOString();
    const account = { email: 'free@home.example', country: 'DE', postalCode: '10115', password: 'long enough' };
    const events = [
      { event: 'sign-up', at, data: account },
      { event: 'profile-changed', at, data: { email: 'hal@home.example' } },
      { event: 'password-changed', at, data: { password: 'long enough' } },
    ];
    const { body } = await phone.collect(events);
    expect(body).toMatchObject({ stored: 0, refused: 3 });
    expect(body.clauses.refused['undeclared-subject']).toBeGreaterThan(0);
    // Whether an address has an account can't be found out so either.
    const ofGus = await phone.collect([{ event: 'profile-changed', at, data: { email: gus.email } }]);
    expect(ofGus.body).toMatchObject({ stored: 0, refused: 1, clauses: { refused: { 'undeclared-subject': 1 } } });
    const hal = await house.signUp('Hal');
    expect((await hal.ask('GET', '/v1/me/data')).text).toContain(hal.email);
    const directive = await house.ask('GET', '/v1/directive', { token: phone.token });
    for (const { event } of events) expect(directive.text).not.toContain(`"${event}"`);
  });
});

describe('a password', () => {
  it('is taken at sign-in, sign-up, change, closing and erasure, of people who work here where they sign in, and nowhere else', async () => {
    keeps('security.never-ask-password');
    const asking = house.routes.filter(({ body, params, query }) =>
      membersOf([body, params, query]).some((name) => /passw|secret|passphrase|\bpin\b/i.test(name)),
    );
    expect(asking.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'POST /reset/{token}',
      'POST /v1/accounts',
      'POST /v1/me/closing',
      'POST /v1/me/erasure',
      'POST /v1/password-resets/{token}',
      'POST /v1/sessions',
      'POST /v1/staff/enrolments',
      'POST /v1/staff/sessions',
      'PUT /v1/me/password',
    ]);

    // No event takes one but those two: not a message to support, not a diagnostic, not the linking of a service.
    const { collect, words } = house.world.compiled.statement;
    const ada = await house.signUp('Cem');
    const phone = await ada.product(await ada.household(), 'Phone', 'app');
    const at = new Date(house.clock.now).toISOString();
    for (const [event, { takes }] of Object.entries(collect)) {
      const fields = Object.keys(takes).flatMap((category) => Object.entries(words.data[category]!.fields));
      const isForm = ['sign-up', 'password-changed'].includes(event);
      expect(
        fields.some(([name, { type }]) => type === 'secret' || /passw/i.test(name)),
        event,
      ).toBe(isForm);
      const { body } = await phone.collect([{ event, at, data: { password: 'Cem walks home at night' } }]);
      expect(body, event).toMatchObject({ stored: 0, fields: { stored: 0 } });
    }
  });

  it('is asked for in no letter: each says so, and has no place to send one', async () => {
    keeps('security.never-ask-password');
    const dora = await house.signUp('Dora');
    await house.ask('POST', '/v1/accounts', {
      body: { email: dora.email, password: 'another one', country: 'DE', postalCode: '10115' },
    });
    await house.ask('POST', '/v1/password-resets', { body: { email: dora.email } });
    await house.world.people.mail.settled();
    const link = /\/reset\/(link_\S+)/.exec(
      house.outbox.letters.findLast(({ to, text }) => to === dora.email && text.includes('/reset/'))!.text,
    )![1]!;
    await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'a fresh password' } });
    const signedIn = { email: dora.email, password: 'a fresh password' };
    const { token } = (await house.ask('POST', '/v1/sessions', { body: signedIn })).body;
    await house.ask('POST', '/v1/me/misuse', { token });
    await house.world.people.mail.settled();

    const letters = house.outbox.letters.filter(({ to }) => to === dora.email);
    expect(letters.map(({ subject }) => subject)).toHaveLength(4);
    for (const { text, subject } of letters) {
      expect(text, subject).toMatch(/We never ask for your password/);
      expect(text, subject).not.toMatch(/(send|tell|give|reply with|confirm) (us )?your (present |old )?password/i);
      expect(text, subject).not.toContain(dora.password);
    }
    for (const { says } of Object.values(house.world.compiled.statement.messages)) {
      expect(says).not.toMatch(/(send|tell|give) us .*password/);
    }
  });
});

describe('what travels', () => {
  it('over HTTP is encrypted: with a certificate nothing is served in the clear', async () => {
    keeps('security.in-transit', 'principle.protected');
    const safe = await openTestWorld({ http: { tls: { cert, key } } });
    const { port } = new URL(safe.url);
    try {
      const served = await new Promise<{ status: number | undefined; strict: unknown }>((resolve, reject) => {
        get({ host: 'localhost', port, path: '/healthz', ca: cert, agent: false }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, strict: answer.headers['strict-transport-security'] });
        }).on('error', reject);
      });
      expect(served).toEqual({ status: 200, strict: 'max-age=31536000' });
      const inTheClear = new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path: '/healthz', agent: false }, resolve);
        asked.on('error', reject).end();
      });
      await expect(inTheClear).rejects.toThrow();
    } finally {
      await safe.close();
    }
  });

  it('beyond this machine is encrypted, or the service does not start', () => {
    keeps('security.in-transit', 'principle.protected');
    const folder = mkdtempSync(join(tmpdir(), 'sotto-safe-'));
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    for (const HOST of ['0.0.0.0', '::', '192.0.2.7', 'account.example']) {
      expect(() => readConfig({ HOST })).toThrow(Misconfigured);
      expect(readConfig({ HOST, TLS_CERT: certFile, TLS_KEY: keyFile }).tls).toEqual({ cert, key });
    }
    const remote = 'postgres://sotto@db.example/sotto';
    for (const weaker of ['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=require', '?sslmode=no-verify']) {
      const databases = { DATABASE_URL: `${remote}${weaker}`, KEYRING_URL: `${remote}?sslmode=verify-full` };
      expect(() => readConfig(databases), weaker).toThrow(Misconfigured);
    }
    rmSync(folder, { recursive: true });
  });

  it('as mail to another machine is encrypted, or is not sent', async () => {
    keeps('security.in-transit');
    // One that offers no STARTTLS, reached by a name that is not this machine's own.
    const letters: string[] = [];
    const server = new SMTPServer({
      hideSTARTTLS: true,
      authOptional: true,
      onData(stream, _session, done) {
        stream.on('data', (part: Buffer) => letters.push(part.toString()));
        stream.on('end', () => done());
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
    const { port } = server.server.address() as AddressInfo;
    const carrier = smtpCarrier(`smtp://127.0.0.2:${port}`, 'sotto@account.example');
    const letter = { id: 'a', to: 'ada@home.example', subject: 'A word', text: 'not for others', html: '' };
    await expect(carrier.carry(letter)).rejects.toThrow();
    carrier.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(letters).toEqual([]);
  });
});

/** The names of all members in a schema, however deep. */
function membersOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => [
    ...(name === 'properties' ? Object.keys(value as object) : []),
    ...membersOf(value),
  ]);
}
