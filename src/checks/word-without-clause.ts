import type { Check } from './diagnostic.ts';

/** A choice without a clause is never on, and a purpose without one may see nothing: both would be waited for in vain. */
export const wordWithoutClause: Check = {
  code: 'S109',
  name: 'word-without-clause',
  severity: 'error',
  summary: 'a purpose or a choice is declared, and has no clause',
  *check({ words, use, choices }) {
    for (const [section, declared, clauses] of [
      ['use', words.purposes, use],
      ['choices', words.choices, choices],
    ] as const) {
      for (const name of Object.keys(declared)) {
        if (Object.hasOwn(clauses, name)) continue;
        yield {
          at: `${section}.${name}`,
          says: `\`${name}\` is declared and has no clause`,
          help: `write \`${section}.${name}\`, or take it out of the vocabulary`,
        };
      }
    }
  },
};
