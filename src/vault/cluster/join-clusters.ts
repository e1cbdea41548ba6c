import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.ts';
import type { Connection } from './cluster.ts';
import { type Clusters, openClusters } from './clusters.ts';
import { user } from './init.ts';
import { port, socketFolderOf } from './socket-folder.ts';

export interface Joined {
  readonly folder: string;
  connection(name: 'vault' | 'keyring'): Connection;
  /** Stops what was started for this; what ran before goes on. */
  leave(): Promise<void>;
}

/**
 * Connects to the clusters of a data folder, whether a server runs on it, in this process (give its clusters) or in another
 * (give the folder), or none does: then they are started.
 *
 * @throws Fault `data-folder-foreign` if there are none, and what `openClusters` throws
 */
export async function joinClusters(source: string | Clusters, log?: (line: string) => void): Promise<Joined> {
  if (typeof source !== 'string') {
    return { folder: source.folder, connection: (name) => source[name].connection, leave: async () => {} };
  }
  if (!existsSync(join(source, 'vault', 'pgdata')) || !existsSync(join(source, 'keyring', 'pgdata'))) {
    throw new Fault('data-folder-foreign', `\`${source}\` holds no data of Sotto's`, 'give the folder with --data');
  }
  try {
    const clusters = await openClusters(source, log);
    return { folder: clusters.folder, connection: (name) => clusters[name].connection, leave: () => clusters.stop() };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'data-folder-in-use') throw error;
    const folder = realpathSync(source);
    const connection = (name: string) => {
      const host = socketFolderOf(join(folder, name));
      if (!host) throw error;
      return { host, port, user, database: 'postgres' };
    };
    return { folder, connection, leave: async () => {} };
  }
}
