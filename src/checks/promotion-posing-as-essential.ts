import type { Check } from './diagnostic.ts';

export const promotionPosingAsEssential: Check = {
  code: 'S308',
  name: 'promotion-posing-as-essential',
  severity: 'error',
  summary: 'an essential message, which no preference silences, serves a purpose that promotes',
  *check({ words, messages }) {
    for (const [name, clause] of Object.entries(messages)) {
      if (clause.class !== 'essential' || !words.purposes[clause.for]?.marketing) continue;
      yield {
        at: `messages.${name}`,
        says: `\`${name}\` calls itself essential, and \`${clause.for}\` promotes`,
        help: 'make it promotional, or send it for another purpose',
      };
    }
  },
};
