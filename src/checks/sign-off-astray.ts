import { absolutesOf, textsRead } from './absolute-words.ts';
import type { Check } from './diagnostic.ts';

/** A signature is for a text. When the text changes, it has to be given again. */
export const signOffAstray: Check = {
  code: 'S504',
  name: 'sign-off-astray',
  severity: 'error',
  summary: 'a sign-off is for words that do not stand in its clause',
  *check(statement, _, prose) {
    const texts = textsRead(statement, prose);
    for (const [index, { clause, words }] of statement.signedOff.entries()) {
      if (prose === undefined && clause.startsWith('wording.')) continue;
      const standing = new Set(texts.filter(({ at }) => at === clause).flatMap(({ text }) => [...absolutesOf(text)]));
      const signed = absolutesOf(words);
      const astray = signed.size === 0 ? [words] : [...signed].filter((word) => !standing.has(word));
      for (const word of astray) {
        yield {
          at: `signedOff.${index + 1}`,
          says: `\`${word}\` is signed for, and does not stand in \`${clause}\``,
          help: 'take it out of `words`, or sign what stands there now',
        };
      }
    }
  },
};
