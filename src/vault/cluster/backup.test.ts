import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupClusters } from './backup.ts';
import { openClusters } from './clusters.ts';
import { restoreClusters } from './restore.ts';
import { query, temporaryFolder, Writer } from './testing.ts';

describe('a backup', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let data: string;
  let backup: string;
  const within = (name: string) => join(temporary.folder, name);
  beforeAll(async () => {
    temporary = temporaryFolder();
    data = within('data');
    backup = within('backup');
    const clusters = await openClusters(data);
    writeFileSync(join(data, 'epoch.key'), 'the key', { mode: 0o600 });
    writeFileSync(join(data, 'ledger.key'), 'the ledger’s', { mode: 0o600 });
    await query(
      clusters.vault.connection,
      `create table sealed as select n, repeat('x', 500) as value from generate_series(1, 5000) n`,
    );
    await query(clusters.keyring.connection, 'create table keys as select n from generate_series(1, 10) n');
    let last = [0, 0];
    await backupClusters(clusters, backup, { onProgress: (done, total) => (last = [done, total]) });
    expect(last[0]).toBeGreaterThan(30_000_000);
    expect(last[0]).toBe(last[1]);
    await clusters.stop();
  }, 60_000);
  afterAll(() => temporary.remove());

  it('comes back with every row, and without the epoch key', async () => {
    const restored = within('restored');
    mkdirSync(restored);
    let last = [0, 0];
    await restoreClusters(backup, restored, (done, total) => (last = [done, total]));
    expect(last[0]).toBe(last[1]);
    expect(readdirSync(restored).sort()).toEqual(['keyring', 'vault']);
    const clusters = await openClusters(restored);
    expect(await query(clusters.vault.connection, 'select count(*)::int as n from sealed')).toEqual([{ n: 5000 }]);
    expect(await query(clusters.keyring.connection, 'select count(*)::int as n from keys')).toEqual([{ n: 10 }]);
    await clusters.stop();
  });

  it('takes the epoch key along only when asked', async () => {
    const whole = within('whole');
    await backupClusters(data, whole, { includeEpochKey: true });
    expect(statSync(join(whole, 'epoch.key')).mode & 0o777).toBe(0o600);
    await restoreClusters(whole, within('whole-restored'));
    expect(readFileSync(join(within('whole-restored'), 'epoch.key'), 'utf8')).toBe('the key');
    expect(readFileSync(join(within('whole-restored'), 'ledger.key'), 'utf8')).toBe('the ledger’s');
  });

  it('taken from another process while rows come in holds all that came before it', { timeout: 60_000 }, async () => {
    const writer = new Writer(data);
    await writer.says(/^200$/);
    const before = writer.acknowledged.at(-1)!;
    await backupClusters(data, within('live'));
    await writer.kill('SIGTERM');
    expect(writer.acknowledged.at(-1)).toBeGreaterThan(before);
    await restoreClusters(within('live'), within('live-restored'));
    const clusters = await openClusters(within('live-restored'));
    const [row] = await query<{ n: number; last: number }>(
      clusters.vault.connection,
      'select count(*)::int as n, max(n)::int as last from kept',
    );
    expect(row!.last).toBeGreaterThanOrEqual(before);
    expect(row!.n).toBe(row!.last + 1);
    await clusters.stop();
  });

  const harms: Record<string, (copy: string) => void> = {
    'a changed byte': (copy) => {
      const file = join(copy, 'vault', 'pgdata', 'PG_VERSION');
      writeFileSync(file, readFileSync(file, 'utf8').replace('1', '2'));
    },
    'a longer file': (copy) => appendFileSync(join(copy, 'keyring', 'pgdata', 'postgresql.conf'), 'fsync = off\n'),
    'a missing file': (copy) => rmSync(join(copy, 'keyring', 'pgdata', 'global', 'pg_control')),
    'a missing manifest': (copy) => rmSync(join(copy, 'keyring', 'manifest.json')),
    'a changed manifest': (copy) => {
      const file = join(copy, 'vault', 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"bytes": \d/, '"bytes": 9'));
    },
    'the keyring in the place of the vault': (copy) => {
      rmSync(join(copy, 'vault'), { recursive: true });
      cpSync(join(copy, 'keyring'), join(copy, 'vault'), { recursive: true });
    },
  };
  for (const [what, harm] of Object.entries(harms)) {
    it(`with ${what} is refused, and nothing is left behind`, async () => {
      const copy = within('harmed');
      rmSync(copy, { recursive: true, force: true });
      cpSync(backup, copy, { recursive: true });
      harm(copy);
      await expect(restoreClusters(copy, within('never'))).rejects.toMatchObject({ code: 'backup-damaged' });
      expect(readdirSync(temporary.folder).filter((entry) => entry.startsWith('never'))).toEqual([]);
    });
  }

  it('goes into no folder that holds something', async () => {
    await expect(backupClusters(data, backup)).rejects.toMatchObject({ code: 'backup-target-not-empty' });
    await expect(restoreClusters(backup, data)).rejects.toMatchObject({ code: 'backup-target-not-empty' });
    await expect(backupClusters(within('nothing'), within('b'))).rejects.toMatchObject({ code: 'data-folder-foreign' });
    expect(existsSync(within('nothing'))).toBe(false);
  });
});
