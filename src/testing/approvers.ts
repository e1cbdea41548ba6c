/** People who approve versions of the statement, with keys of their own, and what they sign. */
import { randomBytes } from 'node:crypto';
import { proposalText } from '../gate/approval.ts';
import type { Proposing } from '../gate/publish.ts';
import { hashOf } from '../gate/version.ts';
import { type NoteSigner, readSecretKey, secretKeyText } from '../ledger/note.ts';
import type { Statement } from '../statement/statement.ts';

export const approver = (name: string, seed = randomBytes(32)): NoteSigner => readSecretKey(secretKeyText(name, seed))!;

/** What is signed to propose a statement. Instants are epoch milliseconds. */
export const textFor = (statement: Statement, inPlaceOf: string, takesEffect: number, proposed: number): string =>
  proposalText({
    hash: hashOf(statement),
    inPlaceOf,
    takesEffect: new Date(takesEffect).toISOString(),
    proposed: new Date(proposed).toISOString(),
  });

/** A proposal, signed. */
export const proposing = (
  signer: NoteSigner,
  statement: Statement,
  inPlaceOf: string,
  takesEffect: number,
  proposed: number,
): Proposing & { readonly note: string } => ({
  statement,
  note: signer.sign(textFor(statement, inPlaceOf, takesEffect, proposed)),
});
