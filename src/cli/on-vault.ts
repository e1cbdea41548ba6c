/** Commands about the data itself: on embedded databases, while a server runs on them or not, or on those that the environment names. */
import { readConfig } from '../server/config.ts';
import { joinVault } from '../server/join-vault.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * Does something with the vault, and leaves it as it was found: running, or not.
 *
 * @throws Misconfigured, and the faults of opening databases
 */
export async function onVault<T>(
  options: { readonly data?: string | undefined },
  work: (vault: Vault) => Promise<T>,
): Promise<T> {
  const { vault, close } = await joinVault(
    readConfig(process.env, options.data === undefined ? {} : { data: options.data }),
  );
  try {
    return await work(vault);
  } finally {
    await close();
  }
}
