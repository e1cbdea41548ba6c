import type { Check } from './diagnostic.ts';

export const noRetention: Check = {
  code: 'S205',
  name: 'no-retention',
  severity: 'error',
  summary: 'nothing says how long a category is kept',
  *check({ words, keep }) {
    for (const [name, { passing }] of Object.entries(words.data)) {
      if (passing || Object.hasOwn(keep, name)) continue;
      yield {
        at: `data.${name}`,
        says: `nothing says how long \`${name}\` is kept`,
        help: `write \`keep.${name}\`, or make it \`passing\``,
      };
    }
  },
};
