import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { wrongArrows } from './arrows.ts';

const house = fileURLToPath(new URL('../..', import.meta.url));

describe('the house', () => {
  it('has no import that runs the wrong way, and a pure core', () => {
    expect(wrongArrows(house)).toEqual([]);
  });
});

describe('a planted fault is seen', () => {
  let planted: string;
  afterEach(() => rmSync(planted, { recursive: true, force: true }));

  function plant(file: string, source: string): readonly string[] {
    planted = mkdtempSync(join(tmpdir(), 'arrows-'));
    mkdirSync(dirname(join(planted, file)), { recursive: true });
    writeFileSync(join(planted, file), source);
    return wrongArrows(planted).map(({ file, line, says }) => `${file}:${line} ${says}`);
  }

  it.each([
    ['statement', "import type { Gate } from '../gate/gate.ts';", '`statement` imports `gate`'],
    ['decide', "export { check } from '../checks/check.ts';", '`decide` imports `checks`'],
    ['gate', "import '../server/start.ts';", '`gate` imports `server`'],
    ['device', "import { open } from '../gate/open.ts';", '`device` imports `gate`'],
    ['vault', "const gate = await import('../gate/gate.ts');", '`vault` imports `gate`'],
    ['server', "import { household } from '../testing/household.ts';", '`server` imports `testing`'],
    ['cli', "import { household } from '../testing/household.ts';", '`cli` imports `testing`'],
    ['demo', "import { open } from '../gate/open.ts';", '`demo` imports `gate`'],
    ['gate', "import x from '../../bench/x.ts';", '`gate` imports `bench/x.ts`, which is outside of src'],
    ['statement', "import { readFileSync } from 'node:fs';", '`statement` is pure and imports `node:fs`'],
    ['checks', "import fc from 'fast-check';", '`checks` is pure and imports `fast-check`'],
    ['device', "import { createHash } from 'node:crypto';", '`device` runs without Node and imports `node:crypto`'],
    ['attic', 'export const old = 1;', '`attic` is no room of the house'],
  ])('%s: %s', (room, source, says) => {
    const wrong = plant(`src/${room}/planted.ts`, `export {};\n${source}\n`);
    expect(wrong).toEqual([`src/${room}/planted.ts:${room === 'attic' ? 1 : 2} ${says}`]);
  });

  it.each([
    ['statements/lamp', "import { compile } from '../../src/decide/compile.ts';", '`statements` imports `decide`'],
    ['statements/lamp', "import { readFileSync } from 'node:fs';", '`statements` is pure and imports `node:fs`'],
    ['statements/lamp', 'export const dated = new Date();', '`statements` is pure and uses new Date()'],
    [
      'bench',
      "import { CHECKS } from '../tests/mutations/mutations.ts';",
      '`bench` imports `tests/mutations/mutations.ts`, which is outside of src',
    ],
  ])('beside src, in %s: %s', (folder, source, says) => {
    expect(plant(`${folder}/planted.ts`, `export {};\n${source}\n`)).toEqual([`${folder}/planted.ts:2 ${says}`]);
  });

  it.each([
    ['const zone = process.env.TZ;', 'process'],
    ['const now = Date.now();', 'Date.now'],
    ['const now = new Date();', 'new Date()'],
    ['const now = new Date;', 'new Date()'],
    ['const now = Date();', 'Date()'],
    ['const die = Math.random();', 'Math.random'],
    ['const id = crypto.randomUUID();', 'crypto'],
    ['setTimeout(() => {}, 5);', 'a timer'],
    ["const page = fetch('https://lamp.example');", 'fetch'],
    ['export async function later() {}', 'a promise'],
    ['const later = Promise.resolve(1);', 'a promise'],
    ['const title = document.title;', 'the DOM'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    ['const text = `at ${Date.now()}`;', 'Date.now'],
  ])('the pure core: %s', (source, what) => {
    const wrong = plant('src/wording/planted.ts', `export {};\n\n${source}\n`);
    expect(wrong).toEqual([`src/wording/planted.ts:3 \`wording\` is pure and uses ${what}`]);
  });

  it.each([
    ['src/decide/planted.ts', "import { covers } from '../statement/clause.ts';"],
    ['src/decide/planted.ts', '// const now = Date.now();'],
    ['src/decide/planted.ts', "export const says = 'to fetch (what you asked for) at once';"],
    ['src/decide/planted.ts', 'export const day = (instant: number) => new Date(instant).getUTCDate();'],
    ['src/decide/planted.test.ts', "import { household } from '../testing/household.ts';"],
    ['src/wording/planted.ts', "export const parts = ['it comes', 'from', 'a source'];"],
    ['src/gate/planted.ts', 'export const now = () => Date.now();'],
    ['src/testing/planted.ts', "import { start } from '../server/start.ts';"],
    ['statements/lamp/planted.ts', "import { text } from '../../src/statement/field.ts';"],
    ['statements/lamp/planted.test.ts', "import { compile } from '../../src/decide/compile.ts';"],
    ['bench/planted.ts', "import { homes } from '../src/testing/homes.ts';"],
  ])('and what is right is left alone: %s: %s', (file, source) => {
    expect(plant(file, source)).toEqual([]);
  });
});
