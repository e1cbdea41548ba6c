import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCluster } from './cluster.ts';
import { openClusters } from './clusters.ts';
import { postmasterOf, query, temporaryFolder, until, Writer } from './testing.ts';

const isRoot = process.getuid?.() === 0;

describe('a cluster', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    temporary = temporaryFolder();
  });
  afterAll(() => temporary.remove());
  const folder = (name: string) => join(temporary.folder, name);

  it('starts in a folder closed to all others, with a long path, and listens on nothing but its socket', async () => {
    const closed = folder('closed');
    mkdirSync(closed, { mode: 0o700 });
    const cluster = await openCluster({ folder: join(closed, 'l'.repeat(120), 'vault'), name: 'vault' });
    try {
      expect(Buffer.byteLength(cluster.connection.host)).toBeLessThan(90);
      expect(statSync(cluster.connection.host).mode & 0o777).toBe(0o700);
      const [row] = await query(
        cluster.connection,
        `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
                current_setting('server_encoding') as encoding, datlocprovider as provider from pg_database where datname = 'postgres'`,
      );
      expect(row).toEqual({ addresses: '', fsync: 'on', checksums: 'on', encoding: 'UTF8', provider: 'b' });
    } finally {
      await cluster.stop();
      await cluster.stop();
    }
    expect(existsSync(cluster.connection.host)).toBe(false);
  });

  it('refuses a second opener in under a second, naming the owner, and serves on', async () => {
    const data = folder('shared');
    const writer = new Writer(data);
    await writer.says(/^\d+/);
    const asked = performance.now();
    const refusal = await openClusters(data).catch((error) => error);
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(refusal).toMatchObject({
      code: 'data-folder-in-use',
      message: `\`${data}\` is in use by process ${writer.child.pid}`,
      help: 'stop it or choose another folder with --data',
    });
    await expect(openCluster({ folder: join(data, 'vault'), name: 'vault' })).rejects.toMatchObject({
      code: 'data-folder-in-use',
    });
    const sofar = writer.acknowledged.length;
    await new Promise((later) => setTimeout(later, 100));
    expect(writer.acknowledged.length).toBeGreaterThan(sofar);
    await writer.kill('SIGTERM');
  });

  it('takes over from an owner file of a dead process, also when its pid lives again', async () => {
    const data = folder('stale');
    await (await openCluster({ folder: data, name: 'vault' })).stop();
    const reused = { pid: process.ppid, started: '1', boot: 'another', host: hostname() };
    writeFileSync(join(data, 'owner.json'), JSON.stringify(reused));
    // A postmaster.pid whose pid is by now someone else's keeps PostgreSQL itself from starting.
    writeFileSync(
      join(data, 'pgdata', 'postmaster.pid'),
      `${process.ppid}\n/proc/self/cwd\n1\n5432\n/nowhere\n\n\nready\n`,
    );
    await (await openCluster({ folder: data, name: 'vault' })).stop();
  });

  it('refuses a folder that another machine holds, for as long as its heart beats', async () => {
    const data = folder('elsewhere');
    mkdirSync(data);
    writeFileSync(
      join(data, 'owner.json'),
      JSON.stringify({ pid: 1, started: '1', boot: 'theirs', host: 'elsewhere' }),
    );
    await expect(openCluster({ folder: data, name: 'vault' })).rejects.toMatchObject({
      code: 'data-folder-in-use',
      message: `\`${data}\` is in use by process 1 on elsewhere`,
    });
    execFileSync('touch', ['-d', '1 minute ago', join(data, 'owner.json')]);
    await (await openCluster({ folder: data, name: 'vault' })).stop();
  });

  it('refuses a folder with something else in it, and leaves it alone', async () => {
    const data = folder('foreign');
    mkdirSync(data);
    writeFileSync(join(data, 'letters.txt'), 'dear Ada');
    await expect(openCluster({ folder: data, name: 'vault' })).rejects.toMatchObject({ code: 'data-folder-foreign' });
    expect(readdirSync(data)).toEqual(['letters.txt']);
  });

  it('is not bricked by a kill in the middle of its making', async () => {
    const data = folder('half-made');
    mkdirSync(join(data, 'pgdata.new-0a1b2c3d', 'base'), { recursive: true });
    writeFileSync(join(data, 'pgdata.new-0a1b2c3d', 'PG_VERSION'), '');
    await (await openCluster({ folder: data, name: 'vault' })).stop();
    expect(readdirSync(data).filter((entry) => entry.includes('new'))).toEqual([]);
  });

  it('survives kills at any moment of its making', { timeout: 60_000 }, async () => {
    const data = folder('killed-making');
    for (const after of [60, 150, 250, 400, 600]) {
      const writer = new Writer(data);
      await new Promise((later) => setTimeout(later, after));
      await writer.kill();
    }
    await (await openClusters(data)).stop();
  });

  it('never writes a value of a query to its log', async () => {
    const data = folder('silent');
    const cluster = await openCluster({ folder: data, name: 'vault' });
    const secret = 'ada@lovelace.example';
    await query(cluster.connection, 'create table people (email text primary key)');
    await query(cluster.connection, 'insert into people values ($1)', [secret]);
    const slips: [string, unknown[]?][] = [
      ['insert into people values ($1)', [secret]],
      [`insert into people values ('${secret}')`],
      ['select $1::int', [secret]],
      [`select '${secret}'::timestamptz`],
      [`do $$ begin raise warning '${secret}'; end $$`],
      [`do $$ begin raise exception '${secret}'; end $$`],
      [`set log_error_verbosity = '${secret}'`],
      [`select '${secret}' as x, pg_terminate_backend(pg_backend_pid())`],
    ];
    for (const [text, values] of slips) await query(cluster.connection, text, values).catch(() => {});
    // A backend that crashes at work: PostgreSQL would name its query in DETAIL.
    const sleeping = query(cluster.connection, `select pg_sleep(60), '${secret}'`).catch(() => {});
    let backend: { pid: number } | undefined;
    await until(async () => {
      [backend] = await query<{ pid: number }>(
        cluster.connection,
        `select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
      );
      return backend !== undefined;
    });
    process.kill(backend!.pid, 'SIGKILL');
    await sleeping;
    await cluster.stop();
    const log = readFileSync(join(data, 'postgres.log'), 'utf8');
    expect(log).toContain('terminated by signal 9');
    expect(log).not.toMatch(/lovelace/);
  });

  it.runIf(isRoot)('says that the disk is full, and starts when there is room', { timeout: 60_000 }, async () => {
    const small = folder('small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'none', small], { stdio: 'ignore' });
    } catch {
      return; // no right to mount in this container
    }
    try {
      const asked = performance.now();
      await expect(openClusters(join(small, 'data'))).rejects.toMatchObject({ code: 'disk-full' });
      expect(performance.now() - asked).toBeLessThan(10_000);
      execFileSync('mount', ['-o', 'remount,size=200m', small]);
      await (await openClusters(join(small, 'data'))).stop();
      execFileSync('dd', ['if=/dev/zero', `of=${join(small, 'filler')}`, 'bs=1M'], { stdio: 'ignore' });
    } catch (error) {
      if (!String(error).includes('dd')) throw error;
      await expect(openClusters(join(small, 'data'))).rejects.toMatchObject({ code: 'disk-full' });
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it.runIf(isRoot)('runs as an ordinary user without a home', async () => {
    const data = folder('ordinary');
    mkdirSync(data);
    execFileSync('chown', ['65534:65534', data]);
    const env = { PATH: process.env.PATH };
    const writer = new Writer(join(data, 'data'), 0, { uid: 65534, gid: 65534, env });
    await writer.says(/^(open|error)/);
    await writer.says(/^\d+$/);
    expect(statSync(`/proc/${postmasterOf(join(data, 'data', 'vault', 'pgdata'))}`).uid).toBe(65534);
    await writer.kill('SIGTERM');
  });
});
