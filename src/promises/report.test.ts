import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { mutations } from '../../tests/mutations/mutations.ts';
import { lacking } from './lacking.ts';
import { namedInTests } from './named-in-tests.ts';
import { digestOf, type Mutation } from './proofs.ts';
import { reportPromises } from './report.ts';

const root = dirname(dirname(import.meta.dirname));

describe('the promises of this product', () => {
  const report = reportPromises(statement, root);

  test('are ninety, each of them with a clause', () => {
    expect(report).toHaveLength(90);
    expect(new Set(report.map(({ id }) => id)).size).toBe(90);
    expect(report.filter(({ clauses }) => clauses.length === 0)).toEqual([]);
  });

  test('are called kept with a clause, a test and proofs that all were caught, and with no part lacking', () => {
    for (const { id, state, clauses, tests, proofs } of report) {
      if (state !== 'kept') continue;
      expect(clauses, id).not.toHaveLength(0);
      expect(tests, id).not.toHaveLength(0);
      expect(proofs, id).not.toHaveLength(0);
      expect(
        proofs.filter(({ result }) => result !== 'caught'),
        id,
      ).toEqual([]);
      expect(lacking, id).not.toHaveProperty([id]);
    }
  });

  test('are switched off by what is there to be found, once', () => {
    for (const { file, find, put, also = [] } of mutations) {
      let source = readFileSync(join(root, file), 'utf8');
      for (const one of [{ find, put }, ...also]) {
        expect(source.split(one.find).length - 1, `${file}: ${one.find}`).toBe(1);
        source = source.replace(one.find, () => one.put);
      }
    }
  });

  test('are switched off in files that are there, and tried by tests that name them', () => {
    const named = new Map(report.map(({ id, tests }) => [id, tests.map(({ file }) => file)]));
    expect(mutations.length).toBeGreaterThan(30);
    for (const { promises, test, switchesOff } of mutations) {
      for (const id of promises) expect(named.get(id), `${id}: ${switchesOff}`).toContain(test);
    }
    expect(new Set(mutations.map(({ switchesOff }) => switchesOff)).size).toBe(mutations.length);
  });
});

test('a promise is told with the test that names it, and not with the one before', () => {
  const project = mkdtempSync(join(tmpdir(), 'sotto-named-'));
  for (const folder of ['src', 'statements', 'tests']) mkdirSync(join(project, folder));
  const call = "keeps('usage.activity');";
  writeFileSync(
    join(project, 'tests', 'a.test.ts'),
    [
      "it('before', () => {});",
      `test.skipIf(isBare)('held', () => { ${call} });`,
      `it.runIf(canMount)('held too', () => { ${call} });`,
    ].join('\n'),
  );
  expect(
    namedInTests(project)
      .get('usage.activity')
      ?.map(({ name }) => name),
  ).toEqual(['held', 'held too']);
  rmSync(project, { recursive: true });
});

describe('a promise', () => {
  const id = 'usage.activity';
  const mutation: Mutation = {
    promises: [id],
    switchesOff: 'the switch',
    file: 'src/switch.ts',
    find: 'the',
    put: 'no',
    test: 'tests/usage.test.ts',
  };
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'sotto-report-'));
    for (const folder of ['src', 'statements', 'tests/mutations'])
      mkdirSync(join(project, folder), { recursive: true });
    writeFileSync(join(project, mutation.file), 'the switch\n');
  });
  afterAll(() => rmSync(project, { recursive: true }));

  /** How it stands in a project with this test and these results, each of a mutation of its own. */
  function stateWith(names: string, results: readonly { caught?: boolean; of?: Partial<Mutation> }[], lacks = {}) {
    // Put together here, or this file would name it too.
    writeFileSync(join(project, mutation.test), `test('it stops', () => {\n  ${'keeps'}(${names});\n});\n`);
    const own = results.map((_, k) => ({ ...mutation, switchesOff: `switch ${k}` }));
    const stored = results.flatMap(({ caught, of }, k) => {
      const { switchesOff } = own[k]!;
      return caught === undefined ? [] : [{ switchesOff, caught, digest: digestOf(project, { ...own[k]!, ...of }) }];
    });
    writeFileSync(join(project, 'tests/mutations/proofs.json'), JSON.stringify(stored));
    return reportPromises(statement, project, own, lacks).find((one) => one.id === id)!;
  }

  test('is kept when a test names it and a mutation was caught', () => {
    const { state, tests } = stateWith(`'${id}'`, [{ caught: true }]);
    expect(state).toBe('kept');
    expect(tests).toEqual([{ file: mutation.test, name: 'it stops' }]);
  });

  test.each([
    ['no test names it', "'usage.why'", [{ caught: true }]],
    ['nothing switches it off', `'${id}'`, []],
    ['nothing was tried', `'${id}'`, [{}]],
    ['one of two was not tried', `'${id}'`, [{ caught: true }, {}]],
    ['what was tried was missed', `'${id}'`, [{ caught: false }]],
    ['one of two was missed', `'${id}'`, [{ caught: true }, { caught: false }]],
    ['the proof is of another mutation', `'${id}'`, [{ caught: true, of: { put: 'a' } }]],
    ['the proof is of another file', `'${id}'`, [{ caught: true, of: { file: 'src/other.ts' } }]],
  ])('is stated, and no more, when %s', (_, names, results) => {
    expect(stateWith(names, results).state).toBe('stated');
  });

  test('is stated, and no more, while a part of it is lacking, and the report says which', () => {
    const { state, lacks } = stateWith(`'${id}'`, [{ caught: true }], { [id]: 'the other half' });
    expect([state, lacks]).toEqual(['stated', 'the other half']);
  });

  test('is open when not even a clause states it', () => {
    const { clauses, state } = reportPromises(
      { ...statement, collect: {}, choices: {}, commitments: {} } as unknown as typeof statement,
      project,
      [],
    ).find((one) => one.id === 'voice.ring-buffer')!;
    expect([clauses, state]).toEqual([[], 'open']);
  });
});
