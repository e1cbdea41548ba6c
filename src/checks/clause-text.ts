import { SECTIONS } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import type { Words } from '../statement/vocabulary.ts';
import type { Read } from './diagnostic.ts';

/** The members of a clause that people read. */
const READ = ['says', 'asks', 'tells', 'warns', 'safeguard'];

/** Every text that a clause shows to people. */
export function* clauseTexts(statement: Statement): Generator<{ at: string; member: string; text: string }> {
  for (const section of SECTIONS) {
    for (const [name, clause] of Object.entries(statement[section])) yield* textsOf(`${section}.${name}`, clause);
  }
  yield* textsOf('age', statement.age);
  yield* textsOf('changes', statement.changes);
}

/** Every text of the vocabulary: the page, its slots and its switches repeat them. */
export function* wordTexts({ words }: Statement): Generator<Read> {
  const { promises: _, ...sorts } = words;
  for (const [sort, named] of Object.entries(sorts))
    for (const [name, word] of Object.entries<{ says: string; fields?: Words['data'][string]['fields'] }>(named)) {
      yield { at: `words.${sort}.${name}.says`, text: word.says };
      for (const [field, { says }] of Object.entries(word.fields ?? {}))
        yield { at: `words.${sort}.${name}.fields.${field}.says`, text: says };
    }
}

function* textsOf(at: string, clause: object) {
  for (const [member, text] of Object.entries(clause)) {
    if (READ.includes(member) && typeof text === 'string') yield { at, member, text };
  }
}
