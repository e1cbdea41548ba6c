import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClusters } from './clusters.ts';
import { identify, isAlive } from './process-identity.ts';
import { postmasterOf, query, temporaryFolder, until, Writer } from './testing.ts';

describe('a killed server', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let data: string;
  const kept: number[] = [];
  beforeAll(() => {
    temporary = temporaryFolder();
    data = join(temporary.folder, 'data');
  });
  afterAll(() => temporary.remove());

  const vault = () => postmasterOf(join(data, 'vault', 'pgdata'));
  const work = async () => {
    const writer = new Writer(data, (kept.at(-1) ?? -1) + 1000);
    await writer.says(/^open/);
    await until(() => writer.acknowledged.length > 50);
    return writer;
  };
  const everythingKept = async () => {
    const clusters = await openClusters(data);
    try {
      const rows = await query<{ n: string }>(clusters.vault.connection, 'select n from kept');
      const there = new Set(rows.map(({ n }) => Number(n)));
      expect(kept.filter((n) => !there.has(n))).toEqual([]);
    } finally {
      await clusters.stop();
    }
  };

  const deaths = {
    node: (writer: Writer) => writer.kill(),
    postmaster: async (writer: Writer) => {
      process.kill(vault(), 'SIGKILL');
      await writer.says(/^error/);
      await writer.kill();
    },
    both: async (writer: Writer) => {
      const pid = vault();
      writer.child.kill('SIGKILL');
      process.kill(pid, 'SIGKILL');
      await writer.ended;
    },
  };

  for (const [whose, die] of Object.entries(deaths)) {
    it(`keeps every acknowledged row through three kills of ${whose}`, { timeout: 60_000 }, async () => {
      for (let round = 0; round < 3; round++) {
        const writer = await work();
        await die(writer);
        expect(writer.acknowledged.length).toBeGreaterThan(50);
        kept.push(...writer.acknowledged);
        await everythingKept();
      }
    });
  }

  it('starts while nobody waited for the orphan, and leaves no process behind', async () => {
    const writer = await work();
    const orphan = identify(vault())!;
    await writer.kill();
    kept.push(...writer.acknowledged);
    expect(isAlive(orphan)).toBe(true);
    await everythingKept();
    expect(isAlive(orphan)).toBe(false);
  });

  it('heals under a living owner, and says so', async () => {
    const clusters = await openClusters(data);
    try {
      const healed = new Promise<void>((restarted) => clusters.vault.onRestart(restarted));
      const { host } = clusters.vault.connection;
      process.kill(vault(), 'SIGKILL');
      await healed;
      expect(clusters.vault.restarts).toBe(1);
      expect(clusters.keyring.restarts).toBe(0);
      expect(clusters.vault.connection.host).toBe(host);
      expect(await query(clusters.vault.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await clusters.stop();
    }
  });

  it('stops in order when asked', async () => {
    const writer = await work();
    const postmaster = identify(vault())!;
    await writer.kill('SIGTERM');
    expect(writer.child.exitCode).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });
});
