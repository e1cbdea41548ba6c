/** `limit`: a person has what is theirs left alone, objects to a purpose, or pauses a category. In force, everywhere, when it resolves. */
import { mayObject, objected, paused, RESTRICTED } from '../decide/limits.ts';
import type { Statement } from '../statement/statement.ts';
import type { Actor, SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';
import { standingInForce } from './standing-in-force.ts';

export type Limit =
  | { readonly kind: 'restriction' }
  | { readonly kind: 'objection'; readonly purpose: string }
  | { readonly kind: 'pause'; readonly category: string };

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
  /** It does not rest on an interest of ours that could be objected to, or nothing works without it: the clause says what it is. */
  | { readonly kind: 'needed'; readonly clause: string }
  | { readonly kind: 'gone' };

/** Sets a limit or lifts it. When this resolves, no commit and no opening that was decided before can land any more. */
export async function limit(parts: GateParts, { subjects, limit, state, actor }: Limiting): Promise<Limited> {
  const { vault, compiled, standings } = parts;
  const refusal = refusalOf(compiled.statement, limit);
  if (refusal !== undefined) return refusal;
  let limited: Limited = { kind: 'gone' };
  for (const subject of subjects) {
    const chosen = await vault.choose({
      subject,
      choices: { [nameOf(limit)]: state },
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
  }
}

function refusalOf(statement: Statement, limit: Limit): Limited | undefined {
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
  }
}
