import type { Check } from './diagnostic.ts';

export const recipientWithoutRule: Check = {
  code: 'S401',
  name: 'recipient-without-rule',
  severity: 'error',
  summary: 'a recipient is named, and nothing says what it may get',
  *check({ words, share, cookies, figures }) {
    const ruled = new Set([
      ...Object.values(share).flatMap(({ to }) => to),
      ...Object.values(cookies).map(({ by }) => by),
      ...Object.values(figures).flatMap(({ sharedWith }) => sharedWith ?? []),
    ]);
    for (const name of Object.keys(words.recipients)) {
      if (ruled.has(name)) continue;
      yield {
        at: `recipients.${name}`,
        says: `nothing says what \`${name}\` may get`,
        help: 'write a clause for it under `share`, or take it out of the vocabulary',
      };
    }
  },
};
