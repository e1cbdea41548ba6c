/**
 * `limit`: a person has what is theirs left alone, objects to a purpose, pauses a category or has it held for less long. In force,
 * everywhere, when it resolves.
 */
import { mayObject, objected, paused, RESTRICTED } from '../decide/limits.ts';
import { mayShorten, OWN_SPANS, type OwnSpan, SHORTENED, shortened } from '../decide/own-spans.ts';
import type { Statement } from '../statement/statement.ts';
import type { Actor, SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';
import { standingInForce } from './standing-in-force.ts';

export type Limit =
  | { readonly kind: 'restriction' }
  | { readonly kind: 'objection'; readonly purpose: string }
  | { readonly kind: 'pause'; readonly category: string }
  /** Held for so many days only. */
  | { readonly kind: 'shorter'; readonly category: string; readonly days: OwnSpan };

export interface Limiting {
  /** The same for each of them: a person, and what they own. */
  readonly subjects: readonly SubjectId[];
  readonly limit: Limit;
  readonly state: 'on' | 'off';
  readonly actor: Actor;
}

export type Limited =
  | { readonly kind: 'limited' }
  /** The statement has no such purpose, or category. */
  | { readonly kind: 'undeclared' }
  /**
   * It does not rest on an interest of ours that could be objected to, nothing works without it, or it is not held for so long: the
   * clause says what it is.
   */
  | { readonly kind: 'needed'; readonly clause: string }
  | { readonly kind: 'gone' };

/** Sets a limit or lifts it. When this resolves, no commit and no opening that was decided before can land any more. */
export async function limit(parts: GateParts, { subjects, limit, state, actor }: Limiting): Promise<Limited> {
  const { vault, compiled, standings } = parts;
  const refusal = refusalOf(compiled.statement, limit, state);
  if (refusal !== undefined) return refusal;
  let limited: Limited = { kind: 'gone' };
  for (const subject of subjects) {
    const chosen = await vault.choose({
      subject,
      choices: statesOf(limit, state),
      leaf: { kind: 'limited', detail: { ...limit, limit: limit.kind, state, actor } },
    });
    if (chosen.kind === 'gone') standings.forget(subject);
    else {
      standings.keep(subject, chosen.standing);
      limited = { kind: 'limited' };
    }
  }
  return limited;
}

/** The limits of a subject that are set, with the moment (epoch milliseconds); `undefined` if there is no such subject (any more). */
export async function limits(
  parts: GateParts,
  subject: SubjectId,
): Promise<readonly (Limit & { readonly since: number })[] | undefined> {
  const standing = await standingInForce(parts, subject);
  if (standing === undefined) return undefined;
  const { statement } = parts.compiled;
  const all: readonly Limit[] = [
    { kind: 'restriction' },
    ...Object.keys(statement.use).map((purpose) => ({ kind: 'objection', purpose }) as const),
    ...Object.keys(statement.keep).map((category) => ({ kind: 'pause', category }) as const),
    ...Object.keys(statement.keep).flatMap((category) =>
      OWN_SPANS.map((days) => ({ kind: 'shorter', category, days }) as const),
    ),
  ];
  return all.flatMap((one) => {
    const made = standing.choices[nameOf(one)];
    return made?.state === 'on' ? [{ ...one, since: made.since }] : [];
  });
}

function nameOf(limit: Limit): string {
  switch (limit.kind) {
    case 'restriction':
      return RESTRICTED;
    case 'objection':
      return objected(limit.purpose);
    case 'pause':
      return paused(limit.category);
    case 'shorter':
      return shortened(limit.category, limit.days);
  }
}

/** One span at a time stands for a category. */
function statesOf(limit: Limit, state: 'on' | 'off'): { readonly [name: string]: 'on' | 'off' } {
  if (limit.kind !== 'shorter') return { [nameOf(limit)]: state };
  const { category, days } = limit;
  const others = OWN_SPANS.map((one) => [shortened(category, one), one === days ? state : 'off'] as const);
  return { [SHORTENED]: 'on', ...Object.fromEntries(others) };
}

function refusalOf(statement: Statement, limit: Limit, state: 'on' | 'off'): Limited | undefined {
  const { words, use, keep } = statement;
  switch (limit.kind) {
    case 'restriction':
      return undefined;
    case 'objection': {
      const { purpose } = limit;
      if (!Object.hasOwn(use, purpose)) return { kind: 'undeclared' };
      return mayObject(statement, purpose) ? undefined : { kind: 'needed', clause: `use.${purpose}` };
    }
    case 'pause': {
      const { category } = limit;
      if (!Object.hasOwn(keep, category)) return { kind: 'undeclared' };
      return words.data[category]?.functional ? { kind: 'needed', clause: `keep.${category}` } : undefined;
    }
    case 'shorter': {
      const { category, days } = limit;
      if (!Object.hasOwn(keep, category)) return { kind: 'undeclared' };
      return state === 'off' || mayShorten(statement, category, days)
        ? undefined
        : { kind: 'needed', clause: `keep.${category}` };
    }
  }
}
