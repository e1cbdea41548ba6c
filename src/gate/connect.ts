/** `connect`: notes that a product of a household is connected, which keeps its system active. */
import { isOver } from '../decide/endings.ts';
import type { SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';

/** Notes it to the day. Nobody comes back whose end has come, swept or not: `over`. */
export async function connect(
  { vault, compiled, clock }: GateParts,
  household: SubjectId,
): Promise<'connected' | 'over'> {
  const life = await vault.readLife(household);
  if (life === undefined || isOver(compiled.statement, life.kind, life, clock())) return 'over';
  await vault.noteConnected(household);
  return 'connected';
}
