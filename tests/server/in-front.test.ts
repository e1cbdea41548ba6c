/** What stands between the service and the world: TLS, or a proxy. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/server/http.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

/** It makes the certificate; nothing in Node can. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** The network address that is noted for somebody who signs up with these headers. */
async function notedFor(house: TestWorld, name: string): Promise<string> {
  const email = `${name}@home.example`;
  const password = 'long enough';
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
  await house.ask('POST', '/v1/accounts', { body: { email, password, country: 'DE', postalCode: '10115' }, headers });
  const { token } = (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body;
  return (await house.ask('GET', '/v1/me/data?category=account', { token })).body.current[0].data.ipAddress;
}

describe('what others say of whom they ask for', () => {
  it('is believed of the one proxy in front, and of nobody before it', async () => {
    const house = await openTestWorld({ http: { isBehindProxy: true } });
    expect(await notedFor(house, 'ada')).toBe('203.0.113.9');
    const answered = await house.ask('GET', '/healthz');
    expect(answered.headers.get('strict-transport-security')).toMatch(/^max-age=/);
    await house.close();
  });

  it('is not believed without one', async () => {
    const house = await openTestWorld();
    expect(await notedFor(house, 'ada')).toBe('127.0.0.1');
    await house.close();
  });
});

describe('with a certificate', () => {
  it.skipIf(!hasOpenssl)('the service speaks TLS, and nothing else on its port', async () => {
    keeps('security.in-transit');
    const folder = mkdtempSync(join(tmpdir(), 'sotto-tls-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', key, '-out', cert];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '1',
        ...subject,
        ...files,
      ],
      { stdio: 'ignore' },
    );
    const tls = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    const house = await openTestWorld();
    const http = await createHttp(house.world, { logLevel: 'silent', tls });
    await http.listen({ host: '127.0.0.1', port: 0 });
    const { port } = http.server.address() as AddressInfo;
    const status = await new Promise((resolve, reject) => {
      const asking = request({
        host: '127.0.0.1',
        port,
        servername: 'localhost',
        path: '/healthz',
        ca: tls.cert,
        agent: false,
      });
      asking
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    await http.close();
    await house.close();
    rmSync(folder, { recursive: true });
  });
});
