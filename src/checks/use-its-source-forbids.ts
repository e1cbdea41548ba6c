import type { Check } from './diagnostic.ts';
import { fieldsOf, takenBy } from './flow.ts';

/** What has another source too may still be used as it came from there; what has not can never be. */
export const useItsSourceForbids: Check = {
  code: 'S208',
  name: 'use-its-source-forbids',
  severity: 'error',
  summary: 'a purpose uses data whose every source forbids it',
  *check(statement) {
    const { words, collect, use } = statement;
    for (const [purpose, { data }] of Object.entries(use)) {
      for (const path of fieldsOf(words, data)) {
        const events = Object.values(collect).filter((clause) => takenBy(clause).includes(path));
        const forbids = ({ from }: { from?: string }) =>
          from !== undefined && words.sources[from]?.forbids.purposes?.includes(purpose);
        if (events.length === 0 || !events.every(forbids)) continue;
        yield {
          at: `use.${purpose}`,
          says: `\`${path}\` comes from \`${events[0]!.from}\` alone, which forbids \`${purpose}\``,
          help: 'stop using it, or get it from somewhere else',
        };
      }
    }
  },
};
