import type { Condition } from '../statement/question.ts';
import type { Check } from './diagnostic.ts';
import { factsOf } from './mention.ts';

export const conditionNeverHolds: Check = {
  code: 'S207',
  name: 'condition-never-holds',
  severity: 'error',
  summary: 'the parts of a condition contradict each other, so that the event is never taken',
  *check(statement) {
    for (const [name, { when }] of Object.entries(statement.collect)) {
      if (when === undefined || canHold(when)) continue;
      yield {
        at: `collect.${name}`,
        says: 'its condition never holds',
        help: 'take out one of the parts that contradict each other',
      };
    }
  },
};

type Value = boolean | number | string;

/**
 * Tries every value that could make a difference: for a number each bound and what lies just below it,
 * for a word each one compared and one other. More than 4,096 combinations are taken to hold somewhere.
 */
function canHold(condition: Condition): boolean {
  const facts = [...new Set(factsOf(condition))];
  let tries: readonly ReadonlyMap<string, Value>[] = [new Map()];
  for (const fact of facts) {
    const values = valuesOf(condition, fact);
    if (tries.length * values.length > 4_096) return true;
    tries = tries.flatMap((before) => values.map((value) => new Map([...before, [fact, value]])));
  }
  return tries.some((known) => holds(condition, known));
}

function valuesOf(condition: Condition, fact: string): readonly Value[] {
  if ('all' in condition) return condition.all.flatMap((one) => valuesOf(one, fact));
  if ('any' in condition) return condition.any.flatMap((one) => valuesOf(one, fact));
  if ('not' in condition) return valuesOf(condition.not, fact);
  if (condition.fact !== fact) return [];
  if ('is' in condition)
    return typeof condition.is === 'boolean' ? [true, false] : [condition.is, `not ${condition.is}`];
  const bound = 'atLeast' in condition ? condition.atLeast : condition.below;
  return [bound, bound - 1e-9 * Math.max(1, Math.abs(bound))];
}

function holds(condition: Condition, known: ReadonlyMap<string, Value>): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, known));
  if ('any' in condition) return condition.any.some((one) => holds(one, known));
  if ('not' in condition) return !holds(condition.not, known);
  const value = known.get(condition.fact);
  if ('is' in condition) return value === condition.is;
  if (typeof value !== 'number') return false;
  return 'atLeast' in condition ? value >= condition.atLeast : value < condition.below;
}
