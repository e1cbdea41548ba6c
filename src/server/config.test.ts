import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Misconfigured, readConfig } from './config.ts';

describe('with nothing set', () => {
  it('the service listens on this machine alone, and keeps its data beside', () => {
    expect(readConfig({})).toEqual({
      data: resolve('.sotto'),
      databases: undefined,
      host: '127.0.0.1',
      port: 8080,
      tls: undefined,
      isBehindProxy: false,
      origin: undefined,
      mail: undefined,
      mailIn: undefined,
      allowsForgetful: false,
      logLevel: 'info',
    });
  });
});

describe('a flag', () => {
  it('goes before the environment', () => {
    const config = readConfig({ PORT: '1', SOTTO_DATA: '/a' }, { port: '2', data: '/b' });
    expect([config.port, config.data]).toEqual([2, '/b']);
  });
});

describe('it is refused', () => {
  const verified = 'postgres://sotto:secret@db.example/vault?sslmode=verify-full';
  it.each([
    ['to listen beyond this machine without TLS', {}, { host: '0.0.0.0' }, /travel unencrypted/],
    ['to listen on every address of IPv6 without TLS', { HOST: '::' }, {}, /travel unencrypted/],
    ['to take a name for this machine that only begins so', { HOST: '127.0.0.1.evil.example' }, {}, /unencrypted/],
    [
      'to reach a database elsewhere without verifying it',
      { DATABASE_URL: 'postgres://db.example/v', KEYRING_URL: verified },
      {},
      /`DATABASE_URL`/,
    ],
    [
      'to settle for encryption without a verified name',
      { DATABASE_URL: verified, KEYRING_URL: `${verified}`.replace('verify-full', 'require') },
      {},
      /`KEYRING_URL`/,
    ],
    [
      'to hide another machine in a parameter',
      { DATABASE_URL: 'postgres://localhost/v?host=db.example', KEYRING_URL: verified },
      {},
      /`DATABASE_URL`/,
    ],
    ['to have a vault and no keyring', { DATABASE_URL: verified }, {}, /go together/],
    ['to have a certificate and no key', { TLS_CERT: '/a' }, {}, /its key/],
    ['to read a key that is not there', { TLS_CERT: '/nowhere', TLS_KEY: '/nowhere' }, {}, /can't be read/],
    ['to sign mail with half of what it takes', { DKIM_DOMAIN: 'speakers.example' }, {}, /the selector or the key/],
    ['to take mail at a port that is none', { MAIL_IN_PORT: 'smtp' }, {}, /not a port/],
    [
      'to take mail from outside unencrypted',
      { MAIL_IN_PORT: '25', HOST: '::' },
      { behindProxy: true },
      /mail would come/,
    ],
    ['to send mail from nobody', { SMTP_URL: 'smtps://mail.example' }, {}, /no sender/],
    ['to take a port that is none', { PORT: '80a' }, {}, /not a port/],
    ['to log at a level that is none', { LOG_LEVEL: 'loud' }, {}, /no level/],
    ['to keep its data in a folder without a name', {}, { data: '' }, /names no folder/],
    ['to take an address that is none', { PUBLIC_URL: 'javascript:alert(1)' }, {}, /not an address/],
  ] as const)('%s', (_, env, flags, says) => {
    expect(() => readConfig(env, flags)).toThrow(Misconfigured);
    expect(() => readConfig(env, flags)).toThrow(says);
  });

  it('and no password is repeated', () => {
    const env = { DATABASE_URL: 'mysql://sotto:secret@db.example', KEYRING_URL: verified };
    expect(() => readConfig(env)).toThrow(/^(?!.*secret)/);
  });
});

describe('what mail is signed with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-dkim-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const env = (pem: string) => {
    const file = join(folder, 'dkim.pem');
    writeFileSync(file, pem);
    const smtp = { SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'care@speakers.example' };
    return { ...smtp, DKIM_DOMAIN: 'speakers.example', DKIM_SELECTOR: 'spring', DKIM_KEY: file };
  };
  const rsa = (bits: number) =>
    generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('is a key of RSA that is long enough', () => {
    const privateKey = rsa(2_048);
    expect(readConfig(env(privateKey)).mail?.dkim).toEqual({
      domain: 'speakers.example',
      selector: 'spring',
      privateKey,
    });
    for (const pem of ['', 'PEM', rsa(1_024)])
      expect(() => readConfig(env(pem))).toThrow(/no key that mail can be signed/);
    expect(() => readConfig({ ...env(''), DKIM_KEY: '/nowhere' })).toThrow(/can't be read/);
  });
});

describe('it is allowed', () => {
  it('to listen beyond this machine behind a proxy, or with a certificate', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-config-'));
    const file = join(folder, 'pem');
    writeFileSync(file, 'PEM');
    expect(readConfig({}, { host: '0.0.0.0', behindProxy: true }).isBehindProxy).toBe(true);
    expect(readConfig({ HOST: '0.0.0.0', TLS_CERT: file, TLS_KEY: file }).tls).toEqual({ cert: 'PEM', key: 'PEM' });
    rmSync(folder, { recursive: true });
  });

  it('to reach databases on this machine, or elsewhere where their names are verified', () => {
    const vault = 'postgres:///vault?host=/run/postgresql';
    const keyring = 'postgres://db.example/keyring?sslmode=verify-full';
    expect(readConfig({ DATABASE_URL: vault, KEYRING_URL: keyring }).databases).toEqual({ vault, keyring });
  });
});
