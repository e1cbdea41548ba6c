import type { Check } from './diagnostic.ts';
import { takenBy, used } from './flow.ts';

export const collectedButUnused: Check = {
  code: 'S201',
  name: 'collected-but-unused',
  severity: 'error',
  summary: 'a field is collected that no purpose uses',
  *check(statement) {
    const uses = used(statement);
    for (const [event, clause] of Object.entries(statement.collect)) {
      for (const path of takenBy(clause)) {
        if (uses.has(path)) continue;
        yield {
          at: `collect.${event}`,
          says: `\`${path}\` is collected but no purpose uses it`,
          help: 'name it under `use`, or stop collecting it',
        };
      }
    }
  },
};
