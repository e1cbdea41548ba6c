/** `sotto promises`: the promises, the clauses that state them, the tests that hold them, and whether those can fail. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { type PromiseReport, type PromiseState, reportPromises } from '../promises/report.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const setup = (command: Command): Command =>
  command
    .addOption(new Option('--state <state>', 'only those that are so').choices(['kept', 'stated', 'open']))
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action((options: { state?: PromiseState; json?: true }) => {
      const all = reportPromises(statement, root);
      const shown = options.state === undefined ? all : all.filter(({ state }) => state === options.state);
      if (options.json) console.log(JSON.stringify(shown, null, 2));
      else console.log([...shown.map(line), summary(all)].join('\n'));
      // A promise that no clause states is a hole in the statement.
      if (all.some(({ state }) => state === 'open')) process.exitCode = 1;
    });

const HELP = `
  kept    a test on the running product names it, and failed when what enforces it was switched off (\`npm run prove\`)
  stated  a clause states it; no test holds it yet, or that test has not been seen to fail, or a part is lacking
  open    not even a clause

Exit code 1 while a promise is open.`;

function line({ id, says, state, clauses, tests, proofs, lacks }: PromiseReport): string {
  const proved = proofs.map(({ result, switchesOff }) => `             ${result}: ${switchesOff}`);
  return [
    `${state.padEnd(7)} ${id}`,
    `        ${says}`,
    `        clauses: ${clauses.join(', ') || 'none'}`,
    ...tests.map(({ file, name }) => `        test: ${name} (${file})`),
    ...proved,
    ...(lacks === undefined ? [] : [`        lacks: ${lacks}`]),
  ].join('\n');
}

function summary(all: readonly PromiseReport[]): string {
  const count = (wanted: PromiseState) => all.filter(({ state }) => state === wanted).length;
  return [
    `${all.length} promises: ${count('kept')} kept, ${count('stated')} stated, ${count('open')} open`,
    'kept is what a test holds and `npm run prove` has seen it hold; `sotto promises --help` says more',
  ].join('\n');
}
