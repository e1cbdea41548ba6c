import { randomBytes } from 'node:crypto';
import type { EpochKeys } from '../vault/epoch-keys.ts';
import { keyFrom } from '../vault/seal.ts';
import { openVault, type Vault, type VaultOptions } from '../vault/vault.ts';
import { type FreshClusters, freshClusters } from './database.ts';

/** A vault on fresh databases, with a clock that stands still until it is set. */
export interface FreshVault {
  readonly vault: Vault;
  readonly clusters: FreshClusters;
  readonly epochKeys: EpochKeys;
  readonly clock: { now: number };
  /** One more vault on the same databases, as another process would open it. */
  another(options?: Pick<VaultOptions, 'afterSweepStep' | 'databaseClock'>): Promise<Vault>;
  stop(): Promise<void>;
}

/** The moment at which a test's clock stands: 1 March 2027, 12:00 UTC. */
export const NOON = Date.UTC(2027, 2, 1, 12);

/** A statement as it is stored, for tests that do not decide. */
export const firstStatement = {
  id: 'house',
  dated: '2027-01-01',
  hash: 'a'.repeat(64),
  canonical: '{}',
  written: '{}',
};

/** Epoch keys that end with the test. */
export function epochKeysInMemory(): EpochKeys {
  const fresh = (id: number) => ({ id, key: keyFrom(randomBytes(32)) });
  let keys = [fresh(1)];
  const erased: string[] = [];
  const suppressed: string[] = [];
  return {
    current: async () => keys.at(-1)!,
    get: async (id) => keys.find((epoch) => epoch.id === id),
    ids: async () => keys.map(({ id }) => id),
    async begin() {
      keys = [...keys, fresh(keys.at(-1)!.id + 1)];
      return keys.at(-1)!;
    },
    async destroyBefore(id) {
      keys = keys.filter((epoch) => epoch.id >= id);
    },
    noteErased: async (subjects) => void erased.push(...subjects),
    erased: async () => erased,
    noteSuppressed: async (change) => void suppressed.push(change),
    suppressed: async () => suppressed,
  };
}

/** `firstStatement` is in force. */
export async function freshVault(): Promise<FreshVault> {
  const clusters = await freshClusters();
  const epochKeys = epochKeysInMemory();
  const clock = { now: NOON };
  const opened: Vault[] = [];
  const another: FreshVault['another'] = async (options = {}) => {
    const { vault, keyring } = clusters;
    const now = () => clock.now;
    const one = await openVault({
      vault,
      keyring,
      epochKeys,
      clock: now,
      databaseClock: async () => clock.now,
      ...options,
    });
    opened.push(one);
    return one;
  };
  const vault = await another();
  await vault.publish(firstStatement, undefined);
  return {
    vault,
    clusters,
    epochKeys,
    clock,
    another,
    async stop() {
      await Promise.all(opened.map((one) => one.close()));
      await clusters.stop();
    },
  };
}
