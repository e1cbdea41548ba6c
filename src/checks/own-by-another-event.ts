import type { Check } from './diagnostic.ts';
import { categoryOf, takenBy } from './flow.ts';

export const ownByAnotherEvent: Check = {
  code: 'S411',
  name: 'own-by-another-event',
  severity: 'error',
  summary: 'the field that tells whose content it is comes with none of the data that is sent',
  *check({ collect, share }) {
    for (const [name, { own, sends }] of Object.entries(share)) {
      if (own === undefined) continue;
      const beside = new Set(
        Object.values(collect)
          .map(takenBy)
          .filter((taken) => taken.includes(own))
          .flatMap((taken) => taken.flatMap((path) => [path, categoryOf(path)])),
      );
      for (const path of sends) {
        if (beside.has(path)) continue;
        yield {
          at: `share.${name}`,
          says: `no event has \`${path}\` together with \`${own}\`, so it is nobody's own`,
          help: `take \`${own}\` in the same event, or send it by a clause without \`own\``,
        };
      }
    }
  },
};
