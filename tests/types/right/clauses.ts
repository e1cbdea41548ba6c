/** What an author writes is a statement with narrower names: the cast in `finish` stands on this. */
import type { Clauses, Statement } from '../../../src/statement/statement.ts';
import { library, type words } from './library.ts';

type Same<A, B> = [A, B] extends [B, A] ? true : never;

type Library = (typeof words)['words'];

declare const written: Required<Clauses<Library>>;
export const plain: Omit<Statement, 'words'> = written;
export const sections: Same<keyof Clauses<Library>, Exclude<keyof Statement, 'words'>> = true;

export const typed: Statement = library;
