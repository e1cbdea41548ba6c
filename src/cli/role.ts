/** In which role staff act: it stands in the ledger, and is never a name. */
import type { Actor } from '../gate/gate.ts';
import { CalledWrongly } from './program.ts';

export const ROLE_OPTION = ['--as <role>', 'your role, for the ledger', 'privacy'] as const;

/** @throws CalledWrongly */
export function actorOf(role: string): Actor {
  if (/^[a-z][a-z-]{0,39}$/.test(role)) return `staff:${role}`;
  throw new CalledWrongly(`\`${role}\` is no role`, 'name one in small letters: `privacy`, `support`; never a person');
}
