import { compile } from '../decide/compile.ts';
import { decide } from '../decide/decide.ts';
import type { Answer } from '../statement/question.ts';
import type { Check } from './diagnostic.ts';

export const exampleContradicted: Check = {
  code: 'S601',
  name: 'example-contradicted',
  severity: 'error',
  summary: 'the statement answers an example otherwise than the example says',
  *check(statement) {
    const compiled = compile(statement);
    for (const [index, { says, given, ask, answer, by }] of statement.examples.entries()) {
      const found = decide(compiled, ask, { choices: given?.choices ?? {}, facts: given?.facts ?? {} });
      const clause = found.effect === 'refused' ? undefined : found.clause;
      if (found.effect === answer && (by === undefined || by === clause)) continue;
      yield {
        at: `examples.${index + 1}`,
        says: `"${says}" expects ${expected(answer, by)}, and is ${inWords(found)}`,
        help: 'correct the example, or the clause that decides',
      };
    }
  },
};

const expected = (answer: string, by: string | undefined) => (by === undefined ? answer : `${answer} by \`${by}\``);

function inWords(answer: Answer): string {
  switch (answer.effect) {
    case 'permitted':
      return `permitted by \`${answer.clause}\``;
    case 'withheld':
      return `withheld by \`${answer.clause}\` (${answer.because})`;
    case 'refused':
      return `refused (${answer.because})`;
  }
}
