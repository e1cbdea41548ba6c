/** `figure`: shows a figure about many people for its purpose, keeps back what is about too few, and records the showing. */
import type { Answer } from '../statement/question.ts';
import type { Actor } from './gate.ts';
import { OtherVersion } from './other-version.ts';
import type { GateParts } from './parts.ts';

export interface Showing {
  readonly name: string;
  /** `2027-03`, or `2027-03-01` for a daily figure. */
  readonly period: string;
  readonly purpose: string;
  readonly actor: Actor;
  /** Whom it is for; ourselves when left out. */
  readonly recipient?: string | undefined;
}

export interface ShownFigure {
  readonly effect: 'permitted';
  readonly clause: string;
  readonly counts: readonly { readonly value: string; readonly n: number; readonly subjects: number }[];
  /** How many values were about too few subjects. Nothing else is said of them. */
  readonly withheld: number;
}

/** A figure for a period. Its leaf is durable before a count leaves. */
export async function figure(
  { vault, compiled, hash }: GateParts,
  { name, period, purpose, actor, recipient }: Showing,
): Promise<ShownFigure | Exclude<Answer, { effect: 'permitted' }>> {
  if ((await vault.hashInForce()) !== hash) throw new OtherVersion();
  const ask = (subjects: number) =>
    compiled.figure({ figure: name, subjects, ...(recipient !== undefined && { recipient }) });
  const possible = ask(Number.MAX_SAFE_INTEGER);
  if (possible.effect !== 'permitted') return possible;
  if (compiled.statement.figures[name]?.for !== purpose) return { effect: 'refused', because: 'undeclared-use' };
  await vault.record({
    kind: 'figure-shown',
    detail: { figure: name, period, purpose, actor, recipient: recipient ?? null, clause: possible.clause },
  });
  const all = await vault.readFigure(name, period);
  const shown = all.filter(({ subjects }) => ask(subjects).effect === 'permitted');
  return { effect: 'permitted', clause: possible.clause, counts: shown, withheld: all.length - shown.length };
}
