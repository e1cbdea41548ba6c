/**
 * What a person sets besides the choices of a statement, and what it takes away whatever the statement says: a limit turns a
 * permit into a refusal, and nothing else. It is kept as a choice is, under a name that no statement can give: so it
 * has a moment, raises the generation, is checked under the same lock, and is in force everywhere at once.
 */
import type { Answer, Standing } from '../statement/question.ts';
import type { Statement } from '../statement/statement.ts';

/** The account is closed: nothing more is collected, and the clocks of what is held run. */
export const CLOSED = ':closed';
/** What is held is left alone (GDPR article 18): opened and sent for nothing but what the law allows, and for the person. */
export const RESTRICTED = ':restricted';
/** Nothing of a category is collected for now. */
export const paused = (category: string) => `:paused ${category}`;
/** Nothing is opened, sent, promoted or set for a purpose (GDPR article 21). */
export const objected = (purpose: string) => `:objected ${purpose}`;

export interface Limits {
  readonly isRestricted: boolean;
  /** Purposes. */
  readonly objected: ReadonlySet<string>;
  /** Categories. */
  readonly paused: ReadonlySet<string>;
}

const NONE: Limits = Object.freeze({ isRestricted: false, objected: new Set<string>(), paused: new Set<string>() });

/** The limits among choices. Nearly nobody has any. */
export function limitsIn(choices: Standing['choices']): Limits {
  const names = Object.keys(choices).filter((name) => name.startsWith(':') && choices[name] === 'on');
  if (names.length === 0) return NONE;
  const after = (prefix: string) =>
    new Set(names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
  return { isRestricted: names.includes(RESTRICTED), objected: after(objected('')), paused: after(paused('')) };
}

/**
 * Whether one may object to a purpose: what rests on a legitimate interest (GDPR article 21(1)), but what protects others, which is a
 * compelling ground (the same article). What rests on consent is withdrawn by its choice.
 */
export function mayObject({ words, use }: Pick<Statement, 'words' | 'use'>, purpose: string): boolean {
  if (!Object.hasOwn(use, purpose)) return false;
  const { basis, evenRestricted } = words.purposes[purpose]!;
  return basis === 'legitimate-interest' && evenRestricted === undefined;
}

const by = (because: 'restricted' | 'objected' | 'paused', clause: string): Answer =>
  Object.freeze({ effect: 'withheld', because, clause });
const IS_RESTRICTED = by('restricted', 'requests.restriction');
const IS_OBJECTED = by('objected', 'requests.objection');
const IS_PAUSED = by('paused', 'requests.restriction');

/** What keeps a category from being collected. Functional data is: without it nothing works, the way to lift a limit neither. */
export function limitOnCollecting(limits: Limits, category: string): Answer | undefined {
  if (limits === NONE) return undefined;
  if (limits.isRestricted) return IS_RESTRICTED;
  return limits.paused.has(category) ? IS_PAUSED : undefined;
}

/** What keeps something from being done for a purpose; `goesOn` where the law allows it under a restriction. */
export function limitOnPurpose(limits: Limits, purpose: string, goesOn = false): Answer | undefined {
  if (limits === NONE) return undefined;
  if (limits.objected.has(purpose)) return IS_OBJECTED;
  return limits.isRestricted && !goesOn ? IS_RESTRICTED : undefined;
}
