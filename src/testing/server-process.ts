/** The real server as a process of its own, for tests of what must survive: it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLeftovers } from '../vault/cluster/leftovers.ts';
import type { TestConnection } from './database.ts';

export interface ServerOptions {
  /** The data folder. */
  readonly data: string;
  /** Databases to use instead of clusters in the data folder. */
  readonly databases?: { readonly vault: TestConnection; readonly keyring: TestConnection };
}

/** A `sotto start` that listens. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly pid: number;
  /** What it has said on both outputs so far. */
  readonly said: string;
  readonly isRunning: boolean;
  /** Sends a signal, and resolves with the exit code (`null` where the signal ended it) once it has ended. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** Asks it to stop. Throws if it was not in order. */
  stop(): Promise<void>;
}

/** A start that came to nothing. */
export class NotStarted extends Error {
  readonly exitCode: number | null;
  constructor(exitCode: number | null, said: string) {
    super(said);
    this.name = 'NotStarted';
    this.exitCode = exitCode;
  }
}

/** The program, as a file. */
export const MAIN = join(import.meta.dirname, '../main.ts');
const PATIENCE = 30_000;
/** The start screen's line of the address, said once it listens. */
const ADDRESS = /^ *to read +(http\S+)\/statement$/m;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the server on a free port, and resolves once it listens.
 *
 * @throws NotStarted with what it said
 */
export async function startServer({ data, databases }: ServerOptions): Promise<ServerProcess> {
  const { DATABASE_URL: _, KEYRING_URL: __, ...inherited } = process.env;
  const env = databases && {
    // Databases of tests need not survive the power.
    ALLOW_FORGETFUL: '1',
    DATABASE_URL: urlOf(databases.vault),
    KEYRING_URL: urlOf(databases.keyring),
  };
  const child = spawn(process.execPath, [MAIN, 'start', '--no-demo', '--data', data, '--port', '0'], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  let isRunning = true;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      isRunning = false;
      resolve(code);
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    const impatient = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, address] = ADDRESS.exec(said) ?? [];
        if (address === undefined) return;
        clearTimeout(impatient);
        resolve(address);
      });
    }
    void ended.then((code) => {
      clearTimeout(impatient);
      reject(new NotStarted(code, said));
    });
  });
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    pid: child.pid!,
    get said() {
      return said;
    },
    get isRunning() {
      return isRunning;
    },
    kill,
    async stop() {
      const code = await kill('SIGTERM');
      if (code !== 0) throw new Error(`the server ended with ${code}: ${said}`);
    },
  };
}

/** A data folder under the temporary one, with a path short enough for sockets beside the data. */
export interface DataFolder {
  readonly path: string;
  /** Stops what killed servers left running on it, and removes it. */
  remove(): Promise<void>;
}

export function newDataFolder(parent = mkdtempSync(join(tmpdir(), 'sotto-data-'))): DataFolder {
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o755);
  const path = join(parent, 'data');
  mkdirSync(path, { mode: 0o700 });
  return {
    path,
    async remove() {
      for (const name of ['vault', 'keyring']) {
        const pgdata = join(path, name, 'pgdata');
        if (existsSync(pgdata)) await stopLeftovers(pgdata);
      }
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** A connection as the environment gives it. */
function urlOf({ host, port, user, password = '', database }: TestConnection): string {
  const url = new URL(`postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@localhost/${database}`);
  url.searchParams.set('host', host);
  url.searchParams.set('port', String(port));
  return url.href;
}
