/** `choose`: a person decides. In force, everywhere, when it resolves. */
import { isPerParty } from '../decide/choices.ts';
import type { ChoiceClause, Statement } from '../statement/statement.ts';
import { choicesAt } from './choices-at.ts';
import type { Choice, Choosing, Chosen, SubjectId } from './gate.ts';
import { OtherVersion } from './other-version.ts';
import type { GateParts } from './parts.ts';
import { standingInForce } from './standing-in-force.ts';

/** Recipients by name that a subject may ever have chosen for. Any name will do, and each is read with every decision. */
const MOST_PARTIES = 200;

/** Sets a choice. When this resolves, no commit that was decided before can land any more. */
export async function choose(parts: GateParts, { subject, choice, state, actor }: Choosing): Promise<Chosen> {
  const { vault, compiled, standings, hash, clock } = parts;
  const { statement } = compiled;
  const needed = state === 'on' ? (clauseOf(statement, choice)?.needs ?? []) : [];
  // The kind of a subject never changes, so the standing at hand will do, unless other choices matter.
  const standing = await (needed.length > 0 ? standings.fresh(subject) : standings.get(subject));
  if (standing === undefined || standing.tombstone !== null) return { kind: 'gone' };
  if (standing.statement !== hash) throw new OtherVersion();
  const clause = clauseOf(statement, choice);
  if (clause === undefined || clause.of !== standing.kind) return { kind: 'undeclared' };
  if (choice.includes('/') && !Object.hasOwn(standing.choices, choice)) {
    // Another process may have linked it a moment ago.
    const { choices, generation } = (await standings.fresh(subject)) ?? standing;
    const isNew = !Object.hasOwn(choices, choice);
    if (isNew && state === 'off') return { kind: 'chosen', generation, changed: false };
    const parties = Object.keys(choices).filter((name) => name.includes('/'));
    if (isNew && parties.length >= MOST_PARTIES) return { kind: 'too-many-parties' };
  }

  if (!Object.hasOwn(standing.choices, choice) && clause.starts === state) {
    // It stands so from the start: nothing changes, unless another process has changed it a moment ago.
    const { choices, generation } = (await standings.fresh(subject)) ?? standing;
    if (!Object.hasOwn(choices, choice)) return { kind: 'chosen', generation, changed: false };
  }

  const known = compiled.know({ choices: choicesAt(statement, standing.choices, clock()), facts: {} });
  const [, party] = choice.split('/');
  const lacking = needed
    .map((other) => (party !== undefined && isPerParty(statement, other) ? `${other}/${party}` : other))
    .find((other) => !compiled.isOn(other, known));
  if (lacking !== undefined) return { kind: 'needs', choice: lacking, clause: `choices.${choice.split('/')[0]}` };

  const chosen = await vault.choose({
    subject,
    choices: { [choice]: state },
    // A permission for one act is given anew each time.
    ...(clause.kind === 'one-time' && state === 'on' && { renew: [choice] }),
    leaf: { kind: 'chosen', detail: { choice, state, actor, clause: `choices.${choice.split('/')[0]}` } },
  });
  if (chosen.kind === 'gone') {
    standings.forget(subject);
    return { kind: 'gone' };
  }
  standings.keep(subject, chosen.standing);
  return { kind: 'chosen', generation: chosen.standing.generation, changed: chosen.kind === 'stored' };
}

/** The choices that a subject of this kind has, as they stand now. */
export async function choices(parts: GateParts, subject: SubjectId): Promise<readonly Choice[] | undefined> {
  const { compiled, clock } = parts;
  const { statement } = compiled;
  const standing = await standingInForce(parts, subject);
  if (standing === undefined) return undefined;
  const states = choicesAt(statement, standing.choices, clock());
  const known = compiled.know({ choices: states, facts: {} });
  const own = Object.keys(statement.choices).filter((name) => statement.choices[name]!.of === standing.kind);
  const parties = Object.keys(states).filter((name) => name.includes('/'));
  return [...own, ...parties].map((choice) => {
    const since = standing.choices[choice]?.since;
    return {
      choice,
      state: states[choice] ?? clauseOf(statement, choice)?.starts ?? 'off',
      inForce: compiled.isOn(choice, known),
      ...(since !== undefined && { since: new Date(since).toISOString() }),
    };
  });
}

/** The clause of a choice. One for many recipients is made by name, `music-service/hummingbird`, and no other is. */
function clauseOf(statement: Statement, choice: string): ChoiceClause | undefined {
  const [name = '', party, ...rest] = choice.split('/');
  const clause = Object.hasOwn(statement.choices, name) ? statement.choices[name] : undefined;
  if (clause === undefined || rest.length > 0) return undefined;
  const isNamed = party !== undefined && /^[a-z0-9][a-z0-9-]{0,60}$/.test(party);
  if (isPerParty(statement, name)) return isNamed ? clause : undefined;
  return party === undefined ? clause : undefined;
}
