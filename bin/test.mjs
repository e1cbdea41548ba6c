#!/usr/bin/env node
/** `npm test`: the types, the pages, then every test; arguments go to the test runner. `--full` makes long what is short by default. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findNode, root } from './node.mjs';

const given = process.argv.slice(2);
const args = given.filter((one) => one !== '--full');
if (args.length < given.length) process.env.SOTTO_FULL = '1';
const run = (...command) => spawnSync(findNode(), command, { cwd: root, stdio: 'inherit' }).status ?? 1;

const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
const types = run(tsc) || run(tsc, '-p', join('src', 'web'));
const pages = run(join('node_modules', 'vite', 'bin', 'vite.js'), 'build');
const tests = run(join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args);
process.exit(types || pages || tests);
