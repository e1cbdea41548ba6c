import { clauseTexts } from './clause-text.ts';
import type { Check } from './diagnostic.ts';

export const nothingSaid: Check = {
  code: 'S505',
  name: 'nothing-said',
  severity: 'error',
  summary: 'a text that people are to read is empty',
  *check(statement) {
    for (const { at, member, text } of clauseTexts(statement)) {
      if (text.trim() !== '') continue;
      yield { at, says: `\`${member}\` is empty`, help: 'say it in words that people understand' };
    }
  },
};
