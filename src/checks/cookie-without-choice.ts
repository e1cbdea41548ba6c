import type { Check } from './diagnostic.ts';

/** What is not strictly necessary is set with leave alone (ePrivacy directive, article 5(3)). */
export const cookieWithoutChoice: Check = {
  code: 'S310',
  name: 'cookie-without-choice',
  severity: 'error',
  summary: 'a cookie that is not strictly necessary has no choice',
  *check({ cookies, choices }) {
    const governed = new Set<string>(Object.values(choices).flatMap(({ governs }) => governs.cookies ?? []));
    for (const [name, clause] of Object.entries(cookies)) {
      if (clause.class === 'strictly-necessary' || clause.on !== undefined || governed.has(clause.class)) continue;
      yield {
        at: `cookies.${name}`,
        says: `no choice governs \`${name}\`, a ${clause.class} cookie`,
        help: `let a choice govern \`${clause.class}\` cookies`,
      };
    }
  },
};
