/** Facts that tell apart any two conditions. */
import type { Condition, Standing } from '../../statement/question.ts';

type Facts = Standing['facts'];

/**
 * Facts under which one condition holds and the other does or does not, wherever there are such. Conditions are
 * Kleene's (see `decide/condition.ts`): knowing more settles more, and never unsettles. So what makes one hold, with
 * nothing else known, finds where the other is unknown; together with what makes the other fail, where it is false.
 */
export function factsBetween(here: Condition | undefined, there: Condition | undefined): readonly Facts[] {
  const values = valuesIn([here, there].flatMap((one) => one ?? []));
  const ours = here === undefined ? [{}] : settling(here, true, values);
  const theirs = there === undefined ? [] : [true, false].flatMap((holds) => settling(there, holds, values));
  return joined([ours, [{}, ...theirs]]);
}

/** The least facts that make a condition hold, or fail. */
function settling(condition: Condition, holds: boolean, values: Values): readonly Facts[] {
  if ('not' in condition) return settling(condition.not, !holds, values);
  if ('all' in condition || 'any' in condition) {
    const each = ('all' in condition ? condition.all : condition.any).map((one) => settling(one, holds, values));
    return 'all' in condition === holds ? joined(each) : each.flat();
  }
  const { fact } = condition;
  return [...(values.get(fact) ?? [])]
    .filter((value) => meets(condition, value) === holds)
    .map((value) => ({ [fact]: value }));
}

type Line = Extract<Condition, { readonly fact: string }>;

/** Whether a value lies on the right side; a number has no side where a word is asked for. */
function meets(line: Line, value: Facts[string]): boolean | undefined {
  if ('is' in line) return value === line.is;
  if (typeof value !== 'number') return undefined;
  return 'atLeast' in line ? value >= line.atLeast : value < line.below;
}

/** One of each list, wherever they agree. */
const joined = (lists: readonly (readonly Facts[])[]): readonly Facts[] =>
  lists.reduce<readonly Facts[]>(
    (so, list) => so.flatMap((one) => list.flatMap((other) => (agree(one, other) ? [{ ...one, ...other }] : []))),
    [{}],
  );
const agree = (one: Facts, other: Facts): boolean =>
  Object.entries(one).every(([fact, value]) => !Object.hasOwn(other, fact) || other[fact] === value);

/** The values of each fact on either side of every line that the conditions draw. */
type Values = ReadonlyMap<string, ReadonlySet<Facts[string]>>;
function valuesIn(conditions: readonly Condition[]): Values {
  const values = new Map<string, Set<Facts[string]>>();
  const add = (fact: string, ...all: Facts[string][]) =>
    values.set(fact, new Set([...(values.get(fact) ?? []), ...all]));
  const read = (one: Condition): void => {
    if ('all' in one) one.all.forEach(read);
    else if ('any' in one) one.any.forEach(read);
    else if ('not' in one) read(one.not);
    else if ('atLeast' in one) add(one.fact, one.atLeast, one.atLeast - 1);
    else if ('below' in one) add(one.fact, one.below, one.below - 1);
    else if (typeof one.is === 'boolean') add(one.fact, true, false);
    else add(one.fact, one.is, `not ${one.is}`);
  };
  conditions.forEach(read);
  return values;
}
