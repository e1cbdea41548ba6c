/** `close` and `reopen`: an account that is closed collects nothing, and its clocks run; until they end it can be taken back. */
import { endedBy, endsAfterClosing, isOver } from '../decide/endings.ts';
import { CLOSED } from '../decide/limits.ts';
import type { StandingChoices } from './choices-at.ts';
import type { Actor, SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';

/** When the account of a subject was closed, epoch milliseconds; `undefined` while it is open. */
export const closedAt = (choices: StandingChoices): number | undefined =>
  choices[CLOSED]?.state === 'on' ? choices[CLOSED].since : undefined;

export interface Closing {
  readonly subject: SubjectId;
  readonly actor: Actor;
}

export type Closed =
  /** Since when, epoch milliseconds; and what ends when, unless it is opened again before. */
  | { readonly kind: 'closed'; readonly at: number; readonly ends: { readonly [category: string]: number } }
  | { readonly kind: 'gone' };

/** Closes the account of a person and what they own. Closing it again changes nothing. */
export async function close(parts: GateParts, { subject, actor }: Closing): Promise<Closed> {
  const at = await setClosed(parts, subject, 'on', { kind: 'account-closed', detail: { actor } });
  if (at === undefined) return { kind: 'gone' };
  return { kind: 'closed', at, ends: endsAfterClosing(parts.heritage, at) };
}

/** Takes a closing back. What has ended meanwhile stays gone. */
export async function reopen(parts: GateParts, { subject, actor }: Closing): Promise<{ kind: 'open' | 'gone' }> {
  const { vault, heritage, clock } = parts;
  const life = await vault.readLife(subject);
  if (life === undefined || isOver(heritage, life.kind, life, clock())) return { kind: 'gone' };
  // Or what no sweep has come to yet would be back, an old password among it.
  const ended = [...endedBy(heritage, life.kind, life, clock())];
  if (ended.length > 0 && !(await vault.endCategories(life, ended))) return reopen(parts, { subject, actor });
  const at = await setClosed(parts, subject, 'off', { kind: 'account-reopened', detail: { actor } });
  return { kind: at === undefined ? 'gone' : 'open' };
}

/**
 * The households first: if it is cut off there, the person has the account as it was, and asks again.
 */
async function setClosed(
  { vault, standings }: GateParts,
  person: SubjectId,
  state: 'on' | 'off',
  leaf: { readonly kind: string; readonly detail: object },
): Promise<number | undefined> {
  const owned = (await vault.subjectsOf(person)).map(({ id }) => id as SubjectId);
  let at: number | undefined;
  for (const subject of [...owned, person]) {
    const chosen = await vault.choose({ subject, choices: { [CLOSED]: state }, leaf });
    if (chosen.kind === 'gone') {
      standings.forget(subject);
      at = undefined;
      continue;
    }
    standings.keep(subject, chosen.standing);
    at = chosen.standing.choices[CLOSED]?.since;
  }
  return at;
}
