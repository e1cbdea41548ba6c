/** A line of the table of figures. */
export interface Row {
  readonly row: number;
  readonly what: string;
  /** `≥ 1.5` or `≤ 0.5`, what `ratio` has to be; `none set` where nothing is promised. */
  readonly goal: Goal;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number;
}
export type Goal = `≥ ${number}` | `≤ ${number}` | 'none set';

/** What a file of this folder exports that measures something. */
export interface Bench {
  /** The rows that it measures. */
  readonly measures: readonly number[];
  readonly rows: () => Promise<readonly Row[]>;
}

/** Whether a goal is met, as the ratio is shown: with two digits. `undefined` where none is set. */
export function isMet({ goal, ratio }: Pick<Row, 'goal' | 'ratio'>): boolean | undefined {
  if (goal === 'none set') return undefined;
  const bound = Number(goal.slice(2));
  const shown = Number(ratio.toFixed(2));
  return goal.startsWith('≥') ? shown >= bound : shown <= bound;
}

/** So many of something a second, in digits that can be read: `12,300 events/s`. */
export const perSecond = (rate: number, unit = ''): string =>
  `${Number(rate.toPrecision(rate < 1000 ? 3 : 4)).toLocaleString('en')}${unit && ` ${unit}`}/s`;

export const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;
