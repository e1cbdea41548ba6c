/** What breaks around the server: it says so, stays up, loses nothing that it acknowledged, and goes on by itself. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { furnish, type Home } from '../../src/testing/homes.ts';
import { newDataFolder, type ServerProcess, startServer } from '../../src/testing/server-process.ts';
import { type Cluster, openCluster } from '../../src/vault/cluster/cluster.ts';
import { openClusters } from '../../src/vault/cluster/clusters.ts';
import { user } from '../../src/vault/cluster/init.ts';
import { socketFolderOf } from '../../src/vault/cluster/socket-folder.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
});

let made = 0;
/** A batch of tracks with names of some length. */
function newBatch(tracks = 1, length = 10): string {
  const at = new Date().toISOString();
  made += 1;
  const events = Array.from({ length: tracks }, (_, k) => {
    // Letters that do not compress well.
    const track = Array.from({ length }, () => String.fromCharCode(97 + Math.random() * 26)).join('');
    return { event: 'playback', at, data: { track: `${k} ${track}`, room: 'Kitchen' } };
  });
  return JSON.stringify({ batch: `batch-${made}`, generation: 1, events });
}

async function ask(server: ServerProcess, method: string, path: string, token?: string, body?: string) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const { status, headers } = response;
  const text = await response.text();
  const isJson = /json/.test(headers.get('content-type') ?? '');
  return {
    status,
    type: headers.get('content-type')?.split(';')[0],
    retryAfter: headers.get('retry-after'),
    text,
    body: isJson && JSON.parse(text),
  };
}
const collect = (server: ServerProcess, { player }: Home, body: string) =>
  ask(server, 'POST', '/v1/collect', player, body);

const unavailable = {
  status: 503,
  type: 'application/problem+json',
  retryAfter: '1',
  body: { status: 503, code: 'storage-unavailable' },
};

/** Asks until it is answered with 200. */
async function untilTaken(asks: () => ReturnType<typeof ask>, patience = 25_000) {
  for (const end = Date.now() + patience; ; await sleep(50)) {
    const answered = await asks();
    if (answered.status === 200) return answered;
    expect([503, 507]).toContain(answered.status);
    if (Date.now() > end) throw new Error(`it did not recover: ${answered.text}`);
  }
}

/** Homes in a data folder of its own, and a server on it. */
async function house(homes: number, parent?: string) {
  const data = newDataFolder(parent);
  undo.push(data.remove);
  const clusters = await openClusters(data.path);
  const [vault, keyring] = [clusters.vault, clusters.keyring].map(({ connection }) => ({ ...connection }));
  const furnished = await furnish({ vault: vault!, keyring: keyring!, keyFile: join(data.path, 'epoch.key') }, homes);
  await clusters.stop();
  const server = await startServer({ data: data.path });
  undo.push(() => (server.isRunning ? server.kill('SIGKILL') : undefined));
  return { data, homes: furnished, server };
}

describe('a full disk', () => {
  const mountable = mountedFolder();

  it.runIf(mountable !== undefined)(
    'is named, and when there is room again all goes on',
    async () => {
      const disk = mountable!;
      undo.push(() => {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      });
      const { data, homes, server } = await house(1, join(disk, 'sotto'));
      const [ada] = homes as [Home];
      const taken = [newBatch(), newBatch()];
      for (const body of taken) expect((await collect(server, ada, body)).status).toBe(200);

      const filler = join(disk, 'filler');
      // It ends when the disk is full, which is an error of its own.
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' });
      } catch {}
      const refused: string[] = [];
      const codes = new Set<string>();
      for (let k = 0; k < 400 && refused.length < 20; k++) {
        const body = newBatch(200, 300);
        const answered = await collect(server, ada, body);
        if (answered.status === 200) {
          taken.push(body);
          continue;
        }
        refused.push(body);
        codes.add(answered.body.code);
        expect(['storage-full', 'storage-unavailable']).toContain(answered.body.code);
        expect([answered.type, answered.status]).toEqual(['application/problem+json', expect.toBeOneOf([503, 507])]);
      }
      expect(refused.length).toBe(20);
      expect(codes).toContain('storage-full');
      expect(server.isRunning).toBe(true);

      // Worse: there is no room for the log either, and PostgreSQL ends rather than lie.
      const vault = join(data.path, 'vault');
      await expect(fillTheLog({ host: socketFolderOf(vault)!, user, database: 'postgres' })).rejects.toThrow();
      for (let k = 0; k < 10; k++) {
        const answered = await collect(server, ada, newBatch());
        expect([answered.type, answered.status]).toEqual(['application/problem+json', expect.toBeOneOf([503, 507])]);
      }
      expect(server.isRunning).toBe(true);
      expect((await ask(server, 'GET', '/openapi.json')).status).toBe(200);

      rmSync(filler);
      for (const body of refused) await untilTaken(() => collect(server, ada, body));
      // What was acknowledged is there: it is known again.
      for (const body of taken) {
        expect((await collect(server, ada, body)).body).toMatchObject({ repeated: true, refused: 0, withheld: 0 });
      }
      await server.stop();
    },
    90_000,
  );
});

