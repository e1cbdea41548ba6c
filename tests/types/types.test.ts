import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const compiler = join(here, '../../node_modules/typescript/bin/tsc');

/** What the compiler said at one place, with the lines that explain it. */
interface Said {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  message: string;
}

/** `// expect TS2820 Did you mean '"desk"'?` stands above the line that is wrong. */
interface Expected {
  readonly line: number;
  readonly code: string;
  readonly part: string;
}

/** Checks this folder with the native compiler, which leaves with 1 or 2 where it has something to say. */
async function compile(): Promise<readonly Said[]> {
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [compiler, '-p', here, '--noEmit', '--pretty', 'false'], (failed, stdout, stderr) => {
      if (failed?.code === 1 || failed?.code === 2) resolve(stdout);
      else reject(new Error(`the compiler left with ${failed?.code ?? 0}: ${stderr}`));
    });
  });
  const said: Said[] = [];
  for (const text of output.split('\n')) {
    const [, file, line, code, message] = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(text) ?? [];
    if (file !== undefined) said.push({ file, line: Number(line), code: code!, message: message! });
    else if (text.startsWith('  ')) said.at(-1)!.message += `\n${text}`;
    else if (text !== '') throw new Error(`the compiler said what can not be read: ${text}`);
  }
  return said;
}

function expectedIn(file: string): readonly Expected[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const [, code, part] = /^\s*\/\/ expect (TS\d+) (.+)$/.exec(text) ?? [];
      return code === undefined ? [] : [{ line: index + 2, code, part: part! }];
    });
}

const wrong = readdirSync(join(here, 'wrong'));
let said: readonly Said[];
beforeAll(async () => {
  said = await compile();
});

describe.each(wrong)('wrong/%s', (file) => {
  const expected = expectedIn(join(here, 'wrong', file));

  it('does not compile, where it says so and nowhere else', () => {
    const places = said.filter((one) => basename(one.file) === file).map(({ line, code }) => ({ line, code }));
    expect(expected).not.toEqual([]);
    expect(places).toEqual(expected.map(({ line, code }) => ({ line, code })));
  });

  it.each(expected)('says on line $line: $part', ({ line, part }) => {
    const message = said.find((one) => basename(one.file) === file && one.line === line)?.message;
    expect(message).toContain(part);
  });
});

it('what is right compiles', () => {
  expect(said.filter((one) => !/(^|\/)wrong\/[^/]+$/.test(one.file))).toEqual([]);
});
