import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshClusters } from './database.ts';

describe('fresh databases', () => {
  it('are empty, two, and each call has its own', async () => {
    const [ada, ben] = await Promise.all([freshClusters(), freshClusters()]);
    const pool = new pg.Pool(ada.vault);
    await pool.query('create table mine (n int)');
    await pool.end();
    for (const connection of [ada.keyring, ben.vault, ben.keyring]) {
      const other = new pg.Pool(connection);
      expect((await other.query(`select to_regclass('mine') as mine`)).rows).toEqual([{ mine: null }]);
      await other.end();
    }
    await Promise.all([ada.stop(), ben.stop()]);
  });

  it('fail a test that leaves a connection open, and name it', async () => {
    const clusters = await freshClusters();
    const leaked = new pg.Client({ ...clusters.keyring, application_name: 'forgotten' });
    leaked.on('error', () => {});
    await leaked.connect();
    await expect(clusters.stop()).rejects.toThrow(
      /connections were left open:\n.*keyring: process \d+, forgotten, idle/,
    );
  });
});
