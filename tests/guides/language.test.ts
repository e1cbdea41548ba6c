/** The guide is followed to the letter: its changes are made, its commands are run, and what they print is what it shows. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/guides/language.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(diff|console)\n([\s\S]*?)^```$/gm)].map(([, sort, text]) => ({
  sort,
  text: text!,
}));

test('whoever follows the guide to the first statement sees what it shows', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-guide-'));
  const shop = join(folder, 'my-shop');
  try {
    cpSync(join(root, 'statements/corner-shop'), shop, { recursive: true });
    rewrite(join(shop, 'wording.ts'), atHome);
    let statement = readFileSync(join(shop, 'statement.ts'), 'utf8').replace("id: 'corner-shop'", "id: 'my-shop'");
    for (const { sort, text } of blocks) {
      if (sort === 'diff') {
        statement = text.trimEnd().split('\n\n').reduce(apply, statement);
        continue;
      }
      writeFileSync(join(shop, 'statement.ts'), atHome(statement));
      const [command = '', ...shown] = text.split('\n');
      expect(sotto(command, shop), command).toBe(shown.join('\n'));
    }
    expect(blocks.filter(({ sort }) => sort === 'console').length).toBeGreaterThanOrEqual(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The copy lies elsewhere than a reader's. */
const atHome = (text: string) => text.replaceAll("'../../src/", `'${root}/src/`);

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Applies changed lines at the one place where they fit. */
function apply(text: string, diff: string): string {
  const lines = diff.split('\n');
  const without = (sign: string) =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const parts = text.split(without('+'));
  if (parts.length !== 2) throw new Error(`this change fits in ${parts.length - 1} places:\n${diff}`);
  return parts.join(without('-'));
}

function sotto(command: string, shop: string): string {
  const args = command.replace(/^\$ sotto /, '').split(' ');
  const paths = args.map((arg) => (arg === 'my-shop' ? shop : arg));
  try {
    return execFileSync(process.execPath, [join(root, 'bin/sotto.mjs'), ...paths], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
