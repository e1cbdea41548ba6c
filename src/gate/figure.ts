/** `figure`: shows a figure about many people, and keeps back what is about too few. */
import type { Answer } from '../statement/question.ts';
import type { GateParts } from './parts.ts';

export interface ShownFigure {
  readonly effect: 'permitted';
  readonly clause: string;
  readonly counts: readonly { readonly value: string; readonly n: number; readonly subjects: number }[];
  /** How many values were about too few subjects. Nothing else is said of them. */
  readonly withheld: number;
}

/** A figure for a period (`2027-03`, or `2027-03-01` for a daily one), for us or for a recipient. */
export async function figure(
  { vault, compiled }: GateParts,
  name: string,
  period: string,
  recipient?: string,
): Promise<ShownFigure | Exclude<Answer, { effect: 'permitted' }>> {
  const ask = (subjects: number) =>
    compiled.figure({ figure: name, subjects, ...(recipient !== undefined && { recipient }) });
  const possible = ask(Number.MAX_SAFE_INTEGER);
  if (possible.effect !== 'permitted') return possible;
  const all = await vault.readFigure(name, period);
  const shown = all.filter(({ subjects }) => ask(subjects).effect === 'permitted');
  return { effect: 'permitted', clause: possible.clause, counts: shown, withheld: all.length - shown.length };
}
