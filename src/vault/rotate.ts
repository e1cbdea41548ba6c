/**
 * Renewing the epoch: the keys of the living are wrapped anew, and the key that wrapped them before is destroyed. From then
 * on no older copy of the keyring, in a backup or on a disk, opens anything of anybody who was erased.
 */
import type pg from 'pg';
import { alone } from './alone.ts';
import type { Database } from './database.ts';
import type { EpochKey, EpochKeys } from './epoch-keys.ts';
import { Fault } from './fault.ts';
import { seal, unseal } from './seal.ts';

export interface RotateParts {
  readonly vault: Database;
  readonly keys: Database;
  /** Of the keyring: the lock stands on a connection of its own. */
  readonly keyring: pg.PoolConfig;
  readonly epochKeys: EpochKeys;
  readonly clock: () => number;
}

/** How long before a promise about backups ends it is kept. */
const AHEAD = 24 * 60 * 60_000;
/** Keys wrapped anew in one go. */
const MOST = 500;

/**
 * Renews the epoch if what was promised to somebody who was erased is due within a day, or if a renewal did not come to its
 * end. Whether it did.
 */
export async function rotateWhenDue(parts: RotateParts): Promise<boolean> {
  const { vault, epochKeys, clock } = parts;
  const [due] = await vault.query(
    'select from erasures where backups_at is null and epoch is not null and backups_by <= $1 limit 1',
    [new Date(clock() + AHEAD)],
  );
  if (due === undefined && (await epochKeys.ids()).length < 2) return false;
  return rotate(parts);
}

/** Renews the epoch; `false` if another process is about it. Each step may be done twice. */
export async function rotate(parts: RotateParts): Promise<boolean> {
  return (await alone(parts.keyring, 'epoch', () => renew(parts).then(() => true))) ?? false;
}

/**
 * INVARIANT: the new key is on disk before it is used, in force before the others are wrapped anew (so that none is made
 * under the old one behind our back), and the old one goes when nothing is wrapped in it.
 */
async function renew({ vault, keys, epochKeys, clock }: RotateParts): Promise<void> {
  const ids = await epochKeys.ids();
  const next = ids.length > 1 ? await epochKeys.current() : await epochKeys.begin();
  await keys.query('update epoch_in_force set epoch = $1 where epoch < $1', [next.id]);
  for (const table of TABLES) while (await rewrapSome(keys, epochKeys, next, table));
  await epochKeys.destroyBefore(next.id);
  await vault.query('update erasures set backups_at = $2 where epoch < $1 and backups_at is null', [
    next.id,
    new Date(clock()),
  ]);
}

/** Where wrapped keys are, by which name, and what they are bound to. */
const TABLES = [
  { table: 'subject_keys', name: 'subject', type: 'uuid', bound: 'subject-key' },
  { table: 'system_keys', name: 'name', type: 'text', bound: 'system-key' },
] as const;

async function rewrapSome(
  keys: Database,
  epochKeys: EpochKeys,
  next: EpochKey,
  { table, name, type, bound }: (typeof TABLES)[number],
): Promise<boolean> {
  const rows = await keys.query<{ name: string; epoch: number; wrapped: Buffer }>(
    `select ${name} as name, epoch, wrapped from ${table} where wrapped is not null and epoch < $1 limit ${MOST}`,
    [next.id],
  );
  if (rows.length === 0) return false;
  const anew: Buffer[] = [];
  for (const { name: whose, epoch, wrapped } of rows) {
    const old = await epochKeys.get(epoch);
    if (old === undefined) throw epochKeyMissing(epoch);
    anew.push(seal(next.key, [bound, whose, next.id], unseal(old.key, [bound, whose, epoch], wrapped)));
  }
  // One that was destroyed meanwhile stays so.
  await keys.query(
    `update ${table} k set epoch = $1, wrapped = n.wrapped
      from unnest($2::${type}[], $3::bytea[], $4::bytea[]) n (name, old, wrapped)
      where k.${name} = n.name and k.wrapped = n.old`,
    [next.id, rows.map((row) => row.name), rows.map((row) => row.wrapped), anew],
  );
  return true;
}

export const epochKeyMissing = (id: number) =>
  new Fault(
    'epoch-key-missing',
    `the keyring was sealed in epoch ${id}, and there is no key of that epoch`,
    'put the epoch key of this keyring back; without it nothing of it can be opened',
  );
