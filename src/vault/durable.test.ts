import pg from 'pg';
import { expect, it } from 'vitest';
import { freshClusters } from '../testing/database.ts';
import { openDatabase } from './database.ts';
import { requireDurable } from './durable.ts';

it('a server that forgets at a power cut is refused, and one that does not is taken', async () => {
  const clusters = await freshClusters();
  try {
    const client = new pg.Client(clusters.vault);
    await client.connect();
    const { rows } = await client.query<{ fsync: string }>(`select current_setting('fsync') as fsync`);
    await client.end();
    // Servers of tests need not keep anything, unless they are somebody's own.
    const asked = requireDurable('vault', clusters.vault);
    if (rows[0]!.fsync === 'off') await expect(asked).rejects.toMatchObject({ code: 'storage-forgetful' });
    else await asked;
  } finally {
    await clusters.stop();
  }
});

it('what is acknowledged is on disk, whatever the role was told', async () => {
  const clusters = await freshClusters();
  const told = new pg.Client(clusters.vault);
  await told.connect();
  const { rows } = await told.query<{ name: string }>('select quote_ident(current_user) as name');
  const database = openDatabase(clusters.vault);
  try {
    await told.query(`alter role ${rows[0]!.name} in database ${told.database} set synchronous_commit = off`);
    const read = await database.query<{ synchronous_commit: string }>('show synchronous_commit');
    expect(read).toEqual([{ synchronous_commit: 'on' }]);
  } finally {
    await told.query(`alter role ${rows[0]!.name} in database ${told.database} reset synchronous_commit`);
    await told.end();
    await database.close();
    await clusters.stop();
  }
});
