import { inDays } from '../statement/span.ts';
import type { Check } from './diagnostic.ts';

export const reminderTooEarly: Check = {
  code: 'S702',
  name: 'reminder-too-early',
  severity: 'error',
  summary: 'a reminder would come before the request itself',
  *check({ requests }) {
    for (const [kind, { within, remind }] of Object.entries(requests)) {
      if (inDays(remind) < inDays(within)) continue;
      yield {
        at: `requests.${kind}`,
        says: `the reminder is ${remind} before the end of ${within}, when nothing has been asked yet`,
        help: `write a span shorter than ${within}`,
      };
    }
  },
};
