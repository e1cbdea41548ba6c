import pg from 'pg';
import { faultOf } from './database.ts';

/**
 * Does something that one process at a time may be about; `undefined` if another is. The lock stands on a connection of its
 * own, and goes with it however the process ends.
 */
export async function alone<T>(database: pg.PoolConfig, name: string, work: () => Promise<T>): Promise<T | undefined> {
  const lock = new pg.Client({ application_name: `sotto ${name}`, ...(database as pg.ClientConfig) });
  // A lost connection is told by the statement that fails.
  lock.on('error', () => {});
  try {
    return (await takes(lock, `sotto.${name}`)) ? await work() : undefined;
  } finally {
    await lock.end().catch(() => {});
  }
}

async function takes(lock: pg.Client, name: string): Promise<boolean> {
  try {
    await lock.connect();
    const { rows } = await lock.query('select pg_try_advisory_lock(hashtext($1)) as held', [name]);
    return rows[0].held;
  } catch (error) {
    throw faultOf(error);
  }
}
