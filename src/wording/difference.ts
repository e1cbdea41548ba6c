/** The difference between two versions of a statement in plain words, split into material and not. */
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import type { Draft, Place } from './difference/draft.ts';
import { memberwise } from './difference/memberwise.ts';
import { newly } from './difference/permitted.ts';
import { together } from './difference/together.ts';
import { sentence } from './phrase.ts';

export type { Place } from './difference/draft.ts';

export interface Change {
  /** The clause, the word (`words.recipients.courier`), or the part of the heading that changes. */
  readonly clause: Place;
  /** It has to be announced before it takes effect. */
  readonly material: boolean;
  readonly kind: /** Something withheld or refused before is permitted after. Material. */
    | 'now-permitted'
    /**
     * A default, deadline, retention, age, notice or safeguard is weaker for people, or words that are themselves the
     * promise are other words. Material.
     */
    | 'weaker'
    /** The reverse of the two. */
    | 'no-longer-permitted'
    | 'stronger'
    /** Something came, went, or was put otherwise, and people's position is what it was. */
    | 'added'
    | 'removed'
    | 'reworded';
  /** A sentence. */
  readonly says: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * Every change from one version to another, material ones first. A change is material when some question
 * that was withheld or refused is permitted now (all that could be are asked), or when a default, deadline,
 * retention, age, notice or safeguard weakens, or words that are themselves the promise are put otherwise.
 * A version's id, its date, and who signed which absolute words are no change.
 */
export function difference(before: Statement, after: Statement): readonly Change[] {
  const drafts = [...memberwise(before, after), ...together(before, after)];
  // No answer depends on what only tells.
  const isAsked = drafts.some(({ kind }) => kind !== 'neither');
  const found: Change[] = [
    ...(isAsked ? newly(after, before, 'may') : []).map(
      (one): Change => ({
        clause: one.clause,
        material: true,
        kind: 'now-permitted',
        says: one.says,
        before: one.otherwise,
        after: 'permitted',
      }),
    ),
    ...drafts.flatMap((one) => (isFinding(one) ? [weighed(one)] : [])),
    ...(isAsked ? newly(before, after, 'may no longer') : []).map(
      (one): Change => ({
        clause: one.clause,
        material: false,
        kind: 'no-longer-permitted',
        says: one.says,
        before: 'permitted',
        after: one.otherwise,
      }),
    ),
  ];
  const spokenOf = new Set(found.map(({ clause }) => clause));
  for (const one of drafts) {
    if (spokenOf.has(one.clause)) continue;
    spokenOf.add(one.clause);
    found.push(weighed(one));
  }
  const told = found.map((one) => ({ ...one, says: sentence(one.says) }));
  return freeze([...told.filter((one) => one.material), ...told.filter((one) => !one.material)]);
}

/** What is worth telling by itself; the rest only where nothing else is told of its place. */
const isFinding = ({ kind }: Draft) => kind === 'weaker' || kind === 'stronger' || kind === 'neither';

const weighed = ({ kind, ...rest }: Draft): Change => ({
  ...rest,
  material: kind === 'weaker',
  kind: kind === 'neither' || kind === 'elsewhere' ? 'reworded' : kind,
});
