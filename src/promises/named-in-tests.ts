/** Finds the tests that name promises, by reading their sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface NamingTest {
  readonly file: string;
  readonly name: string;
}

const KEEPS = /\bkeeps\(([^)]*)\)/g;
const TEST = /\b(?:test|it)(?:\.(?:each|skipIf|runIf)\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

/** Promise id → the tests that name it. `root` is the repository's folder. */
export function namedInTests(root: string): ReadonlyMap<string, readonly NamingTest[]> {
  const named = new Map<string, NamingTest[]>();
  for (const file of testFiles(root)) {
    const source = readFileSync(file, 'utf8');
    const tests = [...source.matchAll(TEST)].map((match) => ({ at: match.index, name: match[2] ?? '' }));
    for (const call of source.matchAll(KEEPS)) {
      const name = tests.findLast((test) => test.at < call.index)?.name ?? '';
      for (const [, id = ''] of (call[1] ?? '').matchAll(/['"`]([a-z0-9.-]+)['"`]/g)) {
        const tests = named.get(id) ?? [];
        if (!tests.some((one) => one.name === name)) tests.push({ file: relative(root, file), name });
        named.set(id, tests);
      }
    }
  }
  return named;
}

function testFiles(root: string): string[] {
  return ['src', 'statements', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join(root, folder, file)),
  );
}
