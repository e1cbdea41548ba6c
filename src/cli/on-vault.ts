/** Commands about the data itself: on embedded databases, while a server runs on them or not, or on those that the environment names. */
import { epochKeyFile, readConfig } from '../server/config.ts';
import { joinClusters } from '../vault/cluster/join-clusters.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { openVault, type Vault } from '../vault/vault.ts';

/**
 * Does something with the vault, and leaves it as it was found: running, or not.
 *
 * @throws Misconfigured, and the faults of opening databases
 */
export async function onVault<T>(
  options: { readonly data?: string | undefined },
  work: (vault: Vault) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env, options.data === undefined ? {} : { data: options.data });
  const { databases } = config;
  const running = databases === undefined ? await joinClusters(config.data) : undefined;
  try {
    const vault = await openVault({
      vault: databases ? { connectionString: databases.vault } : { ...running!.connection('vault') },
      keyring: databases ? { connectionString: databases.keyring } : { ...running!.connection('keyring') },
      epochKeys: epochKeysInFile(epochKeyFile(config)),
      clock: Date.now,
    });
    try {
      return await work(vault);
    } finally {
      await vault.close();
    }
  } finally {
    await running?.leave();
  }
}
