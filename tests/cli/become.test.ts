/** Whatever Node a machine has, scripts run under the one that they need, as if they had been started by hand. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../../bin');
let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-become-'));
  script = join(folder, 'script.mjs');
  writeFileSync(
    script,
    `const [what, ...more] = process.argv.slice(2);
    if (what === 'end') process.exit(Number(more[0]));
    if (what === 'die') process.kill(process.pid, 'SIGKILL');
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => { console.log('heard ' + name); process.exit(7); });
    console.log(JSON.stringify({ version: process.versions.node, more }));
    setTimeout(() => process.exit(9), 20_000);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const majorOf = (node: string) => Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]);

/** A Node of this machine that is too old to run us. */
const old = (process.env.PATH ?? '')
  .split(delimiter)
  .map((path) => join(path, process.platform === 'win32' ? 'node.exe' : 'node'))
  .find((node) => existsSync(node) && majorOf(node) < 24);
if (old === undefined) console.info('skipped: this machine has no Node older than 24 to start with');

interface Run {
  /** Resolves once this is said. */
  says(pattern: RegExp): Promise<string>;
  kill: ChildProcess['kill'];
  ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

function run(node: string, ...args: string[]): Run {
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  return {
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
    async says(pattern) {
      for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((later) => setTimeout(later, 20))) {
        const found = pattern.exec(said);
        if (found !== null) return found[0];
      }
      throw new Error(`not said: ${pattern}\n${said}`);
    },
  };
}

describe.each([
  ['the Node that is needed', process.execPath],
  ['an older Node', old],
])('a script that is started by %s', (_, node) => {
  const under = (...args: string[]) => run(node!, join(bin, 'node.mjs'), script, ...args);

  it.skipIf(node === undefined)('runs under one that is new enough, with what it was given', async () => {
    const running = under('stay', 'a b', '--json');
    const { version, more } = JSON.parse(await running.says(/^\{.*\}$/m));
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(24);
    expect(more).toEqual(['a b', '--json']);
    running.kill('SIGTERM');
    await running.ended;
  });

  it.skipIf(node === undefined)('ends with its own exit code', async () => {
    for (const code of [0, 1, 3, 75]) expect(await under('end', `${code}`).ended).toEqual({ code, signal: null });
    // As a shell says it of what was killed.
    expect(await under('die').ended).toEqual({ code: 128 + 9, signal: null });
  });

  it.skipIf(node === undefined).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is told of %s', async (signal) => {
    const running = under('stay');
    await running.says(/version/);
    running.kill(signal);
    await running.says(new RegExp(`heard ${signal}`));
    expect(await running.ended).toEqual({ code: 7, signal: null });
  });
});

describe('sotto', () => {
  it.skipIf(old === undefined)('is started by an older Node as by any other', async () => {
    const help = run(old!, join(bin, 'sotto.mjs'), '--help');
    await help.says(/promises/);
    expect(await help.ended).toEqual({ code: 0, signal: null });
    expect(await run(old!, join(bin, 'sotto.mjs'), 'explain', 'mind-reading').ended).toMatchObject({ code: 1 });
  });
});
