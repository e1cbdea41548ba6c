import type { Check } from './diagnostic.ts';
import { collected } from './flow.ts';
import { mentions, namesOf, paths, type Sort } from './mention.ts';

/**
 * Promises and recipients have checks of their own (`promise-unkept`, `recipient-without-rule`), purposes and
 * choices have `word-without-clause`, and a region may be there because people live in it.
 */
const SORTS = {
  situation: 'situations',
  touchpoint: 'touchpoints',
  category: 'data',
  source: 'sources',
  fact: 'facts',
  ending: 'endings',
} as const satisfies Partial<Record<Sort, string>>;

export const unusedWord: Check = {
  code: 'S107',
  name: 'unused-word',
  severity: 'warning',
  summary: 'a word of the vocabulary is in no clause',
  *check(statement) {
    const mentioned = new Map<Sort, Set<string>>();
    for (const { at, sort, name } of mentions(statement)) {
      // What is kept must also be taken somewhere: to be in `keep` alone is to be unused.
      if (at.startsWith('keep.') && sort === 'category') continue;
      mentioned.set(sort, (mentioned.get(sort) ?? new Set()).add(name));
    }
    for (const path of mentioned.get('data') ?? []) {
      mentioned.set('category', (mentioned.get('category') ?? new Set()).add(path.split('.', 1)[0]!));
    }
    const help = 'use it in a clause, or take it out of the vocabulary';
    for (const sort of Object.keys(SORTS) as (keyof typeof SORTS)[]) {
      for (const name of namesOf(statement, sort)) {
        if (mentioned.get(sort)?.has(name)) continue;
        yield { at: `${SORTS[sort]}.${name}`, says: `\`${name}\` is declared but no clause uses it`, help };
      }
    }
    const taken = collected(statement);
    for (const path of paths(statement.words)) {
      const [category = '', field = ''] = path.split('.');
      if (taken.has(path) || !mentioned.get('category')?.has(category) || mentioned.get('data')?.has(path)) continue;
      yield { at: `data.${path}`, says: `\`${field}\` is declared but no event takes it`, help };
    }
  },
};
