import type { Check } from './diagnostic.ts';

export const foundTwice: Check = {
  code: 'S212',
  name: 'found-twice',
  severity: 'error',
  summary: 'the same value could lead to two different owners',
  *check({ words }) {
    const first = new Map<string, string>();
    for (const [category, { of, fields }] of Object.entries(words.data)) {
      for (const [field, { type, findable, says }] of Object.entries(fields)) {
        if (!findable) continue;
        const same = `${of} ${type} ${type === 'identifier' ? says : ''}`;
        const before = first.get(same);
        if (before === undefined) first.set(same, `${category}.${field}`);
        else
          yield {
            at: `data.${category}.${field}`,
            says: `a ${of} is found by \`${category}.${field}\` and by \`${before}\`, and the two could disagree`,
            help: 'make one of them findable',
          };
      }
    }
  },
};
