import type { Check } from './diagnostic.ts';

/** GDPR article 8: sixteen, and a country may go down to thirteen, without a parent's word. */
export const tooYoungToConsent: Check = {
  code: 'S704',
  name: 'too-young-to-consent',
  severity: 'error',
  summary: 'a purpose rests on the consent of people whom the law thinks too young for it',
  *check({ words, age }) {
    const consented = Object.keys(words.purposes).find((name) => words.purposes[name]?.basis === 'consent');
    if (consented === undefined || age.minimum >= 13) return;
    yield {
      at: 'age',
      says: `\`${consented}\` rests on consent, and people of ${age.minimum} can not give it`,
      help: 'write 13 or more, and 16 where no country says less',
    };
  },
};
