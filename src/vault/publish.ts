import type { Database } from './database.ts';
import type { Parts } from './parts.ts';
import { NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** A statement as it is stored: its text in full, and the hash of the text by which all else names it. */
export interface PublishedStatement {
  readonly id: string;
  readonly dated: string;
  readonly hash: string;
  readonly canonical: string;
  /** The same as JSON in the order in which its author wrote it: people read it in this one. */
  readonly written: string;
  /** The prose that people read beside it, as JSON. */
  readonly wording?: string | undefined;
}

export type Published =
  | 'published'
  /** It is in force already. */
  | 'stands'
  /** It was in force, and was replaced: an old program would bring old promises back. */
  | 'replaced'
  /** It is dated earlier than what is in force. */
  | 'older'
  /** Another is in force than the one that it was to replace. */
  | 'moved';

/** The channel on which another statement in force is told, with its hash. */
export const STATEMENT_CHANNEL = 'sotto_statement';

/**
 * Puts a statement in force in place of another, by its hash (of none, for `undefined`). When it resolves with `published`,
 * no commit that was decided by another statement can be stored any more.
 */
export async function publish(
  { vault, keyring, clock }: Parts,
  statement: PublishedStatement,
  inPlaceOf: string | undefined,
): Promise<Published> {
  const now = clock();
  const { id, dated, hash, canonical, written, wording = null } = statement;
  const leaf = sealLeaf(
    await keyring.systemKey('ledger'),
    NO_SUBJECT,
    { kind: 'statement-published', detail: { id, dated, hash, inPlaceOf: inPlaceOf ?? null } },
    now,
  );
  const [row] = await vault.query<{ kind: Published }>(
    'select publish_statement($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as kind',
    [hash, id, dated, canonical, written, wording, inPlaceOf ?? null, new Date(now), leaf.body, leaf.sealed],
  );
  return row!.kind;
}

/** The hash of the statement in force, read from the primary; `undefined` before the first. */
export async function hashInForce(vault: Database): Promise<string | undefined> {
  const [row] = await vault.query<{ statement: string }>('select statement from in_force', [], 'in-force');
  return row?.statement;
}

/** Every statement that was in force until one of them, that one as the last; none if it never was. */
export async function publishedUntil(vault: Database, hash: string): Promise<PublishedStatement[]> {
  const rows = await vault.query<PublishedStatement & { wording: string | null }>(
    `select id, dated::text as dated, hash, canonical, coalesce(written, canonical) as written, wording
      from statements where n <= (select n from statements where hash = $1) order by n`,
    [hash],
  );
  return rows.map((row) => ({ ...row, wording: row.wording ?? undefined }));
}

/** A statement that was ever in force, by its hash. */
export async function readPublished(vault: Database, hash: string): Promise<PublishedStatement | undefined> {
  const [row] = await vault.query<PublishedStatement & { wording: string | null }>(
    `select id, dated::text as dated, hash, canonical, coalesce(written, canonical) as written, wording
      from statements where hash = $1`,
    [hash],
  );
  return row && { ...row, wording: row.wording ?? undefined };
}
