import type { Condition, Standing } from '../statement/question.ts';

/** Whether a condition holds; `undefined` when a fact that it turns on is not known (Kleene's three values). */
export type Test = (facts: Standing['facts']) => boolean | undefined;

/** Makes a test of a condition. What is unknown never helps: callers let only `true` pass. */
export function compileCondition(condition: Condition): Test {
  if ('all' in condition) {
    const tests = condition.all.map(compileCondition);
    return (facts) => tests.reduce<boolean | undefined>((so, test) => and(so, test(facts)), true);
  }
  if ('any' in condition) {
    const tests = condition.any.map(compileCondition);
    return (facts) => not(tests.reduce<boolean | undefined>((so, test) => and(so, not(test(facts))), true));
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not);
    return (facts) => not(test(facts));
  }
  const { fact } = condition;
  const read = (facts: Standing['facts']) => (Object.hasOwn(facts, fact) ? facts[fact] : undefined);
  if ('is' in condition) {
    const { is } = condition;
    return (facts) => {
      const value = read(facts);
      return value === undefined ? undefined : value === is;
    };
  }
  return (facts) => {
    const value = read(facts);
    // NaN compares false with everything, which `not` would turn into leave.
    if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
    return 'atLeast' in condition ? value >= condition.atLeast : value < condition.below;
  };
}

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);
const and = (a: boolean | undefined, b: boolean | undefined) =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
