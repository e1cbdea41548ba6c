/**
 * `npm run prove`: for each promise that is called kept, switches off what enforces it in a copy of the project, and
 * expects a test that names the promise to fail there. One that still passes is a defect: it could not have kept it.
 * Each result is written down as soon as it is known.
 *
 *     npm run prove                      all mutations
 *     npm run prove -- usage.opt-out     only those whose promises, file or test name contain this
 *     npm run prove -- --stale           only those not yet tried, or not since they, their file or their test changed
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from '../../tests/mutations/mutations.ts';
import { namedInTests } from './named-in-tests.ts';
import { type Mutation, readProofs, storeProof } from './proofs.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv[2] ?? '';
const standing = new Set(
  readProofs(root, mutations).flatMap(({ result, switchesOff }) =>
    result === 'caught' || result === 'missed' ? [switchesOff] : [],
  ),
);
const named = namedInTests(root);
const isWanted = (one: Mutation) =>
  wanted === '--stale'
    ? !standing.has(one.switchesOff)
    : [...one.promises, one.file, one.test, one.switchesOff].some((text) => text.includes(wanted));

const copy = mkdtempSync(join(tmpdir(), 'sotto-prove-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
copyProject();
buildPages();

const healthy = new Map<string, boolean>();
let missed = 0;
const tried = mutations.filter(isWanted);
for (const [k, mutation] of tried.entries()) {
  const caught = isHealthy(mutation) && isCaught(mutation);
  if (!caught) missed++;
  storeProof(root, mutations, mutation, caught);
  const place = `${String(k + 1).padStart(String(tried.length).length)}/${tried.length}`;
  console.log(
    `${place}  ${caught ? 'caught' : 'MISSED'}  ${mutation.switchesOff}  (${mutation.promises.join(', ') || 'no promise'})`,
  );
}
console.log(`${tried.length - missed} caught, ${missed} missed`);
process.exitCode = missed > 0 ? 1 : 0;

/** The tests of the file pass where nothing is switched off: otherwise their failing would prove nothing. */
function isHealthy({ test }: Mutation): boolean {
  if (!healthy.has(test)) healthy.set(test, areAllPassed(runTests(test, undefined)));
  if (!healthy.get(test)) console.log(`  ${test} does not pass on the project as it is`);
  return healthy.get(test)!;
}

/** Whether a test that names one of the promises, or any where there is none, fails once what enforces it is switched off. */
function isCaught({ promises, file, find, put, also = [], test, named: only }: Mutation): boolean {
  const source = readFileSync(join(root, file), 'utf8');
  let mutated = source;
  for (const one of [{ find, put }, ...also]) {
    const times = mutated.split(one.find).length - 1;
    if (times !== 1) {
      console.log(`  ${file}: \`${one.find}\` stands ${times} times, and should stand once`);
      return false;
    }
    mutated = mutated.replace(one.find, () => one.put);
  }
  writeFileSync(join(copy, file), mutated);
  const isOfPages = file.startsWith('src/web/');
  if (isOfPages) buildPages();
  try {
    const failed = runTests(test, only).filter(({ status }) => status === 'failed');
    if (promises.length === 0) return failed.length > 0;
    const naming = promises.flatMap((id) => named.get(id) ?? []).filter((one) => one.file === test);
    return failed.some(({ title }) => naming.some(({ name }) => isTitleOf(name, title)));
  } finally {
    writeFileSync(join(copy, file), source);
    if (isOfPages) buildPages();
  }
}

interface Ran {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped' | string;
}

function areAllPassed(ran: readonly Ran[]): boolean {
  return ran.some(({ status }) => status === 'passed') && !ran.some(({ status }) => status === 'failed');
}

/** A title as written may hold places for the values of its rows: `%s`, `$name`, `${name}`. */
function isTitleOf(written: string, title: string): boolean {
  const parts = written.replaceAll(/\\(.)/g, '$1').split(/%[sdifjoOp#$%]|\$\{[^}]*\}|\$[\w.]+/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('[\\s\\S]*')}$`).test(
    title,
  );
}

/** The tests that ran. None, if the file did not load: the mutation broke something else then, and proves nothing. */
function runTests(test: string, only: string | undefined): readonly Ran[] {
  const report = join(copy, 'prove-report.json');
  rmSync(report, { force: true });
  const chosen = only === undefined ? [] : ['-t', only];
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  spawnSync(process.execPath, [vitest, 'run', test, ...chosen, '--reporter=json', `--outputFile=${report}`], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 300_000,
  });
  if (!existsSync(report)) return [];
  // Sound: vitest's JSON reporter writes it so.
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: readonly { assertionResults: readonly Ran[] }[];
  };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

function buildPages(): void {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build'], { cwd: copy, stdio: 'ignore' });
}

function copyProject(): void {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  for (const file of new Set(list.toString().split('\0'))) {
    if (file === '') continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}
