/** Deletions that go on: what is older than a span of the person's own is gone, until they lift it. See `deletions.ts`. */
import { randomUUID } from 'node:crypto';
import { type DeletionRow, deletionIn, tell } from './deletions.ts';
import type { Parts } from './parts.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

export interface AutoDeletion {
  readonly subject: string;
  readonly category: string;
  /** What is older goes: a span of the statement's language. None lifts the one in force. */
  readonly olderThan?: string | undefined;
  /** Until when it can be lifted as if it had never been; epoch milliseconds. */
  readonly until: number;
  /** The day from which on nothing is left that one in force until now could be about, `YYYY-MM-DD`. */
  readonly forgetOn: string | undefined;
}

/** What has come of it: `same` where one of that span is in force already, `none` where there is none to lift, or nobody any more. */
export type AutoDeletionSet =
  | { readonly kind: 'set' | 'same'; readonly until: number }
  | { readonly kind: 'lifted' | 'none' };

/** Sets it for a category in place of the one before, or lifts that. For every process, when it resolves. */
export async function setAutoDeletion(parts: Parts, setting: AutoDeletion): Promise<AutoDeletionSet> {
  const { vault, keyring, clock } = parts;
  const { subject, category, olderThan, until, forgetOn } = setting;
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return { kind: 'none' };
  const now = clock();
  const entry =
    olderThan === undefined
      ? { kind: 'auto-deletion-lifted', detail: { category } }
      : { kind: 'auto-deletion-set', detail: { category, olderThan } };
  const leaf = sealLeaf(keys[0]!, subject, entry, now);
  const id = randomUUID();
  const scope = olderThan === undefined ? null : JSON.stringify({ categories: [category], olderThan });
  const changed = await vault.query<DeletionRow>(
    `select subject, id, made_at, until, state, scope, forget_on::text from roll_commit($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [subject, id, category, new Date(now), new Date(until), scope, forgetOn ?? null, leaf.body, leaf.sealed],
  );
  const rows = changed.map(deletionIn);
  const inForce = rows.find(({ state }) => state === 'rolling');
  if (inForce !== undefined && inForce.id !== id) return { kind: 'same', until: inForce.until };
  for (const row of rows) await keyring.noteDeletion(row);
  await tell(vault, subject);
  if (inForce !== undefined) return { kind: 'set', until };
  return { kind: rows.length > 0 ? 'lifted' : 'none' };
}
