/**
 * A child for the crash tests: opens the clusters of a folder, says so, and inserts for as long as it lives. Each number
 * it prints was acknowledged by PostgreSQL before. Run as `node writer.testing.ts FOLDER FIRST`.
 */
import pg from 'pg';
import { openClusters } from './clusters.ts';

const [folder, first] = process.argv.slice(2);
try {
  const clusters = await openClusters(folder!);
  process.stdout.write(`open ${clusters.vault.connection.host}\n`);
  const client = new pg.Client(clusters.vault.connection);
  client.on('error', () => {});
  await client.connect();
  await client.query('create table if not exists kept (n bigint primary key)');
  process.once('SIGTERM', async () => {
    await client.end();
    await clusters.stop();
    process.exit(0);
  });
  for (let n = Number(first); ; n++) {
    await client.query('insert into kept values ($1)', [n]);
    process.stdout.write(`${n}\n`);
  }
} catch (error) {
  process.stdout.write(`error ${(error as { code?: string }).code} ${(error as Error).message}\n`);
  process.exitCode = 1;
  setTimeout(() => process.exit(), 10_000); // the postmaster was killed under us: wait to be killed too
}
