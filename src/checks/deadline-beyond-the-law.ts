import { inDays } from '../statement/span.ts';
import type { Check } from './diagnostic.ts';

export const deadlineBeyondTheLaw: Check = {
  code: 'S701',
  name: 'deadline-beyond-the-law',
  severity: 'error',
  summary: 'a request may take longer than the law lets it (one month: GDPR article 12(3))',
  *check({ requests }) {
    for (const [kind, { within }] of Object.entries(requests)) {
      if (inDays(within) <= inDays('1 month')) continue;
      yield {
        at: `requests.${kind}`,
        says: `a request may take ${within}, and the law gives one month`,
        help: 'write `30 days` or less',
      };
    }
  },
};
