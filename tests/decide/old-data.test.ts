/** What was collected under an earlier version: decided step by step, and once more from the meaning alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/decide/compile.ts';
import { mayOpenOld } from '../../src/decide/old-data.ts';
import type { OpenQuestion, Standing } from '../../src/statement/question.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { anyQuestion, anyStanding } from '../../src/testing/arbitrary-question.ts';
import { anyStatement } from '../../src/testing/arbitrary-statement.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openedSlowly, type VersionTold } from '../../src/testing/reference-decider.ts';

interface Case {
  readonly line: readonly VersionTold[];
  readonly standing: Standing;
  readonly question: OpenQuestion;
}

/** The same statement with some of its uses left out, or asked consent for. */
const anyVersionOf = (statement: Statement): fc.Arbitrary<VersionTold> => {
  const names = Object.keys(statement.use);
  const choices = Object.keys(statement.choices);
  return fc
    .record({
      left: fc.subarray(names, { minLength: Math.max(0, names.length - 1) }),
      on: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(undefined, ...choices)),
      isTold: fc.boolean(),
      isPast: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
    })
    .map(({ left, on, isTold, isPast }) => ({
      statement: {
        ...statement,
        use: Object.fromEntries(
          left.map((name) => [name, { ...statement.use[name]!, ...(on !== undefined && { on }) }]),
        ),
      },
      isTold,
      isPast,
    }));
};

const anyCase: fc.Arbitrary<Case> = anyStatement.chain((statement) =>
  fc.record({
    line: fc.array(anyVersionOf(statement), { minLength: 1, maxLength: 5 }),
    standing: anyStanding(statement),
    question: anyQuestion(statement).filter((one): one is OpenQuestion => one.ask === 'open'),
  }),
);

const decided = ({ line, standing, question }: Case, tell = (isTold: boolean) => isTold) =>
  mayOpenOld(
    line.map(({ statement, isTold, isPast }) => {
      const compiled = compile(statement);
      return { compiled, known: compiled.know(standing), isTold: tell(isTold), isPast };
    }),
    question,
  );

test('a use of old data is decided as the rule means it', () => {
  keeps('changes.material-notice');
  let permits = 0;
  fc.assert(
    fc.property(anyCase, (one) => {
      const answer = decided(one);
      permits += Number(answer && one.line.length > 1);
      expect(answer).toBe(openedSlowly(one.line, one.question, one.standing));
    }),
    { numRuns: 1500 },
  );
  expect(permits).toBeGreaterThan(50);
});

test('a use of old data that the version in force does not permit is never permitted, nor one that nobody was told of', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const [first] = one.line;
      const untold = decided(one, () => false);
      if (untold) expect(decided({ ...one, line: [first!] })).toBe(true);
      if (decided(one)) expect(decided({ ...one, line: [one.line.at(-1)!] })).toBe(true);
      // Who was told of less is used no more.
      if (untold) expect(decided(one)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
