import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { canonical } from '../statement/canonical.ts';
import { sotto } from '../testing/sotto.ts';
import { openClusters } from '../vault/cluster/clusters.ts';

const root = dirname(dirname(import.meta.dirname));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A version of the shop's statement as a file. */
function version(name: string, change: (text: string) => string): string {
  const file = join(folder, `${name}.json`);
  const before = canonical(shop);
  const after = change(before);
  if (after === before) throw new Error(`${name} changes nothing`);
  writeFileSync(file, after);
  return file;
}

const COMMANDS =
  'start check promises render diff publish explain replay backup restore retention hold ledger news children requests staff bench'.split(
    ' ',
  );

describe('help', () => {
  it('lists every command', async () => {
    const { code, out } = await sotto(['--help']);
    expect(code).toBe(0);
    expect(COMMANDS.filter((name) => !out.includes(`\n  ${name} `))).toEqual([]);
  });

  it.each(COMMANDS)('of %s says what it takes', async (name) => {
    const { code, out } = await sotto([name, '--help']);
    expect({ code, usage: out.split('\n')[0] }).toEqual({ code: 0, usage: expect.stringContaining(`sotto ${name}`) });
    expect(out).toContain('--json');
    // More than what the framework writes by itself.
    expect(out.split('\n').length).toBeGreaterThan(10);
  });
});

describe('a slip', () => {
  it('in a command is called wrongly, and the command that was meant is named', async () => {
    const { code, err } = await sotto(['chek']);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean check?');
  });

  it('in the name of a statement is, too', async () => {
    const { code, err } = await sotto(['check', 'corner-shp']);
    expect(code).toBe(2);
    expect(err).toContain('did you mean `corner-shop`?');
  });

  it('in an event is explained as what is refused', async () => {
    const { code, out } = await sotto(['explain', 'playbak']);
    expect(code).toBe(1);
    expect(out).toContain('refused and counted');
    expect(out).toContain('did you mean `playback`?');
  });

  it('in the number of a row measures nothing', async () => {
    const { code, err } = await sotto(['bench', '4', '400']);
    expect(code).toBe(2);
    expect(err).toContain('no bench measures row 400');
    const odd = await sotto(['bench', 'four']);
    expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('`four` is no number of a row')]);
  });
});

describe('benches', () => {
  it('have a row each that they measure, and none is forgotten', async () => {
    const folder = join(root, 'bench');
    const measured = await Promise.all(
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .map(async (file) => ((await import(join(folder, file))) as { measures?: number[] }).measures ?? []),
    );
    expect(measured.flat().sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15]);
  });
});

