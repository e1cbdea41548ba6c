/** The vault of a service's data, for commands: beside the service that runs on it, or while none does. */
import type pg from 'pg';
import { joinClusters } from '../vault/cluster/join-clusters.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { type Config, epochKeyFile } from './config.ts';

export interface JoinedVault {
  readonly vault: Vault;
  /** Where its database is. */
  readonly at: pg.PoolConfig;
  /** Leaves the databases as they were found: running, or not. */
  close(): Promise<void>;
}

/** @throws Fault, as `joinClusters` and `openVault` do */
export async function joinVault(config: Pick<Config, 'data' | 'databases'>): Promise<JoinedVault> {
  const { databases } = config;
  const joined = databases === undefined ? await joinClusters(config.data) : undefined;
  try {
    const at = (name: 'vault' | 'keyring') => joined?.connection(name) ?? { connectionString: databases![name] };
    const vault = await openVault({
      vault: { ...at('vault') },
      keyring: { ...at('keyring') },
      epochKeys: epochKeysInFile(epochKeyFile(config)),
      clock: Date.now,
    });
    const close = async () => {
      try {
        await vault.close();
      } finally {
        await joined?.leave();
      }
    };
    return { vault, at: { ...at('vault') }, close };
  } catch (error) {
    await joined?.leave();
    throw error;
  }
}
