import type { Check } from './diagnostic.ts';

/** Everyone can object to direct marketing at any time (GDPR article 21(2)). */
export const promotionWithoutChoice: Check = {
  code: 'S307',
  name: 'promotion-without-choice',
  severity: 'error',
  summary: 'no choice stops a promotional message',
  *check({ messages, choices }) {
    const stoppable = new Set(Object.values(choices).flatMap(({ governs }) => governs.promotion ?? []));
    for (const [name, clause] of Object.entries(messages)) {
      if (clause.class !== 'promotional' || clause.on.length > 0) continue;
      for (const channel of clause.channels) {
        if (stoppable.has(channel)) continue;
        yield {
          at: `messages.${name}`,
          says: `no choice stops \`${name}\` by ${channel}`,
          help: `name a choice under \`on\`, or let one govern promotion by ${channel}`,
        };
      }
    }
  },
};
