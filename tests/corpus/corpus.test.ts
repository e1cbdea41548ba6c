import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS, check } from '../../src/checks/check.ts';
import { statement as cornerShop } from '../../statements/corner-shop/statement.ts';
import { base } from './base.ts';
import type { Sample } from './sample.ts';

const filesIn = (folder: string) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -3));

const samples = new Map<string, Sample>();
for (const name of filesIn('samples/')) {
  const { sample }: { sample: Sample } = await import(`./samples/${name}.ts`);
  samples.set(name, sample);
}

describe.each([...samples])('%s', (_name, { code, sound, broken, said, prose, at, says, help, also = [] }) => {
  it('finds nothing in the sound sample', () => {
    expect(check(sound, said?.sound, prose?.sound)).toEqual([]);
  });

  it('finds this and nothing else in the broken one', () => {
    const found = check(broken, said?.broken, prose?.broken).map((one) => ({
      code: one.code,
      at: one.at,
      says: one.says,
      help: one.help,
    }));
    expect(found).toEqual([{ code, at, says, help }]);
  });

  it.each(also)('and finds, at $at: $says', ({ broken, prose, at, says }) => {
    const found = check(broken, undefined, prose).map((one) => ({ code: one.code, at: one.at, says: one.says }));
    expect(found).toEqual([{ code, at, says }]);
  });
});

describe('the corpus', () => {
  it('has a sample for every check, under its name', () => {
    const sampled = [...samples].map(([name, { code }]) => ({ code, name }));
    const checks = CHECKS.map(({ code, name }) => ({ code, name }));
    expect(new Set(sampled.map((one) => JSON.stringify(one)))).toEqual(
      new Set(checks.map((one) => JSON.stringify(one))),
    );
  });

  it('finds nothing in the world that samples change, nor in the corner shop', () => {
    expect(check(base)).toEqual([]);
    expect(check(cornerShop)).toEqual([]);
  });
});

describe('the checks', () => {
  it('have codes of their own, in order', () => {
    const codes = CHECKS.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('stand in files of their own name, and each file that has one is on the list', () => {
    const listed = new Set(CHECKS.map(({ name }) => name));
    const files = filesIn('../../src/checks/');
    const helpers = ['check', 'diagnostic', 'flow', 'mention', 'nearest', 'clause-text'];
    expect(new Set(files.filter((file) => !helpers.includes(file)))).toEqual(listed);
  });

  it('say the same twice, in the same order', () => {
    for (const { broken } of samples.values()) expect(check(broken)).toEqual(check(structuredClone(broken)));
  });
});
