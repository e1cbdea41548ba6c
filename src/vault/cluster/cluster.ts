import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { give } from './account.ts';
import { findBinaries } from './binaries.ts';
import { noticingDisk } from './failed.ts';
import { lockFolder } from './folder-lock.ts';
import { ensureData, user } from './init.ts';
import { stopLeftovers } from './leftovers.ts';
import { startPostmaster } from './postmaster.ts';
import { openServerLog } from './server-log.ts';
import { type Settings, settings } from './settings.ts';
import {
  makeSocketFolder,
  port,
  readySocketFolder,
  removeLeftSocketFolder,
  removeSocketFolder,
} from './socket-folder.ts';
import { supervise } from './supervise.ts';

/** What `pg` needs to connect. `host` is the folder of a unix socket that only this user and the server can enter. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

/** An embedded PostgreSQL, running, supervised, and ours alone. */
export type Cluster = {
  readonly name: string;
  readonly folder: string;
  readonly connection: Connection;
  /** How often the server ended unasked and was started again. */
  readonly restarts: number;
  /** Calls back after each restart. Connections from before are dead; the address is the same. */
  onRestart(callback: () => void): void;
  /** Fast shutdown, then the folder is free for others. May be called twice. */
  stop(): Promise<void>;
};

export type ClusterOptions = {
  /** The cluster's folder, made when missing. */
  readonly folder: string;
  /** For messages: `vault` or `keyring`. */
  readonly name: string;
  readonly log?: (line: string) => void;
};

/**
 * Opens the cluster in a folder: takes the folder's lock, makes the cluster when there is none, stops what a killed
 * owner left running, starts the server and keeps it running until `stop`.
 *
 * `relaxed` is for tests alone: what they need not keep, they need not sync.
 *
 * @throws Fault `data-folder-in-use`, `data-folder-foreign`, `data-folder-unreachable`, `disk-full`, `postgres-missing`,
 *   `postgres-failed`, `postgres-version`
 */
export async function openCluster(options: ClusterOptions, relaxed: Settings = {}): Promise<Cluster> {
  const { name } = options;
  const log = (line: string) => options.log?.(`${name}: ${line}`);
  return noticingDisk('starting', options.folder, async () => {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const folder = realpathSync(options.folder);
    const lock = await lockFolder(folder);
    const undo: (() => unknown)[] = [() => lock.release()];
    const undoAll = async () => {
      for (let step = undo.pop(); step; step = undo.pop()) await step();
    };
    try {
      chmodSync(folder, 0o700);
      give(folder);
      const binaries = findBinaries();
      const pgdata = await ensureData(folder, binaries);
      await stopLeftovers(pgdata, log);
      removeLeftSocketFolder(folder);
      const socketFolder = makeSocketFolder(folder);
      undo.push(() => removeSocketFolder(folder));
      const serverLog = openServerLog(folder);
      undo.push(() => serverLog.close());
      const callbacks: (() => void)[] = [];
      const start = async () => {
        await stopLeftovers(pgdata, log);
        readySocketFolder(socketFolder);
        return startPostmaster({ binaries, pgdata, socketFolder, settings: { ...settings, ...relaxed }, serverLog });
      };
      const server = await supervise(
        start,
        () => {
          for (const callback of callbacks) callback();
        },
        log,
      );
      undo.push(() => server.stop());
      let stopped: Promise<void> | undefined;
      return {
        name,
        folder,
        connection: { host: socketFolder, port, user, database: 'postgres' },
        get restarts() {
          return server.restarts;
        },
        onRestart: (callback) => void callbacks.push(callback),
        stop: () => {
          stopped ??= undoAll();
          return stopped;
        },
      };
    } catch (error) {
      await undoAll();
      throw error;
    }
  });
}
