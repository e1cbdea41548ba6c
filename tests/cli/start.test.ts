/** `sotto start` as people run it: another process, its output, its exit code. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canReach } from '../../src/vault/cluster/account.ts';

const sotto = fileURLToPath(new URL('../../bin/sotto.mjs', import.meta.url));
let folder: string;
const started: ChildProcess[] = [];

/** Somebody of whom no account knows, as containers run programs. Only root can become them, and they must get to us. */
const NOBODY_KNOWN = { uid: 4242, gid: 4242 };
const canBecome = process.getuid?.() === 0 && canReach(dirname(process.execPath), NOBODY_KNOWN);
if (!canBecome) console.info('skipped: nobody without a name can be become here, or could reach this checkout');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-start-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('exit', resolve));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  /** Waits until this is said, and returns what it caught. */
  said(pattern: RegExp): Promise<string>;
  /** Presses Ctrl-C. */
  interrupt(): void;
  ended(): Promise<{ code: number | null; out: string; err: string }>;
}

function run(args: readonly string[], as: Pick<SpawnOptions, 'uid' | 'gid'> = {}): Running {
  // Always on databases of its own, whatever the rest of the suite runs on.
  const { DATABASE_URL: _, KEYRING_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [sotto, ...args], { env: inherited, stdio: ['ignore', 'pipe', 'pipe'], ...as });
  started.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const end = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    async said(pattern) {
      for (const patience = Date.now() + 25_000; ; await new Promise((later) => setTimeout(later, 50))) {
        const found = pattern.exec(out);
        if (found !== null) return found[1] ?? found[0];
        if (Date.now() > patience || child.exitCode !== null) throw new Error(`not said: ${pattern}\n${out}\n${err}`);
      }
    },
    interrupt: () => void child.kill('SIGINT'),
    ended: async () => ({ code: await end, out, err }),
  };
}

describe('sotto start', () => {
  it('says where it is, tells what is collected, and stops cleanly; the next start finds everything', {
    timeout: 60_000,
  }, async () => {
    const data = join(folder, 'data');
    const first = run(['start', '--data', data, '--port', '0']);
    const url = await first.said(/(http:\S+)\/statement/);
    const systemId = await first.said(/system id {3}(\w{12})/);
    const session = await first.said(/Bearer (session_[\w-]+)/);
    expect((await fetch(`${url}/statement`)).status).toBe(200);
    await first.said(/stored [1-9]/);
    const authorization = `Bearer ${session}`;
    const turnedOff = await fetch(`${url}/v1/me/choices/usage-data`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"state":"off"}',
    });
    expect(turnedOff.status).toBe(200);
    first.interrupt();
    expect(await first.ended()).toMatchObject({ code: 0, err: '' });
    expect(statSync(join(data, 'demo.json')).mode & 0o777).toBe(0o600);

    const second = run(['start', '--data', data, '--port', '0']);
    expect(await second.said(/system id {3}(\w{12})/)).toBe(systemId);
    const again = await second.said(/(http:\S+)\/statement/);
    const { choices } = (await (await fetch(`${again}/v1/me/choices`, { headers: { authorization } })).json()) as {
      choices: { choice: string; state: string }[];
    };
    expect(choices.find(({ choice }) => choice === 'usage-data')?.state).toBe('off');
    // What it proposes goes with how the choice stands.
    expect(await second.said(/Usage data is off\. Turn it (\w+)/)).toBe('on');
    second.interrupt();
    expect((await second.ended()).code).toBe(0);
  });

  it('has somebody else move in once who lived there was forgotten', { timeout: 60_000 }, async () => {
    const data = join(folder, 'forgotten');
    const first = run(['start', '--data', data, '--port', '0']);
    const [, email, password] = (await first.said(/sign in as {2}\S+ {2}\S+/)).split(/ {2,}/);
    const url = await first.said(/(http:\S+)\/statement/);
    const session = await first.said(/Bearer (session_[\w-]+)/);
    const erased = await fetch(`${url}/v1/me/erasure`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password, confirm: 'erase' }),
    });
    expect(erased.status).toBe(200);
    first.interrupt();
    expect((await first.ended()).code).toBe(0);

    const second = run(['start', '--data', data, '--port', '0']);
    expect(await second.said(/sign in as {2}(\S+)/)).not.toBe(email);
    await second.said(/stored [1-9]/);
    second.interrupt();
    expect((await second.ended()).code).toBe(0);
  });

  it('without the demo has nobody in it', { timeout: 60_000 }, async () => {
    const bare = run(['start', '--data', join(folder, 'bare'), '--port', '0', '--no-demo']);
    await bare.said(/stored 0 · withheld 0 · refused 0/);
    bare.interrupt();
    const { code, out } = await bare.ended();
    expect([code, out.includes('sign in as')]).toEqual([0, false]);
  });

  it('tells machines in lines of JSON where it is, and each change of the counts', { timeout: 60_000 }, async () => {
    const started = run(['start', '--data', join(folder, 'machine'), '--port', '0', '--json']);
    const { url, demo } = JSON.parse(await started.said(/^(\{"url".*\})$/m));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(demo).toMatchObject({ systemId: expect.stringMatching(/^\w{12}$/), usageData: 'on' });
    const { counts } = JSON.parse(await started.said(/^(\{"counts".*events stored.*\})$/m));
    expect(counts['events received']).toBeGreaterThan(0);
    started.interrupt();
    const { code, out } = await started.ended();
    expect(code).toBe(0);
    for (const line of out.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('says what keeps it from starting, and what to do', { timeout: 60_000 }, async () => {
    const open = await run(['start', '--data', join(folder, 'never'), '--host', '0.0.0.0']).ended();
    expect([open.code, open.err]).toEqual([2, expect.stringMatching(/^error: .*unencrypted\nhelp: .*--behind-proxy/)]);
    const wrong = await run(['start', '--port', 'eighty']).ended();
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/^error: `eighty` is not a port\nhelp: /)]);

    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const under = await run(['start', '--data', join(file, 'data')]).ended();
    expect([under.code, under.err]).toEqual([
      3,
      expect.stringMatching(/^error: `.*` can't be used \(ENOTDIR\)\nhelp: /),
    ]);

    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const taken = await run(['start', '--data', join(folder, 'taken'), '--port', `${port}`]).ended();
    server.close();
    expect([taken.code, taken.err]).toEqual([
      3,
      expect.stringMatching(/^error: something else listens on port \d+\nhelp: /),
    ]);
  });

  it.runIf(canBecome)('says what to do where its user has no name, which PostgreSQL asks for', async () => {
    const own = join(folder, 'nameless');
    mkdirSync(own);
    chownSync(own, NOBODY_KNOWN.uid, NOBODY_KNOWN.gid);
    chmodSync(folder, 0o755);
    const { code, err } = await run(['start', '--data', join(own, 'data'), '--port', '0'], NOBODY_KNOWN).ended();
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(
        /^error: PostgreSQL .* without a name, .* 4242\nhelp: .* \/etc\/passwd .*sotto:x:4242:4242:.*\n$/,
      ),
    ]);
  });
});
