import type { Statement } from '../statement/statement.ts';
import { clauseTexts, wordTexts } from './clause-text.ts';
import type { Check, Read } from './diagnostic.ts';

const ABSOLUTE =
  /(?<![\p{L}-])(only|never|always|all|every|everyone|everything|no[ -]one|nobody|nothing|none|guaranteed?)(?![\p{L}-])/giu;

/** What is absolute is broken by one exception, so a person with a role has to have meant it. */
export const absoluteWords: Check = {
  code: 'S503',
  name: 'absolute-words',
  severity: 'warning',
  summary: 'an absolute word has no sign-off',
  *check(statement, _, prose) {
    for (const { at, text } of textsRead(statement, prose)) {
      const signed = statement.signedOff.filter(({ clause }) => clause === at).map(({ words }) => absolutesOf(words));
      for (const word of absolutesOf(text)) {
        if (signed.some((words) => words.has(word))) continue;
        yield {
          at,
          says: `\`${word}\` is absolute, and no one has signed for it`,
          help: 'say what is meant, or let someone sign under `signedOff`',
        };
      }
    }
  },
};

/** The absolute words of a text, in lower case, each once. */
export function absolutesOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(ABSOLUTE)].map(([word]) => word.toLowerCase().replace('-', ' ')));
}

/** Every text that people read: clauses, vocabulary, and the prose where there is one. */
export const textsRead = (statement: Statement, prose: readonly Read[] = []): readonly Read[] => [
  ...clauseTexts(statement),
  ...wordTexts(statement),
  ...prose,
];
