import type { Check } from './diagnostic.ts';
import { fieldsOf } from './flow.ts';

export const sharedBeyondUse: Check = {
  code: 'S403',
  name: 'shared-beyond-use',
  severity: 'error',
  summary: 'a recipient gets for a purpose what the purpose itself may not use',
  *check({ words, use, share }) {
    for (const [name, clause] of Object.entries(share)) {
      const uses = new Set(fieldsOf(words, use[clause.for]?.data ?? []));
      for (const path of fieldsOf(words, clause.sends)) {
        if (uses.has(path)) continue;
        yield {
          at: `share.${name}`,
          says: `\`${path}\` is shared for \`${clause.for}\`, which may not use it`,
          help: `name it under \`use.${clause.for}\`, or stop sharing it`,
        };
      }
    }
  },
};
