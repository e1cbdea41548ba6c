import type { Parts } from './parts.ts';
import { type Entry, NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** Records something that was done and is about nobody. When it resolves, the leaf is on disk. */
export async function record({ vault, keyring, clock }: Parts, entry: Entry): Promise<void> {
  const leaf = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
  await vault.query('select add_leaf($1, $2, $3)', [NO_SUBJECT, leaf.body, leaf.sealed], 'record');
}
