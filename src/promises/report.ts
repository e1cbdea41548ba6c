/** What has become of each promise: which clauses state it, which tests hold it, and whether those tests can fail. */
import { mutations as ours } from '../../tests/mutations/mutations.ts';
import { clauses } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import { lacking } from './lacking.ts';
import { type NamingTest, namedInTests } from './named-in-tests.ts';
import { type Mutation, type Proof, readProofs } from './proofs.ts';

/**
 * - `kept`: a test on the running product names it, it fails when what enforces it is switched off, and no part is lacking;
 * - `stated`: a clause states it, and that is all, or not yet all;
 * - `open`: not even that.
 */
export type PromiseState = 'kept' | 'stated' | 'open';

export interface PromiseReport {
  readonly id: string;
  readonly says: string;
  readonly state: PromiseState;
  readonly clauses: readonly string[];
  readonly tests: readonly NamingTest[];
  /** What switches it off, and what became of it when last tried. */
  readonly proofs: readonly Proof[];
  /** The part that the product does not do yet. */
  readonly lacks?: string;
}

export function reportPromises(
  statement: Statement,
  root: string,
  mutations: readonly Mutation[] = ours,
  lacks: { readonly [promise: string]: string | undefined } = lacking,
): readonly PromiseReport[] {
  const entries = clauses(statement);
  const named = namedInTests(root);
  const proofs = readProofs(root, mutations);
  return Object.entries(statement.words.promises).map(([id, says]) => {
    const stating = entries.filter((clause) => clause.keeps.includes(id)).map((clause) => clause.id);
    const tests = named.get(id) ?? [];
    const own = proofs.filter((proof) => proof.promises.includes(id));
    const isProved = own.length > 0 && own.every((proof) => proof.result === 'caught');
    const missing = lacks[id];
    const isKept = stating.length > 0 && tests.length > 0 && isProved && missing === undefined;
    const state = isKept ? 'kept' : stating.length > 0 ? 'stated' : 'open';
    return { id, says, state, clauses: stating, tests, proofs: own, ...(missing !== undefined && { lacks: missing }) };
  });
}
