import pg from 'pg';
import { Fault } from './fault.ts';

/** The commands that the vault gives a database: one statement each, prepared once a connection where it has a name. */
export interface Database {
  /** @throws Fault, never with a value in it; see `faultOf` */
  query<R extends object>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>;
  close(): Promise<void>;
}

/** A server that neither answers nor dies is given up after this, in milliseconds; callers are told that it can't be reached. */
const PATIENCE = { connectionTimeoutMillis: 10_000, query_timeout: 60_000 };

/** Connections to a server. One that breaks is dropped, and the next command takes a new one. */
export function openDatabase(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({
    application_name: 'sotto',
    ...PATIENCE,
    ...config,
    // What is acknowledged is on disk, whatever the server, the role or the address have been told.
    onConnect: async (client) => void (await client.query('set synchronous_commit = on')),
  });
  // A server that restarts ends the idle connections. The pool has forgotten the connection when this is called; without
  // a listener the event would end the process.
  pool.on('error', () => {});
  return {
    async query<R extends object>(text: string, values: readonly unknown[] = [], name?: string) {
      try {
        const result = await pool.query<R>({ text, values: values as unknown[], ...(name !== undefined && { name }) });
        return result.rows;
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => pool.end(),
  };
}

/** A condition that our own SQL raises by its code, for callers inside the vault. */
export class Raised extends Error {
  readonly state: string;
  constructor(state: string) {
    super(`raised ${state}`);
    this.state = state;
  }
}

/**
 * What an error of the driver or the server means. Its message, detail and parameters are left behind: they quote the
 * values of the statement.
 */
export function faultOf(error: unknown): Error {
  if (error instanceof Fault || error instanceof Raised) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'SO001' || code === '23514') return new Raised(code);
  if (code === '53100') {
    return new Fault('disk-full', 'the disk of the database is full', 'free some space; nothing acknowledged is lost');
  }
  // A failing disk cache, a failed connection, too many of them, a server going up or down; and without a state of SQL,
  // the socket.
  const isServer = error instanceof pg.DatabaseError;
  if (!isServer || /^(08|53|57P)/.test(code)) {
    return new Fault(
      'storage-unavailable',
      `the database can't be reached${code === '' ? '' : ` (${code})`}`,
      'it is tried again at the next command; look whether the server runs',
    );
  }
  return new Fault('storage-failed', `the database refused a statement (${code})`, 'please report it with that code');
}
