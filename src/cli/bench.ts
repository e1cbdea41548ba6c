/** `sotto bench`: what the product is fast at, each figure beside a peer that was measured in the same run. */
import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Bench, Row } from '../../bench/row.ts';
import { findBinaries } from '../vault/cluster/binaries.ts';
import { benchData, benchExitCode, benchTable } from './bench-told.ts';
import { CalledWrongly } from './program.ts';

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bench');

export const setup = (command: Command): Command =>
  command
    .argument('[rows...]', 'the numbers of rows; all of them when none is given')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (given: string[], { json }: { json?: true }) => {
      const wanted = given.map(Number);
      const odd = given.find((_, index) => !Number.isSafeInteger(wanted[index]));
      if (odd !== undefined) throw new CalledWrongly(`\`${odd}\` is no number of a row`);
      const benches = await benchesFor(wanted);
      const rows: Row[] = [];
      const failed: string[] = [];
      for (const [index, { name, measures }] of benches.entries()) {
        say(`measuring ${name}: row ${measures.join(', ')} (${index + 1} of ${benches.length})`);
        const result = await runApart(name);
        if (typeof result === 'string') failed.push(`${name}: ${result}`);
        else rows.push(...result.filter(({ row }) => wanted.length === 0 || wanted.includes(row)));
      }
      say('');
      rows.sort((a, b) => a.row - b.row);
      const run = { machine: machine(), rows, failed };
      console.log(json ? JSON.stringify(benchData(run), null, 2) : benchTable(run));
      for (const one of failed) console.error(`failed: ${one}`);
      process.exitCode = benchExitCode(run);
    });

const HELP = `
Both sides of a ratio are measured in turns in the same run, at least nine rounds, with the same durability; the figures are
medians. What is measured, and against what, is written at the top of each file in bench/.
Absolute figures say how fast this machine is; the ratio is what the goal speaks of.

Exit code 1 when a goal is not met, 3 when something could not be measured.`;

async function benchesFor(wanted: readonly number[]): Promise<readonly (Bench & { name: string })[]> {
  const all: (Bench & { name: string })[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.ts')) continue;
    const name = file.slice(0, -'.ts'.length);
    const found = (await import(join(folder, file))) as Partial<Bench>;
    if (found.measures && found.rows) all.push({ name, measures: found.measures, rows: found.rows });
  }
  const known = all.flatMap(({ measures }) => measures).sort((a, b) => a - b);
  const unknown = wanted.filter((row) => !known.includes(row));
  if (unknown.length > 0) {
    throw new CalledWrongly(`no bench measures row ${unknown.join(', ')}`, `there are rows ${known.join(', ')}`);
  }
  return all.filter(({ measures }) => wanted.length === 0 || measures.some((row) => wanted.includes(row)));
}

/** The rows of one bench, or why there are none. */
function runApart(name: string): Promise<readonly Row[] | string> {
  return new Promise((resolve) => {
    let rows: readonly Row[] | undefined;
    // What a bench prints is no part of the table.
    const child = fork(join(folder, 'apart', 'run.ts'), [name], { stdio: ['ignore', 2, 2, 'ipc'] });
    child.on('message', (message) => {
      rows = message as readonly Row[];
    });
    child.on('exit', (code, signal) => resolve(rows ?? `ended with ${signal ?? `code ${code}`}`));
  });
}

const machine = () => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  node: process.versions.node,
  postgres: findBinaries().version,
  at: new Date().toISOString(),
});

/** One line that changes on a terminal, lines of their own elsewhere. */
function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text !== '') process.stderr.write(`${text}\n`);
}
