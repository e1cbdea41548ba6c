import type { Parts } from './parts.ts';

/** One value of a figure: how often it was counted, and about how many subjects. */
export interface FigureCount {
  readonly value: string;
  readonly n: number;
  readonly subjects: number;
}

/** The counts of a figure in a period. Only the gate may show them, and not those about too few. */
export async function readFigure({ vault }: Parts, figure: string, period: string): Promise<FigureCount[]> {
  const rows = await vault.query<{ value: string; n: string; subjects: string }>(
    `select value, sum(n)::text as n, count(*)::text as subjects from figures
      where figure = $1 and period = $2 group by value order by value`,
    [figure, period],
  );
  return rows.map(({ value, n, subjects }) => ({ value, n: Number(n), subjects: Number(subjects) }));
}
