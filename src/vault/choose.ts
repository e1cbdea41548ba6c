import { unknownSubject } from './keyring.ts';
import { hiddenName, sealedName } from './parties.ts';
import type { Parts } from './parts.ts';
import { type Entry, LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';
import { type Outcome, type SubjectStanding, standingAfter } from './standing.ts';

/** A change of choices. */
export interface Chosen {
  readonly subject: string;
  readonly choices: { readonly [choice: string]: 'on' | 'off' };
  /** Choices that start anew even if they stand so already: a one-time permission that is given again. */
  readonly renew?: readonly string[];
  readonly leaf: Entry;
}

export type Choosing =
  | { readonly kind: 'stored'; readonly leaf: number; readonly standing: SubjectStanding }
  /** All of it stood so already. */
  | { readonly kind: 'unchanged'; readonly standing: SubjectStanding }
  | { readonly kind: 'gone' };

/**
 * Sets choices, raises the generation by one, and tells every process on the channel `sotto_standing`, with the
 * subject's id. When it resolves, no commit that was decided before can be stored any more.
 *
 * @throws Fault `subject-unknown`, or what a database throws
 */
export async function choose(parts: Parts, chosen: Chosen): Promise<Choosing> {
  const { vault, keyring, clock } = parts;
  const { subject, choices, renew = [] } = chosen;
  const now = clock();
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return { kind: 'gone' };
  const leaf = sealLeaf(keys[0]!, subject, chosen.leaf, now);
  const hidden = await hide(parts, subject, choices);
  const [outcome] = await vault.query<Outcome<'stored' | 'unchanged'>>(
    'select * from choose_commit($1, $2, $3, $4, $5, $6, $7)',
    [
      subject,
      JSON.stringify(hidden.states),
      JSON.stringify(hidden.names),
      await Promise.all(renew.map((choice) => hiddenName(parts, subject, choice))),
      now,
      leaf.body,
      leaf.sealed,
    ],
    'choose_commit',
  );
  if (!outcome || outcome.kind === 'unknown') throw unknownSubject();
  if (outcome.kind === 'gone') return { kind: 'gone' };
  // Told after the commit, in one of its own: inside, PostgreSQL lets only one such commit through at a time, each with its
  // wait for the disk. Told too when nothing changed: an earlier attempt may have been cut off just here.
  await vault.query('select pg_notify($1, $2)', [STANDING_CHANNEL, subject], 'tell');
  const standing = await standingAfter(parts, subject, outcome);
  return outcome.kind === 'stored'
    ? { kind: 'stored', leaf: Number(outcome.leaf), standing }
    : { kind: 'unchanged', standing };
}

/** Choices as they stand in the database: states by name, and the sealed names of parties. */
async function hide(parts: Parts, subject: string, choices: Chosen['choices']) {
  const states: { [hidden: string]: 'on' | 'off' } = {};
  const names: { [hidden: string]: string } = {};
  for (const [choice, state] of Object.entries(choices)) {
    const hidden = await hiddenName(parts, subject, choice);
    states[hidden] = state;
    const name = await sealedName(parts, subject, choice, hidden);
    if (name !== undefined) names[hidden] = name;
  }
  return { states, names };
}

/** The channel on which a change of standing is told. */
export const STANDING_CHANNEL = 'sotto_standing';
