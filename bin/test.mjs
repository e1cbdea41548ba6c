#!/usr/bin/env node
/** `npm test`: the types, then every test; arguments go to the test runner. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findNode, root } from './node.mjs';

const args = process.argv.slice(2);
const run = (...command) => spawnSync(findNode(), command, { cwd: root, stdio: 'inherit' }).status ?? 1;

const types = run(join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit');
const tests = run(join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args);
process.exit(types || tests);
