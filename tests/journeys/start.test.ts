import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataFolder, MAIN, NotStarted, newDataFolder, startServer } from '../../src/testing/server-process.ts';
import { identify, isAlive, type ProcessIdentity } from '../../src/vault/cluster/process-identity.ts';

let data: DataFolder;
beforeAll(() => {
  data = newDataFolder();
});
afterAll(() => data.remove());

const start = () => startServer({ data: data.path });

/** The servers of the embedded databases, as they run now. */
const postmasters = (): readonly ProcessIdentity[] =>
  ['vault', 'keyring'].map((name) => {
    const file = join(data.path, name, 'pgdata', 'postmaster.pid');
    return identify(Number.parseInt(readFileSync(file, 'utf8'), 10))!;
  });

describe('a start', () => {
  it('is refused on a folder that is in use, at once and with a clear line, and the first serves on', async () => {
    const first = await start();
    let refusal: unknown;
    // Beside the same program when it only says what it can do: the machine may be busy with other tests.
    const longer: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const asked = performance.now();
      refusal = await start().catch((error: unknown) => error);
      const refused = performance.now();
      spawnSync(process.execPath, [MAIN, 'start', '--help']);
      longer.push(refused - asked - (performance.now() - refused));
    }
    expect(Math.min(...longer)).toBeLessThan(1_000);
    expect(refusal).toBeInstanceOf(NotStarted);
    expect(refusal).toMatchObject({
      exitCode: 3,
      message: [
        `error: \`${data.path}\` is in use by process ${first.pid}`,
        'help: stop it or choose another folder with --data\n',
      ].join('\n'),
    });
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    await first.stop();
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends in order at %s, and leaves no process behind',
    async (signal) => {
      const server = await start();
      const left = postmasters();
      expect(left.every(isAlive)).toBe(true);
      expect(await server.kill(signal)).toBe(0);
      expect(left.some(isAlive)).toBe(false);
    },
  );

  it('is not held up, when it ends, by a connection on which nothing was asked', async () => {
    const server = await start();
    const idle = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(idle, 'connect');
    const asked = performance.now();
    await Promise.all([server.stop(), once(idle, 'close')]);
    expect(performance.now() - asked).toBeLessThan(4_000);
  });

  it('works after a kill, while the databases of the killed one still run, and leaves none of them behind', async () => {
    const killed = await start();
    const orphans = postmasters();
    await killed.kill('SIGKILL');
    expect(orphans.every(isAlive)).toBe(true);
    const next = await start();
    expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
    expect(orphans.some(isAlive)).toBe(false);
    await next.stop();
  });
});