/** Begins segment after segment of the log, until there is no room for another. */
async function fillTheLog(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  for (let k = 0; k < 50; k++) {
    await client.query(`select pg_logical_emit_message(false, 'sotto', 'full'), pg_switch_wal()`);
  }
  await client.end();
}

/**
 * A small disk of its own; `undefined` where this process may not mount. Containers of continuous integration mostly may
 * not, even as root, so that this is skipped there too, and says so: what a full disk is called and that nothing is lost by
 * it `tests/server` tries everywhere, with what PostgreSQL says of one.
 */
function mountedFolder(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'none', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    console.log('no small disk can be mounted here: the full disk is not tested');
    return undefined;
  }
}

describe('a database without a connection to spare', () => {
  it('is answered for with 503, and taken up again when it has one', async () => {
    const { data, homes, server } = await house(1);
    const [ada] = homes as [Home];
    expect((await collect(server, ada, newBatch())).status).toBe(200);

    const connection = { host: socketFolderOf(join(data.path, 'vault'))!, user, database: 'postgres' };
    const hoarded: pg.Client[] = [];
    const hoard = async () => {
      for (;;) {
        const client = new pg.Client(connection);
        client.on('error', () => {});
        try {
          await client.connect();
        } catch (error) {
          return expect(error).toMatchObject({ code: '53300' });
        }
        hoarded.push(client);
      }
    };
    undo.push(() => Promise.all(hoarded.map((client) => client.end().catch(() => {}))));
    await hoard();
    await hoarded[0]!.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'sotto%'`,
    );
    await hoard();

    const body = newBatch();
    expect(await collect(server, ada, body)).toMatchObject(unavailable);
    await Promise.all(hoarded.map((client) => client.end()));
    hoarded.length = 0;
    expect((await untilTaken(() => collect(server, ada, body))).body).toMatchObject({ stored: 1, repeated: false });
    await server.stop();
  }, 60_000);
});

describe('two databases, one of which is down', () => {
  it('take nothing that they could not keep whole, and go on when both are there', async () => {
    const data = newDataFolder();
    undo.push(data.remove);
    const open = (name: string) => openCluster({ folder: join(data.path, '..', name), name });
    const running = new Map<string, Cluster>();
    const up = async (name: string) => {
      running.set(name, await open(name));
    };
    const down = async (name: string) => {
      await running.get(name)!.stop();
      running.delete(name);
    };
    undo.push(() => Promise.all([...running.values()].map((cluster) => cluster.stop())));
    await Promise.all([up('vault'), up('keyring')]);
    const vault = { ...running.get('vault')!.connection };
    const keyring = { ...running.get('keyring')!.connection };
    const homes = await furnish({ vault, keyring, keyFile: join(data.path, 'epoch.key') }, 2);
    const [ada, ben] = homes as [Home, Home];
    const server = await startServer({ data: data.path, databases: { vault, keyring } });
    undo.push(() => (server.isRunning ? server.kill('SIGKILL') : undefined));
    const rowsOf = async ({ household }: Home) => {
      const client = new pg.Client(vault);
      await client.connect();
      const counting = ['batches', 'segments', 'leaf_details'].map(
        (table) => `(select count(*)::int from ${table} where subject = $1) as ${table}`,
      );
      const { rows } = await client.query(`select ${counting.join(', ')}`, [household]);
      await client.end();
      return rows[0];
    };

    const before = await rowsOf(ada);
    const body = newBatch(3);
    const off = JSON.stringify({ state: 'off' });
    await down('keyring');
    expect(await collect(server, ada, body)).toMatchObject(unavailable);
    expect(await ask(server, 'PUT', '/v1/me/choices/usage-data', ada.session, off)).toMatchObject(unavailable);
    expect(await rowsOf(ada)).toEqual(before);
    expect(await ask(server, 'GET', '/healthz')).toMatchObject(unavailable);
    await up('keyring');
    expect((await untilTaken(() => collect(server, ada, body))).body).toMatchObject({ stored: 3, repeated: false });

    const bens = newBatch(2);
    await down('vault');
    expect(await collect(server, ben, bens)).toMatchObject(unavailable);
    expect(await ask(server, 'PUT', '/v1/me/choices/usage-data', ben.session, off)).toMatchObject(unavailable);
    expect(await ask(server, 'GET', '/healthz')).toMatchObject(unavailable);
    await up('vault');
    expect((await untilTaken(() => collect(server, ben, bens))).body).toMatchObject({ stored: 2, repeated: false });

    // What was taken opens.
    for (const [home, tracks] of [
      [ada, 3],
      [ben, 2],
    ] as const) {
      const { body } = await ask(server, 'GET', '/v1/me/data?category=activity', home.session);
      expect(body.items.length).toBe(tracks);
    }
    expect(server.isRunning).toBe(true);
    await server.stop();
  }, 60_000);
});
