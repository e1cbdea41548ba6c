/** A test world on the databases of a data folder, with the clock of the machine: commands of other processes work beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClusters } from '../vault/cluster/clusters.ts';
import { openTestWorld, type TestWorld } from './world.ts';

/** `data` is the folder: what `SOTTO_DATA` names. */
export async function openFolderWorld(): Promise<{ readonly data: string; readonly house: TestWorld }> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-folder-'));
  const data = join(folder, 'data');
  const clusters = await openClusters(data);
  const connections = {
    vault: { ...clusters.vault.connection },
    keyring: { ...clusters.keyring.connection },
    stop: async () => {},
  };
  const opened = await openTestWorld({ on: { clusters: connections, keyFile: join(data, 'epoch.key') } });
  opened.clock.now = Date.now();
  const house: TestWorld = {
    ...opened,
    async close() {
      await opened.close();
      await clusters.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return { data, house };
}
