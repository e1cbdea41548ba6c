/**
 * `npm run prove`: for each promise that is called kept, switches off what enforces it in a copy of the project, and
 * expects its test to fail there. A test that still passes is a defect: it could not have kept the promise.
 *
 *     npm run prove                      all mutations
 *     npm run prove -- usage.opt-out     only those whose promises, file or test name contain this
 *     npm run prove -- --stale           only those not yet tried, or not since their file or test changed
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from '../../tests/mutations/mutations.ts';
import { type Mutation, PROOFS, readProofs, storedProof } from './proofs.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv[2] ?? '';
const standing = new Set(readProofs(root).flatMap((one) => (one.result === 'stale' ? [] : [one.switchesOff])));
const isWanted = (one: Mutation) =>
  wanted === '--stale'
    ? !standing.has(one.switchesOff)
    : [...one.promises, one.file, one.test, one.switchesOff].some((text) => text.includes(wanted));

const copy = mkdtempSync(join(tmpdir(), 'sotto-prove-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
copyProject();

const healthy = new Map<string, boolean>();
const results = new Map<Mutation, boolean>();
for (const mutation of mutations.filter(isWanted)) {
  const caught = isHealthy(mutation) && isCaught(mutation);
  results.set(mutation, caught);
  console.log(`${caught ? 'caught' : 'MISSED'}  ${mutation.switchesOff}  (${mutation.promises.join(', ')})`);
}

const earlier = new Map(readEarlier().map((proof) => [proof.switchesOff, proof]));
const proofs = mutations.flatMap((mutation) => {
  const caught = results.get(mutation);
  if (caught !== undefined) return [storedProof(root, mutation, caught)];
  const kept = earlier.get(mutation.switchesOff);
  return kept === undefined ? [] : [kept];
});
// Lists on one line, as the formatter has them.
const text = JSON.stringify(proofs, null, 2).replace(
  /\[\s+("[^\]]+")\s+\]/g,
  (_, all) => `[${all.replace(/\s+/g, ' ')}]`,
);
writeFileSync(join(root, PROOFS), `${text}\n`);

const missed = [...results.values()].filter((caught) => !caught).length;
console.log(`${results.size - missed} caught, ${missed} missed`);
process.exitCode = missed > 0 ? 1 : 0;

/** The tests of the file pass where nothing is switched off: otherwise their failing would prove nothing. */
function isHealthy({ test }: Mutation): boolean {
  if (!healthy.has(test)) healthy.set(test, runTest(test, undefined) === 'passed');
  if (!healthy.get(test)) console.log(`  ${test} does not pass on the project as it is`);
  return healthy.get(test)!;
}

function isCaught({ file, find, put, also = [], test, named }: Mutation): boolean {
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
  try {
    return runTest(test, named) === 'failed';
  } finally {
    writeFileSync(join(copy, file), source);
  }
}

function runTest(test: string, named: string | undefined): 'passed' | 'failed' | 'not run' {
  const report = join(copy, 'prove-report.json');
  rmSync(report, { force: true });
  const only = named === undefined ? [] : ['-t', named];
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  spawnSync(process.execPath, [vitest, 'run', test, ...only, '--reporter=json', `--outputFile=${report}`], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 300_000,
  });
  try {
    const { numPassedTests, numFailedTests, numTotalTestSuites, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    if ((numFailedTests ?? 0) > 0) return 'failed';
    // A file that no longer loads is not a test that failed: the mutation broke something else.
    if ((numFailedTestSuites ?? 0) > 0 || (numTotalTestSuites ?? 0) === 0) return 'not run';
    return (numPassedTests ?? 0) > 0 ? 'passed' : 'not run';
  } catch {
    return 'not run';
  }
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

function readEarlier(): readonly ReturnType<typeof storedProof>[] {
  try {
    return JSON.parse(readFileSync(join(root, PROOFS), 'utf8'));
  } catch {
    return [];
  }
}
