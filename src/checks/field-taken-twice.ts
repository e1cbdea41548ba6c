import type { Check } from './diagnostic.ts';
import { takenBy } from './flow.ts';

/** What arrives names its fields without their categories, so a value would not know where it belongs. */
export const fieldTakenTwice: Check = {
  code: 'S213',
  name: 'field-taken-twice',
  severity: 'error',
  summary: 'an event takes two fields of one name',
  *check({ collect }) {
    for (const [event, clause] of Object.entries(collect)) {
      const first = new Map<string, string>();
      for (const path of takenBy(clause)) {
        const field = path.slice(path.indexOf('.') + 1);
        const before = first.get(field);
        if (before === undefined) first.set(field, path);
        else
          yield {
            at: `collect.${event}`,
            says:
              before === path ? `\`${path}\` is taken twice` : `\`${path}\` and \`${before}\` arrive under one name`,
            help: before === path ? 'take it once' : 'give one of them another name, or an event of its own',
          };
      }
    }
  },
};
