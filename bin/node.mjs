#!/usr/bin/env node
/**
 * Runs a script under the Node that the project brings, whatever Node the machine has:
 *
 *     node bin/node.mjs SCRIPT [ARGUMENT …]
 *
 * Plain JavaScript on purpose: it has to start on an old Node, to be able to leave it.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = 24;

/** The path of a Node that is new enough: the running one, or the one in `node_modules`. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const brought = join(
    root,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    platform === 'win' ? 'node.exe' : 'node',
  );
  if (existsSync(brought)) return brought;
  console.error(
    `sotto needs Node ${NEEDED} or newer, and this is ${process.version}. Run \`npm ci\` in ${root}, ` +
      `or install Node ${NEEDED} yourself (it comes along on Linux x64 and arm64, and on Windows x64).`,
  );
  process.exit(1);
}

/** Replaces this process, as far as Node can: same streams, signals passed on, same exit code. */
export function become(script, args) {
  const child = spawn(findNode(), [script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) {
    console.error('usage: node bin/node.mjs SCRIPT [ARGUMENT …]');
    process.exit(2);
  }
  become(resolve(script), args);
}
