import type { Statement } from '../statement/statement.ts';
import { own } from './own.ts';

/** What a clause says, in a few plain words; its id where it has none of its own. */
export function clauseWords(statement: Statement, id: string): string {
  const dot = id.indexOf('.');
  const [section, name] = [id.slice(0, dot), id.slice(dot + 1)];
  switch (section) {
    case 'collect':
      return `when ${own(statement.collect, name)?.says ?? name}`;
    case 'use':
      return own(statement.words.purposes, name)?.says ?? id;
    case 'choices':
      return own(statement.choices, name)?.asks ?? id;
    case 'share':
      return own(statement.share, name)?.says ?? id;
    case 'keep':
      return own(statement.words.data, name)?.says ?? id;
    default:
      return id;
  }
}
