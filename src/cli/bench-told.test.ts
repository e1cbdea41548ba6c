import { describe, expect, it } from 'vitest';
import { type Goal, isMet, type Row } from '../../bench/row.ts';
import { type BenchRun, benchData, benchExitCode, benchTable } from './bench-told.ts';

describe('a goal', () => {
  it.each([
    ['≥ 1.5', 1.5, true],
    ['≥ 1.5', 1.4951, true],
    ['≥ 1.5', 1.4949, false],
    ['≥ 1.5', 20, true],
    ['≤ 0.5', 0.5, true],
    ['≤ 0.5', 0.5049, true],
    ['≤ 0.5', 0.5051, false],
    ['≤ 0.5', 0.01, true],
    ['≤ 0.5', Number.NaN, false],
    ['≥ 1.5', Number.NaN, false],
    ['none set', 0, undefined],
  ] as const)('of %s is met by %d as it is shown: %s', (goal, ratio, met) => {
    expect(isMet({ goal, ratio })).toBe(met);
  });
});

const row = (number: number, goal: Goal, ratio: number): Row => ({
  ...{ row: number, what: `what row ${number} does`, goal, ratio },
  ...{ ours: '12,300 events/s', peer: '8,200 events/s' },
});
const run = (rows: readonly Row[], failed: readonly string[] = []): BenchRun => ({
  machine: { cores: 2, processor: 'some', node: '24.21.0', postgres: '18.4', at: '2027-03-01T10:00:00.000Z' },
  rows,
  failed,
});
const [met, missed, open] = [row(1, '≥ 1.5', 1.5), row(4, '≤ 0.5', 0.7), row(9, 'none set', 3)];

describe('a run', () => {
  it('is told to machines with the machine, each row and whether it is met, and what failed', () => {
    expect(benchData(run([met, missed, open], ['http: ended with code 1']))).toEqual({
      machine: { cores: 2, processor: 'some', node: '24.21.0', postgres: '18.4', at: '2027-03-01T10:00:00.000Z' },
      rows: [
        { ...met, met: true },
        { ...missed, met: false },
        { ...open, met: null },
      ],
      failed: ['http: ended with code 1'],
    });
    expect(benchData(run([]))).toMatchObject({ rows: [], failed: [] });
  });

  it('is told to people as a table that says what is not met, and on which machine', () => {
    const lines = benchTable(run([met, missed, open])).split('\n');
    expect(lines.find((line) => line.includes('row 1'))).toMatch(/≥ 1\.5 +1\.50 +met +12,300/);
    expect(lines.find((line) => line.includes('row 4'))).toMatch(/≤ 0\.5 +0\.70 +NOT MET +12,300/);
    expect(lines.find((line) => line.includes('row 9'))).toMatch(/none set +3\.00 +12,300/);
    expect(lines.at(-1)).toBe('2 cores (some), Node 24.21.0, PostgreSQL 18.4, 2027-03-01T10:00:00.000Z');
  });

  it('ends with what scripts can rely on', () => {
    expect(benchExitCode(run([met, open]))).toBe(0);
    expect(benchExitCode(run([met, missed]))).toBe(1);
    expect(benchExitCode(run([missed], ['http: ended with code 1']))).toBe(3);
  });
});
