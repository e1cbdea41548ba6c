/** Which way imports may run, and what the pure core may not touch. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

/** What each room may import, besides itself. A room that is not here may not exist. */
const ROOMS: { readonly [room: string]: readonly string[] } = {
  statement: [],
  decide: ['statement'],
  checks: ['statement', 'decide'],
  wording: ['statement', 'decide', 'checks'],
  ledger: ['statement', 'decide', 'checks', 'wording'],
  // Seals the salt and detail of the leaves that the ledger defines.
  vault: ['statement', 'decide', 'checks', 'wording', 'ledger'],
  gate: ['statement', 'decide', 'checks', 'wording', 'vault', 'ledger'],
  people: ['statement', 'decide', 'checks', 'wording', 'vault', 'ledger', 'gate'],
  partners: ['statement', 'decide', 'checks', 'wording', 'vault', 'ledger', 'gate', 'people'],
  touchpoints: ['statement', 'decide', 'checks', 'wording', 'vault', 'ledger', 'gate', 'people', 'partners'],
  server: [
    'statement',
    'decide',
    'checks',
    'wording',
    'vault',
    'ledger',
    'gate',
    'people',
    'partners',
    'touchpoints',
    'device',
    'browser',
  ],
  // Which clauses state a promise, which tests hold it: read by the command line.
  promises: ['statement', 'decide', 'checks', 'wording'],
  // The made-up household: it speaks to the service over HTTP, as any other would.
  demo: ['statement', 'decide', 'device'],
  cli: ['*'],
  'main.ts': ['cli'],
  browser: ['statement', 'decide'],
  device: ['statement', 'decide'],
  // The app in a browser reports through the SDK, as any app does.
  web: ['device'],
  testing: ['*'],
  // Outside of src. A statement is data in the words of the language, handed in from the outside; its prose is in those of wording.
  statements: ['statement', 'wording'],
  bench: ['*', 'testing'],
};

/** Rooms beside src. What stands in `tests/` is no room: it may import anything. */
const BESIDE = ['statements', 'bench'];

/** What outside of src a room may import. Tests may import anything. */
const LEAVES: { readonly [room: string]: readonly string[] } = {
  cli: ['statements/', 'bench/', 'package.json'],
  demo: ['statements/'],
  testing: ['statements/', 'tests/', 'bench/'],
  promises: ['statements/', 'tests/mutations/'],
  bench: ['statements/'],
};

/** Pure: no clock, no environment, no promise, no `node:` import, no DOM. */
const PURE = ['statement', 'decide', 'checks', 'wording', 'statements'];

/** Runs where there is no Node: it may touch a clock, a timer and the network, and no module of Node's. */
const WITHOUT_NODE = ['browser', 'device'];

/** What a pure file may not say. `new Date(x)` turns a number into a calendar day; `new Date()` reads the clock. */
const IMPURE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['process', /(?<![\w.$])process\s*[.[]/],
  ['Date.now', /\bDate\s*\.\s*now\b/],
  ['new Date()', /\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(]))/],
  ['Date()', /(?<!new\s+)(?<![\w.$])Date\s*\(\s*\)/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['crypto', /(?<![\w.$])crypto\s*\./],
  ['performance', /(?<![\w.$])performance\s*\./],
  ['a timer', /(?<![\w.$])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/],
  ['fetch', /(?<![\w.$])fetch\s*\(/],
  ['a promise', /(?<![\w.$])(?:async\s+(?:function|\(|\*|[\w$]+\s*(?:\(|=>))|await\s|new\s+Promise\b|Promise\s*\.)/],
  ['the DOM', /(?<![\w.$])(?:document|window|navigator|localStorage)\s*\./],
  ['globalThis', /\bglobalThis\b/],
];

export interface Wrong {
  /** From the root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** Every import that runs the wrong way in and beside `root/src`, and every impurity of the pure core. */
export function wrongArrows(root: string): readonly Wrong[] {
  return ['src', ...BESIDE].flatMap((folder) => filesUnder(join(root, folder))).flatMap((file) => judge(root, file));
}

function judge(root: string, file: string): readonly Wrong[] {
  const name = relative(root, file).split(sep).join('/');
  const room = roomOf(name);
  const allowed = ROOMS[room];
  if (allowed === undefined) return [{ file: name, line: 1, says: `\`${room}\` is no room of the house` }];
  const isTest = /\.test\.ts$|[./]testing\.ts$/.test(name);
  const source = withoutComments(readFileSync(file, 'utf8'));
  const wrong: Wrong[] = [];
  const report = (index: number, says: string) =>
    wrong.push({ file: name, line: source.slice(0, index).split('\n').length, says });

  for (const { specifier, index } of imports(source)) {
    if (specifier.startsWith('.')) {
      const target = posix.normalize(
        relative(root, resolve(dirname(file), specifier))
          .split(sep)
          .join('/'),
      );
      const other = roomOf(target);
      if (other === room || (isTest && other === 'testing')) continue;
      if (isTest && BESIDE.includes(room)) continue;
      if (!target.startsWith('src/')) {
        const mayLeave = isTest || (LEAVES[room] ?? []).some((folder) => target.startsWith(folder));
        if (!mayLeave) report(index, `\`${room}\` imports \`${target}\`, which is outside of src`);
      } else if (!allowed.includes(other) && (other === 'testing' || !allowed.includes('*'))) {
        report(index, `\`${room}\` imports \`${other}\``);
      }
    } else if (PURE.includes(room) && !isTest) {
      report(index, `\`${room}\` is pure and imports \`${specifier}\``);
    } else if (WITHOUT_NODE.includes(room) && !isTest) {
      report(index, `\`${room}\` runs without Node and imports \`${specifier}\``);
    }
  }
  if (PURE.includes(room) && !isTest) {
    const code = withoutTexts(source);
    for (const [what, pattern] of IMPURE) {
      const found = pattern.exec(code);
      if (found !== null) report(found.index, `\`${room}\` is pure and uses ${what}`);
    }
  }
  return wrong;
}

function roomOf(name: string): string {
  const [top = '', room = ''] = name.split('/');
  return BESIDE.includes(top) ? top : room;
}

function* imports(source: string): Generator<{ specifier: string; index: number }> {
  const pattern = /(?<!['"`.\w$])(?:from|import)\s*\(?\s*(['"])([^'"`\s]+)\1/g;
  for (const found of source.matchAll(pattern)) yield { specifier: found[2]!, index: found.index };
}

/** Blanks comments, so that words in them count for nothing; lines stay where they are. */
function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g,
    (found, text: string | undefined) => text ?? found.replace(/[^\n]/g, ' '),
  );
}

/** Blanks quoted texts, in which `fetch (…)` may well be said. What a template computes stays. */
function withoutTexts(source: string): string {
  return source.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (found) => ' '.repeat(found.length));
}

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
