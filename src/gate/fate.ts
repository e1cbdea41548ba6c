/** What becomes of one category of an event, for one standing and at one time. */
import type { Compiled, Known } from '../decide/compile.ts';
import { paused, RESTRICTED } from '../decide/limits.ts';
import type { SubjectKind } from '../statement/vocabulary.ts';
import { concerns, covers, type Deletion } from '../vault/deletion-scope.ts';
import type { StandingChoices } from './choices-at.ts';
import { createEnds, DAY, type EndDay } from './ends.ts';
import type { EventShape } from './event-shape.ts';

export type Fate =
  | { readonly kind: 'keep'; readonly end: EndDay }
  | { readonly kind: 'withhold'; readonly clause: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** The fate of an event by its own time (epoch milliseconds) and generation, which the fences check. */
export type FateAt = (at: number, generation: unknown) => Fate;

/** How far a clock may be ahead of ours and still be believed, in milliseconds. */
const SKEW = 60_000;

interface Standing {
  readonly kind: SubjectKind;
  readonly generation: number;
  readonly choices: StandingChoices;
  readonly deletions: readonly Pick<Deletion, 'madeAt' | 'scope'>[];
}

/** From where an event came: the touchpoint, and the product or app (`''` for a form). */
interface Arose {
  readonly at: string;
  readonly product: string;
}

/** Makes the judge of a statement: the fates of an event's parts, given how its subject stands. */
export function createJudge(compiled: Compiled) {
  const endOn = createEnds(compiled.statement);

  return (
    shape: EventShape,
    { at, product }: Arose,
    known: Known,
    standing: Standing,
    now: number,
  ): readonly FateAt[] =>
    shape.parts.map(({ category, firstField: field }) => {
      // What speaks for a household has nothing to say about a person: it could claim an address that is another's.
      const isAboutThem = compiled.statement.words.data[category]?.of === standing.kind;
      if (!isAboutThem) return always({ kind: 'refuse', reason: 'undeclared-subject' });
      const answer = compiled.collect({ event: shape.name, at, category, field }, known);
      const verdict = answer.effect === 'permitted' ? compiled.hold({ category }) : answer;
      if (verdict.effect === 'withheld') return always({ kind: 'withhold', clause: verdict.clause });
      if (verdict.effect === 'refused') return always({ kind: 'refuse', reason: verdict.because });

      const choices = compiled.choicesOf(shape.name, category, known).map((choice) => ({
        since: standing.choices[choice]?.since,
        withheld: { kind: 'withhold', clause: `choices.${choice}` } as const,
      }));
      const isFunctional = compiled.statement.words.data[category]?.functional === true;
      const limited = isFunctional ? Number.NEGATIVE_INFINITY : lastLimit(standing.choices, category);
      const deleted = standing.deletions.filter(({ scope }) => concerns(scope, category, product));
      const past: Fate = { kind: 'withhold', clause: `keep.${category}` };
      const [first] = choices;
      // Most of a batch happened on one day.
      let lastDay: number | undefined;
      let lastFate: Fate = past;

      return (at, generation) => {
        // What was recorded under another directive, or before its choice was last turned on, is a backlog.
        if (first !== undefined && generation !== undefined && generation !== standing.generation)
          return first.withheld;
        for (const { since, withheld } of choices) {
          if (since === undefined) continue;
          // Of what names no directive only its time is known, and a clock that runs ahead would hide a backlog.
          if (at < since || (generation === undefined && at > now + SKEW)) return withheld;
        }
        // What was recorded while it was paused or restricted is a backlog too.
        if (at < limited) return LIMITED;
        // Somebody had it deleted, and a product that was offline has it still.
        if (deleted.length > 0 && deleted.some((one) => covers(one, at, now))) return DELETED;
        const day = Math.floor(Math.min(at, now) / DAY);
        if (day !== lastDay) {
          const end = endOn(category, shape.source, day);
          lastFate = end.instant > now ? { kind: 'keep', end } : past;
          lastDay = day;
        }
        return lastFate;
      };
    });
}

/** When a limit on a category was last lifted, epoch milliseconds. */
const lastLimit = (choices: StandingChoices, category: string): number =>
  Math.max(...[RESTRICTED, paused(category)].map((name) => choices[name]?.since ?? Number.NEGATIVE_INFINITY));

const LIMITED: Fate = { kind: 'withhold', clause: 'requests.restriction' };
const DELETED: Fate = { kind: 'withhold', clause: 'requests.erasure' };

const always =
  (fate: Fate): FateAt =>
  () =>
    fate;
