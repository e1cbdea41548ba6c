import type { ShareClause, Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';
import { fieldsOf } from './flow.ts';

/** One clause that permits is enough, so the wider of two would make the narrower an empty promise. */
export const restrictionUndone: Check = {
  code: 'S410',
  name: 'restriction-undone',
  severity: 'error',
  summary: 'one clause restricts what another gives to the same recipient without restriction',
  *check(statement) {
    for (const [name, narrow] of Object.entries(statement.share)) {
      for (const [other, wide] of Object.entries(statement.share)) {
        if (name === other || narrow.for !== wide.for) continue;
        const restriction = RESTRICTIONS.find((one) => narrow[one] !== undefined && wide[one] === undefined);
        if (restriction === undefined || RESTRICTIONS.some((one) => wide[one] !== undefined)) continue;
        const recipient = narrow.to.find((one) => wide.to.includes(one));
        const path = common(statement, narrow, wide);
        if (recipient === undefined || path === undefined) continue;
        yield {
          at: `share.${name}`,
          says: `\`${recipient}\` gets \`${path}\` here with \`${restriction}\`, and by \`share.${other}\` without it`,
          help: `take \`${path}\` out of one of the two`,
        };
      }
    }
  },
};

const RESTRICTIONS = ['on', 'needs', 'own', 'grounds'] as const satisfies readonly (keyof ShareClause)[];

function common({ words }: Statement, one: ShareClause, other: ShareClause): string | undefined {
  const sent = new Set(fieldsOf(words, other.sends));
  return fieldsOf(words, one.sends).find((path) => sent.has(path));
}
