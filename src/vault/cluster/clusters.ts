import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, openCluster } from './cluster.ts';
import { noticingDisk } from './failed.ts';
import { lockFolder } from './folder-lock.ts';

/** The two clusters of one data folder: what is sealed, and the keys that open it. */
export type Clusters = {
  readonly folder: string;
  readonly vault: Cluster;
  readonly keyring: Cluster;
  stop(): Promise<void>;
};

/**
 * Opens `dataFolder/vault` and `dataFolder/keyring` at once, under one lock on the data folder.
 *
 * @throws Fault as `openCluster` does; nothing is left running then
 */
export async function openClusters(dataFolder: string, log?: (line: string) => void): Promise<Clusters> {
  return noticingDisk('starting', dataFolder, async () => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const folder = realpathSync(dataFolder);
    const lock = await lockFolder(folder);
    const open = (name: string) => openCluster({ folder: join(folder, name), name, ...(log && { log }) });
    const [vault, keyring] = await Promise.allSettled([open('vault'), open('keyring')]);
    if (vault.status === 'rejected' || keyring.status === 'rejected') {
      for (const cluster of [vault, keyring]) if (cluster.status === 'fulfilled') await cluster.value.stop();
      await lock.release();
      throw [vault, keyring].find((cluster) => cluster.status === 'rejected')!.reason;
    }
    return {
      folder,
      vault: vault.value,
      keyring: keyring.value,
      async stop() {
        await Promise.all([vault.value.stop(), keyring.value.stop()]);
        await lock.release();
      },
    };
  });
}
