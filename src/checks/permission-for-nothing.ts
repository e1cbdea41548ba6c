import type { Check } from './diagnostic.ts';

/** A one-time permission is used up by the event that needs it; where none does, it is never asked for. */
export const permissionForNothing: Check = {
  code: 'S313',
  name: 'permission-for-nothing',
  severity: 'error',
  summary: 'no event needs a one-time permission, so that its override never counts',
  *check({ choices, collect }) {
    const needed = new Set(Object.values(collect).flatMap(({ needs }) => needs ?? []));
    for (const [name, clause] of Object.entries(choices)) {
      if (clause.kind !== 'one-time' || needed.has(name)) continue;
      if ((clause.overrides ?? []).length === 0) continue;
      yield {
        at: `choices.${name}`,
        says: `\`${name}\` overrides a choice for one act, and no event needs it`,
        help: `name \`${name}\` under \`needs\` of the event that it permits`,
      };
    }
  },
};
