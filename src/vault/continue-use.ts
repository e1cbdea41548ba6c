import type { Parts } from './parts.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

/**
 * Records that somebody goes on using what they have under a version that they were told of: a leaf, once. `untold` if they
 * were not told yet, `noted` if it is on record, now or before, or there is nothing to record.
 */
export async function continueUse(
  { vault, keyring, clock }: Parts,
  subject: string,
  version: { readonly hash: string; readonly dated: string },
): Promise<'noted' | 'untold'> {
  const [notice] = await vault.query<{ is_told: boolean; is_noted: boolean }>(
    `select n.told_at is not null or n.seen_at is not null as is_told, n.continued_at is not null as is_noted
      from notices n join proposals p on p.id = n.proposal
      where n.subject = $1 and p.hash = $2 and p.ended = 'in force'`,
    [subject, version.hash],
  );
  if (notice === undefined || notice.is_noted) return 'noted';
  if (!notice.is_told) return 'untold';
  const keys = await keyring.mint(subject, [LEDGER_KEY]);
  if (keys === 'destroyed') return 'noted';
  const now = clock();
  const leaf = sealLeaf(keys[0]!, subject, { kind: 'continued-use', detail: { ...version, clause: 'changes' } }, now);
  await vault.query(
    `with living as (select id from subjects where id = $1 and tombstone is null for share),
        went as (
          update notices n set continued_at = $3 from proposals p, living
            where n.subject = living.id and p.id = n.proposal and p.hash = $2 and p.ended = 'in force' and n.continued_at is null
            returning n.subject)
      select add_leaf(subject, $4, $5) from went`,
    [subject, version.hash, new Date(now), leaf.body, leaf.sealed],
  );
  return 'noted';
}
