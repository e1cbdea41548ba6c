import type { Condition } from '../statement/question.ts';
import type { Fact } from '../statement/vocabulary.ts';
import type { Check } from './diagnostic.ts';

type Leaf = Extract<Condition, { fact: string }>;

export const conditionMistyped: Check = {
  code: 'S108',
  name: 'condition-mistyped',
  severity: 'error',
  summary: 'a condition compares a fact with a value that it never has',
  *check(statement) {
    for (const [name, { when }] of Object.entries(statement.collect)) {
      for (const leaf of when ? leaves(when) : []) {
        const type = statement.words.facts[leaf.fact]?.type;
        if (type === undefined || type === typeCompared(leaf)) continue;
        yield {
          at: `collect.${name}`,
          says: `\`${leaf.fact}\` is a ${type}, and is compared otherwise`,
          help: HOW[type],
        };
      }
    }
  },
};

const HOW: Record<Fact['type'], string> = {
  flag: 'compare a flag with `is: true` or `is: false`',
  number: 'compare a number with `atLeast` or `below`',
  word: "compare a word with `is: '…'`",
};

function typeCompared(leaf: Leaf): Fact['type'] {
  if (!('is' in leaf)) return 'number';
  return typeof leaf.is === 'boolean' ? 'flag' : 'word';
}

function leaves(condition: Condition): readonly Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  return [condition];
}
