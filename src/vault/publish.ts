import { type Database, Raised } from './database.ts';
import { Fault } from './fault.ts';
import type { Parts } from './parts.ts';
import { NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** A statement as it is stored: its text in full, and the hash of the text by which all else names it. */
export interface PublishedStatement {
  readonly id: string;
  readonly dated: string;
  readonly hash: string;
  readonly canonical: string;
}

/**
 * Puts a statement in force, if it is not; whether it did. When it resolves, no commit that was decided by another
 * statement can be stored any more.
 *
 * @throws Fault `storage-newer` if it was in force before and was replaced, or is dated earlier than what is in force
 */
export async function publish({ vault, keyring, clock }: Parts, statement: PublishedStatement): Promise<boolean> {
  const now = clock();
  const { id, dated, hash, canonical } = statement;
  const leaf = sealLeaf(
    await keyring.systemKey('ledger'),
    NO_SUBJECT,
    { kind: 'statement-published', detail: { id, dated, hash } },
    now,
  );
  try {
    const [row] = await vault.query<{ leaf: string | null }>(
      'select publish_statement($1, $2, $3, $4, $5, $6, $7) as leaf',
      [hash, id, dated, canonical, new Date(now), leaf.body, leaf.sealed],
    );
    return row?.leaf != null;
  } catch (error) {
    if (!(error instanceof Raised) || error.state !== 'SO002') throw error;
    throw new Fault(
      'storage-newer',
      `a newer statement than \`${id}\` of ${dated} is in force here`,
      'start the version that has it; to go back, publish the older words as a new statement with a new date',
    );
  }
}

/** The canonical text of a statement that was ever in force, by its hash. */
export async function readPublished(vault: Database, hash: string): Promise<string | undefined> {
  const [row] = await vault.query<{ canonical: string }>('select canonical from statements where hash = $1', [hash]);
  return row?.canonical;
}
