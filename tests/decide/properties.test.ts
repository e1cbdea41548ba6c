/** What must hold of every decision, on random statements, standings and questions. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/decide/compile.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Answer, Because, Question, Refused, Standing } from '../../src/statement/question.ts';
import type { Statement } from '../../src/statement/statement.ts';
import {
  anyQuestion,
  anyStanding,
  anyStrangeStanding,
  limitsOn,
  NAMES_ASKED,
} from '../../src/testing/arbitrary-question.ts';
import { anyStatement } from '../../src/testing/arbitrary-statement.ts';
import { decideSlowly } from '../../src/testing/reference-decider.ts';

interface Case {
  readonly statement: Statement;
  readonly standing: Standing;
  readonly questions: readonly Question[];
}

const anyCase: fc.Arbitrary<Case> = anyStatement.chain((statement) =>
  fc.record({
    statement: fc.constant(statement),
    standing: anyStanding(statement),
    questions: fc.array(anyQuestion(statement), { minLength: 20, maxLength: 20 }),
  }),
);

describe('a decision', () => {
  test('agrees with what the statement means', () => {
    holds(3000, anyCase, ({ statement, standing, questions }) => {
      const compiled = compile(statement);
      for (const question of questions) {
        expect({ question, answer: decide(compiled, question, standing) }).toEqual({
          question,
          answer: decideSlowly(statement, question, standing),
        });
      }
    });
  });

  test('permits by a clause of the statement that speaks of what was asked', () => {
    let permits = 0;
    holds(300, anyCase, ({ statement, standing, questions }) => {
      const compiled = compile(statement);
      for (const question of questions) {
        const answer = decide(compiled, question, standing);
        if (answer.effect !== 'permitted') continue;
        permits += 1;
        expect(clausesAbout(statement, question)).toContain(answer.clause);
      }
    });
    expect(permits).toBeGreaterThan(500);
  });

  /**
   * More precisely: set any choices to off, be they opt-outs, opt-ins, authorisations of one party or one-time
   * permissions, and nothing is permitted that was not before. One-time permissions that override a choice
   * do not break this: turned off, they take their leave with them; what they override they do not heed, so
   * that its turning off gives nothing. (Forgetting a choice is another matter: an opt-out then starts on.)
   */
  test('lets no more through when choices are turned off', () => {
    const turnedOff = anyCase.chain((asked) => {
      const keys = [
        ...new Set([...Object.keys(asked.statement.choices), ...Object.keys(asked.standing.choices)]),
      ].filter((key) => !limitsOn(asked.statement).includes(key));
      return fc.tuple(fc.constant(asked), fc.subarray(keys));
    });
    let withdrawn = 0;
    holds(400, turnedOff, ([{ statement, standing, questions }, off]) => {
      const compiled = compile(statement);
      const less = {
        ...standing,
        choices: joined(
          standing.choices,
          off.map((key) => [key, 'off'] as const),
        ),
      };
      for (const question of questions) {
        const before = decide(compiled, question, standing);
        const after = decide(compiled, question, less);
        if (after.effect === 'permitted')
          expect({ question, before }).toMatchObject({ before: { effect: 'permitted' } });
        else if (before.effect === 'permitted') withdrawn += 1;
      }
    });
    expect(withdrawn).toBeGreaterThan(100);
  });

  test('lets no more through when a person restricts, objects or pauses, and gives all of it back when they take it back', () => {
    const limited = anyCase.chain((asked) => fc.tuple(fc.constant(asked), fc.subarray(limitsOn(asked.statement))));
    let withheld = 0;
    holds(600, limited, ([{ statement, standing, questions }, limits]) => {
      const compiled = compile(statement);
      const set = (state: 'on' | 'off', names: readonly string[]) => ({
        ...standing,
        choices: joined(
          standing.choices,
          names.map((name) => [name, state] as const),
        ),
      });
      const three = [set('off', limitsOn(statement)), standing, set('on', limits)];
      for (const question of questions) {
        const [without, before, after] = three.map((one) => decide(compiled, question, one));
        if (after?.effect === 'permitted')
          expect([before?.effect, without?.effect]).toEqual(['permitted', 'permitted']);
        else if (without?.effect === 'permitted') withheld += 1;
        else expect(after?.effect === 'withheld' && isLimit(after.because)).toBe(false);
      }
    });
    expect(withheld).toBeGreaterThan(200);
  });

  test('refuses whatever stands, or withholds and permits by what stands, but never changes between the two', () => {
    const twoStandings = anyCase.chain((asked) => fc.tuple(fc.constant(asked), anyStanding(asked.statement)));
    holds(200, twoStandings, ([{ statement, standing, questions }, another]) => {
      const compiled = compile(statement);
      for (const question of questions) {
        const one = decide(compiled, question, standing);
        const two = decide(compiled, question, another);
        if (one.effect === 'refused' || two.effect === 'refused') expect(two).toEqual(one);
      }
    });
  });

  test('refuses every question that has an undeclared name in it', () => {
    holds(200, anyCase, ({ statement, standing, questions }) => {
      const compiled = compile(statement);
      for (const question of questions) {
        for (const member of NAMES_ASKED[question.ask]) {
          const strange = { ...question, [member]: 'never-declared' } as Question;
          expect({ strange, answer: decide(compiled, strange, standing) }).toMatchObject({
            answer: { effect: 'refused' },
          });
        }
      }
    });
  });

  test('does not change for choices and facts that the statement does not know', () => {
    holds(200, fc.tuple(anyCase, anyStrangeStanding), ([{ statement, standing, questions }, strange]) => {
      const compiled = compile(statement);
      const more = {
        choices: joined(standing.choices, Object.entries(strange.choices)),
        facts: joined(standing.facts, Object.entries(strange.facts)),
      };
      for (const question of questions) {
        expect(decide(compiled, question, more)).toEqual(decide(compiled, question, standing));
      }
    });
  });
});

