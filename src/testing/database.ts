import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { freshEmbedded } from './embedded-database.ts';

/** What `new pg.Pool(...)` takes. */
export type TestConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  readonly ssl?: pg.ClientConfig['ssl'];
};

export type FreshClusters = {
  readonly vault: TestConnection;
  readonly keyring: TestConnection;
  /** Throws when a client is still connected: a test that leaks a connection fails itself. */
  stop(): Promise<void>;
};

/**
 * Two fresh, empty databases for a test file.
 *
 * By default on an embedded PostgreSQL of its own, copied from a template that is made once on a machine. With
 * `DATABASE_URL` set (and `KEYRING_URL`, or else on the same server), new databases with random names on those servers,
 * dropped at `stop`: so the suite runs on any PostgreSQL.
 *
 *     const clusters = await freshClusters();
 *     const pool = new pg.Pool(clusters.vault);
 *     await pool.end();
 *     await clusters.stop();
 */
export async function freshClusters(): Promise<FreshClusters> {
  const { DATABASE_URL, KEYRING_URL } = process.env;
  const { vault, keyring, drop } = DATABASE_URL
    ? await freshOn(DATABASE_URL, KEYRING_URL || DATABASE_URL)
    : await freshEmbedded();
  return {
    vault,
    keyring,
    async stop() {
      const leaks = [...(await leaksOf(vault)), ...(await leaksOf(keyring))];
      await drop();
      if (leaks.length > 0) throw new Error(`connections were left open:\n${leaks.join('\n')}`);
    },
  };
}

type Fresh = { vault: TestConnection; keyring: TestConnection; drop(): Promise<void> };

async function freshOn(vaultUrl: string, keyringUrl: string): Promise<Fresh> {
  const name = `sotto_test_${randomBytes(6).toString('hex')}`;
  const made: [url: string, database: string][] = [];
  const make = async (url: string, database: string): Promise<TestConnection> => {
    // Of template0, and with these, databases are alike on every server.
    await run(url, `create database ${database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
    made.push([url, database]);
    const { host, port, user, password, ssl } = new pg.Client({ connectionString: url });
    return { host, port, user: user!, database, ...(password && { password }), ...(ssl && { ssl }) };
  };
  const drop = async () => {
    for (const [url, database] of made) await run(url, `drop database if exists ${database} with (force)`);
  };
  try {
    return { vault: await make(vaultUrl, `${name}_vault`), keyring: await make(keyringUrl, `${name}_keyring`), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** A pool that has just ended may have a backend on its way out: it gets a second. */
async function leaksOf(connection: TestConnection): Promise<string[]> {
  const client = new pg.Client({ ...connection, application_name: 'leak check' });
  await client.connect();
  try {
    for (const end = Date.now() + 1_000; ; await new Promise((later) => setTimeout(later, 20))) {
      const { rows } = await client.query<{ leak: string }>(
        `select format('%s: process %s, %s, %s: %s', datname, pid, coalesce(nullif(application_name, ''), 'unnamed'), state, left(query, 120)) as leak
         from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      if (rows.length === 0 || Date.now() > end) return rows.map(({ leak }) => leak);
    }
  } finally {
    await client.end();
  }
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
