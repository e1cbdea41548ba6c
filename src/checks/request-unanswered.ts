import { REQUESTS } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';

/** The rights of GDPR articles 15 to 18, 20 and 21. */
export const requestUnanswered: Check = {
  code: 'S703',
  name: 'request-unanswered',
  severity: 'error',
  summary: 'a person has a right that the statement says nothing of',
  *check({ requests }) {
    for (const kind of REQUESTS) {
      if (Object.hasOwn(requests, kind)) continue;
      yield {
        at: `requests.${kind}`,
        says: `nothing says by when a request for ${kind} is answered`,
        help: `write \`requests.${kind}\``,
      };
    }
  },
};