test('the random questions reach every reason to withhold or refuse, and a permit of every sort', () => {
  const reached = new Set<string>();
  for (const { statement, standing, questions } of fc.sample(anyCase, { numRuns: 1500, seed: 20 })) {
    for (const question of questions) reached.add(outcome(question, decideSlowly(statement, question, standing)));
  }
  const missing = [...Object.keys(REASONS), ...Object.keys(NAMES_ASKED)].filter((one) => !reached.has(one));
  expect(missing).toEqual([]);
});

const REASONS: { readonly [R in Because | Refused]: true } = {
  'choice-off': true,
  'not-authorised': true,
  condition: true,
  passing: true,
  'aggregates-only': true,
  'not-its-own': true,
  'source-forbids': true,
  'no-ground': true,
  'no-safeguard': true,
  sold: true,
  'too-few': true,
  restricted: true,
  objected: true,
  paused: true,
  'undeclared-event': true,
  'undeclared-touchpoint': true,
  'undeclared-field': true,
  'undeclared-category': true,
  'undeclared-purpose': true,
  'undeclared-use': true,
  'undeclared-recipient': true,
  'undeclared-share': true,
  'undeclared-message': true,
  'undeclared-channel': true,
  'undeclared-cookie': true,
  'undeclared-figure': true,
  'undeclared-source': true,
};

const outcome = (question: Question, answer: Answer) => (answer.effect === 'permitted' ? question.ask : answer.because);

/** The ids of the clauses that could permit this at all. */
function clausesAbout(statement: Statement, question: Question): readonly string[] {
  const under = (section: 'collect' | 'keep' | 'use' | 'messages' | 'cookies' | 'figures', name: string) =>
    Object.keys(statement[section]).includes(name) ? [`${section}.${name}`] : [];
  switch (question.ask) {
    case 'collect':
      return under('collect', question.event);
    case 'hold':
      return under('keep', question.category);
    case 'open':
      return under('use', question.purpose);
    case 'send':
      return Object.entries(statement.share)
        .filter(([, { to, for: purpose }]) => to.includes(question.recipient) && purpose === question.purpose)
        .map(([name]) => `share.${name}`);
    case 'contact':
      return under('messages', question.message);
    case 'set':
      return under('cookies', question.cookie);
    case 'figure':
      return under('figures', question.figure);
  }
}

/** Members and further ones, also where one of them is called `__proto__`. */
const joined = <T>(members: { readonly [name: string]: T }, more: readonly (readonly [string, T])[]) =>
  Object.fromEntries<T>([...Object.entries(members), ...more]);

function holds<T>(runs: number, cases: fc.Arbitrary<T>, claim: (one: T) => void): void {
  fc.assert(fc.property(cases, claim), { numRuns: runs });
}

const isLimit = (because: Because) => ['restricted', 'objected', 'paused'].includes(because);
