/** A disk is lost. What an operator has is a backup, the files of keys that were kept elsewhere, and what `sotto` says. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { furnish, type Home } from '../../src/testing/homes.ts';
import { type DataFolder, newDataFolder, type ServerProcess, startServer } from '../../src/testing/server-process.ts';
import { sotto } from '../../src/testing/sotto.ts';
import { openClusters } from '../../src/vault/cluster/clusters.ts';

let data: DataFolder;
let restored: DataFolder;
let folder: string;
let backup: string;
/** What was kept elsewhere. */
let keys: string[];
let ada: Home;
let server: ServerProcess | undefined;

beforeAll(async () => {
  [data, restored] = [newDataFolder(), newDataFolder()];
  folder = mkdtempSync(join(tmpdir(), 'sotto-restoring-'));
  backup = join(folder, 'backup');
  const { vault, keyring, stop } = await openClusters(data.path);
  const place = { vault: { ...vault.connection }, keyring: { ...keyring.connection } };
  [ada] = (await furnish({ ...place, keyFile: join(data.path, 'epoch.key') }, 1)) as [Home];
  await stop();
});
afterAll(async () => {
  if (server?.isRunning) await server.kill('SIGKILL');
  for (const one of [data, restored]) await one.remove();
  rmSync(folder, { recursive: true });
});

async function ask(method: string, path: string, token: string, body?: object) {
  const response = await fetch(`${server!.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** What `sotto start` says of the restored folder when it does not start. */
async function refusedToStart(): Promise<{ code: number; err: string }> {
  const { code, err } = await sotto(['start', '--no-demo', '--port', '0', '--data', restored.path]);
  return { code, err };
}

const putBack = (...files: readonly string[]) => {
  for (const file of files) copyFileSync(join(folder, file), join(restored.path, file));
};

describe('sotto backup and sotto restore', () => {
  it('take what a running server holds, and not the keys', { timeout: 60_000 }, async () => {
    server = await startServer({ data: data.path });
    const at = new Date().toISOString();
    const events = [{ event: 'playback', at, data: { track: 'The heron stood', room: 'Kitchen' } }];
    const sent = await ask('POST', '/v1/collect', ada.player, { batch: 'before-the-loss', events });
    expect(sent.status).toBe(200);
    const taken = await sotto(['backup', backup, '--data', data.path]);
    expect([taken.code, taken.out]).toEqual([
      0,
      expect.stringMatching(/Keep copies elsewhere .*epoch\.key, .*epoch\.key\.erased-\*.*ledger\.key/),
    ]);
    await server.stop();
    keys = readdirSync(data.path).filter((name) => /\.key/.test(name));
    expect(keys.toSorted()).toEqual(['epoch.key', 'epoch.key.erased-1', 'ledger.key']);
    for (const key of keys) {
      expect(existsSync(join(backup, key))).toBe(false);
      copyFileSync(join(data.path, key), join(folder, key));
    }
  });

  it('bring it back, and say which keys belong beside it', { timeout: 60_000 }, async () => {
    rmSync(restored.path, { recursive: true });
    const back = await sotto(['restore', backup, '--data', restored.path, '--json']);
    expect(back.code).toBe(0);
    expect(JSON.parse(back.out)).toEqual({
      folder: backup,
      data: restored.path,
      takenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      bytes: expect.any(Number),
      postgres: expect.stringMatching(/^\d+\.\d+/),
      hasEpochKey: false,
    });
    rmSync(restored.path, { recursive: true });
    const { out } = await sotto(['restore', backup, '--data', restored.path]);
    for (const key of ['epoch.key', 'epoch.key.erased-*', 'ledger.key']) expect(out).toContain(key);
  });

  it('start on nothing without them, and say what is missing', { timeout: 60_000 }, async () => {
    expect(await refusedToStart()).toEqual({
      code: 3,
      err: expect.stringMatching(/^error: .*epoch.*\nhelp: .*put .*back/),
    });
    putBack('epoch.key', 'epoch.key.erased-1');
    expect(await refusedToStart()).toEqual({
      code: 3,
      err: expect.stringMatching(/^error: .*ledger.*\nhelp: put `ledger\.key` back/),
    });
  });

  it('open every value again, once they are there', { timeout: 60_000 }, async () => {
    putBack(...keys);
    server = await startServer({ data: restored.path });
    const { status, text } = await ask('GET', '/v1/me/data?category=activity', ada.session);
    expect([status, text]).toEqual([200, expect.stringContaining('The heron stood')]);
    const after = await ask('POST', '/v1/collect', ada.player, { batch: 'after-the-loss', events: [] });
    expect(after.status).toBe(200);
    await server.stop();
  });
});
