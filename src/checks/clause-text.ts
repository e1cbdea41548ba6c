import { SECTIONS } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';

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

function* textsOf(at: string, clause: object) {
  for (const [member, text] of Object.entries(clause)) {
    if (READ.includes(member) && typeof text === 'string') yield { at, member, text };
  }
}
