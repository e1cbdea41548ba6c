import { clauses } from '../statement/clause.ts';
import type { Question } from '../statement/question.ts';
import type { Example, Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';
import { namesOf, type Sort } from './mention.ts';
import { nearest } from './nearest.ts';

/**
 * A slip in an example would make it show something else than it says. Only a question that expects to be
 * refused may use a name that nobody declared: that is how it is told that the unknown is refused.
 */
export const undeclaredInExample: Check = {
  code: 'S102',
  name: 'undeclared-in-example',
  severity: 'error',
  summary: 'an example uses a name that the statement does not have',
  *check(statement) {
    for (const [index, example] of statement.examples.entries()) {
      const asked = example.answer === 'refused' ? [] : namesAsked(statement, example.ask);
      for (const [name, known] of [...namesGiven(statement, example), ...asked]) {
        if (known.includes(name)) continue;
        const meant = nearest(name, known);
        yield {
          at: `examples.${index + 1}`,
          says: `\`${name}\` is not declared`,
          help: meant ? `did you mean \`${meant}\`?` : 'use names of this statement, or expect to be refused',
        };
      }
    }
  },
};

type Asked = readonly [name: string, known: readonly string[]];

function namesGiven(statement: Statement, { given, by }: Example): Asked[] {
  const choices = namesOf(statement, 'choice');
  const facts = namesOf(statement, 'fact');
  return [
    ...Object.keys(given?.choices ?? {}).map((name): Asked => [name.split('/', 1)[0]!, choices]),
    ...Object.keys(given?.facts ?? {}).map((name): Asked => [name, facts]),
    ...(by === undefined ? [] : [[by, clauses(statement).map(({ id }) => id)] as const]),
  ];
}

function namesAsked(statement: Statement, ask: Question): Asked[] {
  const of = (sort: Sort, name: string | undefined): Asked[] =>
    name === undefined ? [] : [[name, namesOf(statement, sort)]];
  switch (ask.ask) {
    case 'collect':
      return [...of('event', ask.event), ...of('touchpoint', ask.at), ...of('data', `${ask.category}.${ask.field}`)];
    case 'hold':
      return of('category', ask.category);
    case 'open':
      return [
        ...of('purpose', ask.purpose),
        ...of('data', `${ask.category}.${ask.field}`),
        ...of('source', ask.source),
      ];
    case 'send':
      return [
        ...of('recipient', ask.recipient),
        ...of('purpose', ask.purpose),
        ...of('data', `${ask.category}.${ask.field}`),
        ...of('source', ask.source),
        ...of('region', ask.region),
      ];
    case 'contact':
      return [[ask.message, Object.keys(statement.messages)]];
    case 'set':
      return [[ask.cookie, Object.keys(statement.cookies)]];
    case 'figure':
      return [[ask.figure, Object.keys(statement.figures)], ...of('recipient', ask.recipient)];
  }
}
