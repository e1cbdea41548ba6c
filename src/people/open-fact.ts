import type { Actor, Gate, SubjectId } from '../gate/gate.ts';
import { splitPath } from '../statement/clause.ts';

export interface FactOpening {
  readonly subject: SubjectId;
  /** `account.email`. */
  readonly field: string;
  readonly purpose: string;
  readonly actor: Actor;
}

/** Opens one field that is true of a subject; `undefined` if it is not held, or may not be seen for this purpose. */
export async function openFact(gate: Gate, opening: FactOpening): Promise<string | undefined> {
  const { field: path, ...rest } = opening;
  const { category, field = '' } = splitPath(path);
  const opened = await gate.open({ ...rest, data: [path] });
  if (opened?.effect !== 'permitted') return undefined;
  const value = opened.facts[category]?.['']?.[field];
  return typeof value === 'string' ? value : undefined;
}