describe('check', () => {
  it('finds nothing wrong with the statements that come along', async () => {
    for (const name of ['sonos-2017-08', 'corner-shop']) {
      const { code, out } = await sotto(['check', name, '--strict', '--json']);
      expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, statement: name, errors: 0, diagnostics: [] });
    }
  });

  it('takes the folder of a statement, with the prose in it', async () => {
    const { code, out } = await sotto(['check', join(root, 'statements', 'corner-shop')]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('with its prose: no errors') });
  });

  it('says where an error is and what to do, and fails', async () => {
    const file = version('unused', (text) => text.replace('"data":["contact","order"]', '"data":["order"]'));
    const { code, out } = await sotto(['check', file]);
    expect(code).toBe(1);
    expect(out).toMatch(/^error S\d+ \S*: .*`contact/m);
    expect(out).toMatch(/^ {2}help: /m);
  });

  it('lets a warning pass, unless it is strict', async () => {
    const file = version('never', (text) => text.replace('Our shop is for adults.', 'We never sell to children.'));
    const { code, out } = await sotto(['check', file, '--json']);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, errors: 0, warnings: 1 });
    expect((await sotto(['check', file, '--strict'])).code).toBe(1);
  });

  it.each([
    ['no-statement.ts', 'export const statement = 7;', 'holds no statement'],
    ['broken.ts', 'export const statement = {', 'does not load'],
    ['half.json', '{"id":"half"', 'is not JSON'],
    ['empty.json', '{}', 'holds no statement'],
  ])('of %s says why it is none', async (name, text, why) => {
    mkdirSync(join(folder, 'wrong'), { recursive: true });
    const file = join(folder, 'wrong', name);
    writeFileSync(file, text);
    const { code, err } = await sotto(['check', file]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect(err).toContain('\nhelp: ');
  });
});

describe('render', () => {
  it.each([
    ['markdown', /^# What our shop knows about you/],
    ['page', /^<!doctype html>/],
    ['faq', /^## .*Who else learns about my order\?/m],
    ['record', /^purpose,why,basis/],
    ['vocabulary', /"events": \{/],
    ['canonical', /^\{"age":/],
  ])('writes %s, and the same as data', async (as, start) => {
    const { code, out } = await sotto(['render', 'corner-shop', '--as', as]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(start) });
    expect(JSON.parse((await sotto(['render', 'corner-shop', '--as', as, '--json'])).out)).toBeTypeOf('object');
  });

  it('writes a file that can be read back as the same statement', async () => {
    const file = join(folder, 'shop.json');
    expect((await sotto(['render', 'corner-shop', '--as', 'canonical', '--out', file])).out).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(canonical(shop));
    expect(await sotto(['diff', 'corner-shop', file, '--strict'])).toMatchObject({ code: 0 });
  });

  it('says that a file can not be written', async () => {
    const file = join(folder, 'nowhere', 'page.html');
    expect((await sotto(['render', 'corner-shop', '--as', 'page', '--out', file])).code).toBe(2);
  });
});

describe('diff', () => {
  it('fails at what has to be announced, and says how long before', async () => {
    const longer = version('longer', (text) => text.replaceAll('"7 years"', '"9 years"'));
    const { code, out } = await sotto(['diff', 'corner-shop', longer]);
    expect(code).toBe(1);
    expect(out).toContain('to be announced 30 days before');
    expect(out).toContain('weaker: keep.order');
    expect(out).toContain('7 years after it happened → 9 years after it happened');
  });

  it('passes what weakens nothing, unless it is strict', async () => {
    const shorter = version('shorter', (text) => text.replace('"for":"30 days"', '"for":"20 days"'));
    const { code, out } = await sotto(['diff', 'corner-shop', shorter, '--json']);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, material: false, notice: null });
    expect((await sotto(['diff', 'corner-shop', shorter, '--strict'])).code).toBe(1);
  });

  it('names the word that changes, and the title', async () => {
    const other = version('other', (text) =>
      text.replace('the courier who brings your parcel', 'any courier').replace('What our shop knows', 'What we know'),
    );
    const { code, out } = await sotto(['diff', 'corner-shop', other]);
    expect(code).toBe(1);
    expect(out).toContain('weaker: words.recipients.courier');
    expect(out).toContain('the courier who brings your parcel → any courier');
    expect(out).toContain('reworded: title');
  });
});

describe('explain', () => {
  it('tells the whole way of a field, each line with its clause', async () => {
    const { code, out } = await sotto(['explain', 'order.item', 'corner-shop']);
    expect(code).toBe(0);
    for (const clause of ['collect.order', 'keep.order', 'use.deliver', 'use.suggest'])
      expect(out).toContain(`[${clause}]`);
  });

  it('tells an event and a category of one name apart', async () => {
    const sort = async (as: string) =>
      JSON.parse((await sotto(['explain', 'order', 'corner-shop', '--json', '--as', as])).out).sort;
    expect([await sort('event'), await sort('data')]).toEqual(['event', 'category']);
  });
});

describe('promises', () => {
  it('are ninety, as data too', async () => {
    const { out } = await sotto(['promises', '--json']);
    expect(JSON.parse(out)).toHaveLength(90);
  });

  it('are shown by their state, the sum of all below', async () => {
    const all: { id: string; state: string }[] = JSON.parse((await sotto(['promises', '--json'])).out);
    for (const state of ['kept', 'stated', 'open']) {
      const so = all.filter((one) => one.state === state);
      expect(JSON.parse((await sotto(['promises', '--state', state, '--json'])).out)).toEqual(so);
      const { out, code } = await sotto(['promises', '--state', state]);
      expect(out.match(/^(kept|stated|open) +\S+$/gm) ?? []).toEqual(so.map(({ id }) => `${state.padEnd(7)} ${id}`));
      expect(out).toMatch(/^90 promises: \d+ kept, \d+ stated, \d+ open$/m);
      // Whatever is shown, a promise that no clause states is found wrong.
      expect(code).toBe(all.some((one) => one.state === 'open') ? 1 : 0);
    }
    const { code, err } = await sotto(['promises', '--state', 'broken']);
    expect([code, err]).toEqual([2, expect.stringContaining('Allowed choices are kept, stated, open')]);
  });
});

describe('backup and restore', () => {
  it('bring the databases back, and say that the epoch key is not among them', { timeout: 60_000 }, async () => {
    const data = join(folder, 'data');
    await (await openClusters(data)).stop();
    writeFileSync(join(data, 'epoch.key'), 'the key', { mode: 0o600 });

    const backup = join(folder, 'backup');
    const taken = await sotto(['backup', backup, '--data', data]);
    expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('no epoch key') });
    expect(taken.err).toMatch(/^backing up: 100 %/m);
    expect(existsSync(join(backup, 'epoch.key'))).toBe(false);

    const restored = join(folder, 'restored');
    const back = await sotto(['restore', backup, '--data', restored]);
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining(`Put yours into ${restored}`) });
    await (await openClusters(restored)).stop();

    const whole = join(folder, 'whole');
    const moved = await sotto(['backup', whole, '--with-epoch-key', '--json'], { SOTTO_DATA: data });
    expect(JSON.parse(moved.out)).toMatchObject({ folder: whole, hasEpochKey: true });
    expect(moved.err).toBe('');

    // Never over what is there.
    expect((await sotto(['restore', whole, '--data', restored])).code).toBe(3);
    expect((await sotto(['backup', whole, '--data', data])).code).toBe(3);
  });

  it('are not for databases on servers', async () => {
    const { code, err } = await sotto(['backup', join(folder, 'none')], { DATABASE_URL: 'postgres://somewhere' });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('DATABASE_URL') });
  });

  it('of what is no backup is called wrongly', async () => {
    const nothing = join(folder, 'no backup');
    const { code, err } = await sotto(['restore', nothing, '--data', join(folder, 'from nothing')]);
    expect([code, err]).toEqual([
      2,
      `error: \`${nothing}\` is no backup\nhelp: give the folder that \`sotto backup\` wrote\n`,
    ]);
  });

  it('of a folder without data is a fault', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { code, err } = await sotto(['backup', join(folder, 'none'), '--data', empty]);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('holds no data') });
  });
});

test('a statement in a folder of one’s own is checked where it lies', async () => {
  const own = join(folder, 'own', 'statements', 'mine');
  cpSync(join(root, 'statements', 'corner-shop'), own, { recursive: true });
  for (const file of ['statement.ts', 'wording.ts']) {
    const text = readFileSync(join(own, file), 'utf8').replaceAll('../../src/', `${root}/src/`);
    writeFileSync(join(own, file), text.replace("id: 'corner-shop'", "id: 'mine'"));
  }
  const { code, out, err } = await sotto(['check', join(own, 'statement.ts')]);
  expect({ code, out, err }).toEqual({
    code: 0,
    out: expect.stringMatching(/^mine, .*with its prose: no errors/),
    err: '',
  });
});
