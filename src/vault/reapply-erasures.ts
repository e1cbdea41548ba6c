import { type Erasing, erase } from './erase.ts';
import { dayOf } from './expiry.ts';
import { Fault } from './fault.ts';
import type { Parts } from './parts.ts';

/**
 * Whoever was erased anywhere is erased everywhere: by the notes outside, by the keyring, or by the vault. To be called
 * before anything is served, since any of the three, or two, may have been restored from a backup.
 *
 * @throws Fault `erasures-missing`: who was erased can't be told; `keyring-behind`: who lives can't be read
 */
export async function reapplyErasures(parts: Parts, again: Omit<Erasing, 'subject' | 'isAgain'>): Promise<void> {
  const { vault, keyring, epochKeys, clock } = parts;
  await refuseOlderKeyring(parts);
  const noted = await epochKeys.erased();
  const destroyed = new Set(await keyring.destroyedSubjects());
  const buried = await vault.query<{ id: string }>('select id from subjects where tombstone is not null');
  const tombstoned = new Set(buried.map(({ id }) => id));
  const gone = [...new Set([...noted, ...destroyed, ...tombstoned])];

  const day = Date.parse(dayOf(clock()));
  for (const subject of gone) if (!destroyed.has(subject)) await keyring.destroySubject(subject, day);

  const living = await vault.query<{ id: string }>(
    'select id from subjects where id = any ($1) and tombstone is null order by id',
    [gone.filter((subject) => !tombstoned.has(subject))],
  );
  for (const { id } of living) await erase(parts, { ...again, subject: id, isAgain: true });
}

/** Newest first, since those are who an older keyring lacks: a subject's key is made before the subject is. */
const LOOKED_AT = 1_000;

async function refuseOlderKeyring({ vault, keyring }: Parts): Promise<void> {
  const newest = await vault.query<{ id: string }>(
    `select id from subjects where tombstone is null order by created_at desc limit ${LOOKED_AT}`,
  );
  const unknown = await keyring.unknownAmong(newest.map(({ id }) => id));
  if (unknown.length === 0) return;
  throw new Fault(
    'keyring-behind',
    'the keyring is older than the vault: somebody is in the vault whose keys it does not have',
    'restore a keyring that is as new as the vault; failing that, a vault from the same time',
  );
}
