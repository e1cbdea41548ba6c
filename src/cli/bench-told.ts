/** A run of `sotto bench` as it is told: rows as a table or as data, and what its exit code makes of them. */
import { isMet, type Row } from '../../bench/row.ts';
import { DONE, FAULT, FOUND_WRONG } from './program.ts';
import { table } from './table.ts';

export interface BenchRun {
  readonly machine: {
    readonly cores: number;
    readonly processor: string;
    readonly node: string;
    readonly postgres: string;
    /** RFC 3339. */
    readonly at: string;
  };
  readonly rows: readonly Row[];
  /** What could not be measured, and why. */
  readonly failed: readonly string[];
}

/** For machines: whether each goal is met stands beside it, `null` where none is set. */
export const benchData = ({ machine, rows, failed }: BenchRun) => ({
  machine,
  rows: rows.map((one) => ({ ...one, met: isMet(one) ?? null })),
  failed,
});

const HEAD = ['row', 'what', 'goal', 'ratio', '', 'ours', 'peer'];

export function benchTable({ rows, machine: { cores, processor, node, postgres, at } }: BenchRun): string {
  const lines = rows.map((one) => {
    const met = isMet(one);
    const verdict = met === undefined ? '' : met ? 'met' : 'NOT MET';
    return [String(one.row), one.what, one.goal, one.ratio.toFixed(2), verdict, one.ours, one.peer];
  });
  return [table(HEAD, lines), '', `${cores} cores (${processor}), Node ${node}, PostgreSQL ${postgres}, ${at}`].join(
    '\n',
  );
}

export function benchExitCode({ rows, failed }: BenchRun): number {
  if (failed.length > 0) return FAULT;
  return rows.some((one) => isMet(one) === false) ? FOUND_WRONG : DONE;
}
