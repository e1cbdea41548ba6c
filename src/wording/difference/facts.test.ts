import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from '../../decide/condition.ts';
import type { Condition, Standing } from '../../statement/question.ts';
import { factsBetween } from './facts.ts';

const FLAGS = ['registered', 'lit', '__proto__'];
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ fact: fc.constantFrom(...FLAGS), is: fc.boolean() }),
    fc.record({ fact: fc.constant('region'), is: fc.constantFrom('here', 'there') }),
    fc.record({ fact: fc.constant('age'), atLeast: fc.integer({ min: 16, max: 20 }) }),
    fc.record({ fact: fc.constant('age'), below: fc.integer({ min: 16, max: 20 }) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

/** Whatever can be known of all that these conditions turn on. */
const everything = ((): readonly Standing['facts'][] => {
  const known = [
    ...FLAGS.map((fact) => [fact, [undefined, true, false]] as const),
    ['region', [undefined, 'here', 'there', 'nowhere']] as const,
    ['age', [undefined, ...Array.from({ length: 8 }, (_, index) => 14 + index)]] as const,
  ];
  return known.reduce<Standing['facts'][]>(
    (so, [fact, values]) =>
      so.flatMap((facts) => values.map((value) => (value === undefined ? facts : { ...facts, [fact]: value }))),
    [{}],
  );
})();

test('where one condition holds and another does not, facts are found that show it', () => {
  let told = 0;
  fc.assert(
    fc.property(condition, condition, (here, there) => {
      const [ours, theirs] = [compileCondition(here), compileCondition(there)];
      const shows = (facts: Standing['facts']) => ours(facts) === true && theirs(facts) !== true;
      const isThere = everything.some(shows);
      if (isThere) told += 1;
      expect(factsBetween(here, there).some(shows)).toBe(isThere);
    }),
    { numRuns: 500 },
  );
  expect(told).toBeGreaterThan(100);
});

test('a condition that is new, or gone, is settled too', () => {
  const registered = { fact: 'registered', is: true } as const;
  expect(factsBetween(undefined, registered)).toContainEqual({ registered: false });
  expect(factsBetween(registered, undefined)).toEqual([{ registered: true }]);
});
