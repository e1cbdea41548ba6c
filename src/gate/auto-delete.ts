/** `autoDelete`: what is older than a span of the person's own goes, day after day, until they lift it. */
import { endOf } from '../decide/retention.ts';
import { after, inDays, isSpan } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';
import { forgottenOn, undoneWithin } from './remove.ts';

export interface AutoDeleting {
  /** The same in each of them that has such a category: a person, and what they own. */
  readonly subjects: readonly SubjectId[];
  readonly category: string;
  /** A span of the statement's language; none lifts the one in force. */
  readonly olderThan: string | undefined;
}

export type AutoDeleted =
  /** In force, and not `isNew` if it was. Until that moment (epoch milliseconds) lifting it brings back all that it hid. */
  | { readonly kind: 'set'; readonly until: number; readonly isNew: boolean }
  | { readonly kind: 'lifted' }
  /** They have no such category, or nothing to lift. */
  | { readonly kind: 'not-found' }
  /** It holds what is true now. */
  | { readonly kind: 'current' }
  /** Products need it to work: the clause says how long. */
  | { readonly kind: 'needed'; readonly clause: string }
  /** The law has us hold it: the clause says how long. */
  | { readonly kind: 'law'; readonly clause: string }
  /** No span, or less than a day. */
  | { readonly kind: 'no-span' }
  /** By the clause it is gone before. */
  | { readonly kind: 'too-long'; readonly clause: string }
  | { readonly kind: 'gone' };

/** One in force, as its person sees it. */
export interface AutoDeletionInForce {
  readonly category: string;
  readonly olderThan: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Until when lifting it brings back all that it hid. */
  readonly until: number;
}

/** When this resolves nothing older is opened, nothing older is collected, and sweeps destroy it once it can't be undone. */
export async function autoDelete(
  { vault, compiled, heritage, standings, clock }: GateParts,
  { subjects, category, olderThan }: AutoDeleting,
): Promise<AutoDeleted> {
  const now = clock();
  const refusal = refusalOf(heritage, category, olderThan, now);
  if (refusal !== undefined) return refusal;
  const within = undoneWithin(compiled.statement);
  const until = within === undefined ? now : after(now, within);
  const forgetOn = forgottenOn(heritage, [category], now);
  let outcome: AutoDeleted = { kind: olderThan === undefined ? 'not-found' : 'gone' };
  for (const subject of subjects) {
    if ((await vault.readLife(subject))?.kind !== heritage.words.data[category]?.of) continue;
    const come = await vault.setAutoDeletion({ subject, category, olderThan, until, forgetOn });
    standings.forget(subject);
    if (come.kind === 'lifted') outcome = { kind: 'lifted' };
    if (come.kind === 'set' || (come.kind === 'same' && outcome.kind !== 'set'))
      outcome = { kind: 'set', until: come.until, isNew: come.kind === 'set' };
  }
  return outcome;
}

function refusalOf(
  statement: Statement,
  category: string,
  olderThan: string | undefined,
  now: number,
): AutoDeleted | undefined {
  const declared = Object.hasOwn(statement.keep, category) ? statement.words.data[category] : undefined;
  // Visitors have no account by which to ask.
  if (declared === undefined || declared.of === 'visitor') return { kind: 'not-found' };
  if (olderThan === undefined) return undefined;
  const clause = `keep.${category}`;
  if (declared.current) return { kind: 'current' };
  if (declared.functional) return { kind: 'needed', clause };
  if (statement.keep[category]?.because === 'law') return { kind: 'law', clause };
  if (!isSpan(olderThan) || inDays(olderThan) < 1) return { kind: 'no-span' };
  const end = endOf(statement, category, now);
  return end !== 'open' && after(now, olderThan) >= end ? { kind: 'too-long', clause } : undefined;
}

/** Spans that people are offered; any other that fits is as good. */
const OFFERED = ['1 week', '1 month', '3 months', '6 months', '1 year', '2 years'];

/** The spans offered for each category of which something can be deleted by itself. */
export const autoDeletable = (
  statement: Statement,
  now: number,
): readonly { readonly category: string; readonly spans: readonly string[] }[] =>
  Object.keys(statement.keep).flatMap((category) => {
    const spans = OFFERED.filter((span) => refusalOf(statement, category, span, now) === undefined);
    return spans.length > 0 ? [{ category, spans }] : [];
  });

/** Those in force in some subjects, by category; where they differ, the newest. */
export async function autoDeletions(
  { vault }: GateParts,
  subjects: readonly SubjectId[],
): Promise<readonly AutoDeletionInForce[]> {
  const all = new Map<string, AutoDeletionInForce>();
  for (const subject of subjects) {
    for (const { state, scope, madeAt, until } of await vault.deletionsOf(subject)) {
      const { olderThan, categories } = scope;
      const [category] = categories ?? [];
      if (state !== 'rolling' || olderThan === undefined || category === undefined) continue;
      if (madeAt >= (all.get(category)?.since ?? 0)) all.set(category, { category, olderThan, since: madeAt, until });
    }
  }
  return [...all.values()];
}
