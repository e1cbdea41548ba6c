import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { faultOf } from './database.ts';
import { Fault } from './fault.ts';

/** The numbered files of a database, `001-vault.sql` and on. */
const folderOf = (database: 'vault' | 'keyring') => join(import.meta.dirname, 'migrations', database);

/**
 * Brings a database to the shape that this version knows: each file once, in the order of their numbers, in a
 * transaction of its own, under a lock that lets one process at a time.
 *
 * @throws Fault `storage-newer` if the database has a migration that this version does not, or another of that name
 */
export async function migrate(database: 'vault' | 'keyring', config: pg.PoolConfig): Promise<void> {
  const files = readdirSync(folderOf(database))
    .filter((file) => /^\d{3}-[a-z-]+\.sql$/.test(file))
    .sort();
  const client = new pg.Client(config as pg.ClientConfig);
  // A lost connection is told by the statement that fails.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock(hashtext('sotto.migrate'))`);
    await client.query(
      `create table if not exists migrations
        (name text primary key, digest text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migrations');
    const applied = new Map(rows.map(({ name, digest }) => [name, digest]));
    for (const file of files) {
      const sql = readFileSync(join(folderOf(database), file), 'utf8');
      const digest = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(file);
      applied.delete(file);
      if (before === digest) continue;
      if (before !== undefined) throw newer(database, file);
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into migrations (name, digest) values ($1, $2)', [file, digest]);
      await client.query('commit');
    }
    for (const file of applied.keys()) throw newer(database, file);
  } catch (error) {
    throw faultOf(error);
  } finally {
    // Ends the session, and with it the lock and a transaction that failed.
    await client.end().catch(() => {});
  }
}

const newer = (database: string, file: string) =>
  new Fault(
    'storage-newer',
    `the ${database} has the migration \`${file}\`, which this version knows otherwise or not at all`,
    'start the version that the data was last used with, or a newer one',
  );
