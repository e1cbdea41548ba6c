/** A process is killed in the middle of an erasure; whoever starts next brings it to the same end. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshClusters, freshClusters } from '../testing/database.ts';
import type { Dying } from '../testing/dying-vault.ts';
import { firstStatement, NOON } from '../testing/vault.ts';
import { epochKeysInFile } from './epoch-keys.ts';
import type { ErasureStep } from './erase.ts';
import { openVault, type Vault } from './vault.ts';

const BACKUPS_BY = NOON + 7 * 86_400_000;

let clusters: FreshClusters;
let folder: string;
let keyFile: string;
let vault: Vault;
let kim: string;

const open = () =>
  openVault({
    vault: clusters.vault,
    keyring: clusters.keyring,
    epochKeys: epochKeysInFile(keyFile),
    clock: () => NOON,
  });

beforeAll(async () => {
  clusters = await freshClusters();
  folder = mkdtempSync(join(tmpdir(), 'sotto-dying-'));
  keyFile = join(folder, 'epoch.key');
  vault = await open();
  await vault.publish(firstStatement, undefined);
  kim = await household();
});
afterAll(async () => {
  await vault?.close();
  await clusters?.stop();
  rmSync(folder, { recursive: true });
});

/** With one event. */
async function household(): Promise<string> {
  const subject = await vault.createSubject({ kind: 'household' });
  await vault.commit({
    subject,
    expected: { generation: 1, statement: firstStatement.hash },
    segments: [
      {
        category: 'activity',
        product: 'kitchen',
        expiresOn: 'open',
        events: [{ event: 'play', at: NOON, generation: 1, data: { room: 'Kitchen' } }],
      },
    ],
    facts: [],
    figures: [],
    consume: [],
    leaf: { kind: 'collected', detail: {} },
  });
  return subject;
}

async function eventsOf(from: Vault, subject: string): Promise<number> {
  let n = 0;
  for await (const { events } of from.readSegments(subject)) n += events.length;
  return n;
}

test.each<ErasureStep>(['refused', 'noted', 'keys destroyed', 'on record', 'rows deleted', 'done'])(
  'killed after `%s`, and started again: nothing is left of them, and the others are as they were',
  async (after) => {
    const jon = await household();
    const child = fork(join(import.meta.dirname, '../testing/dying-vault.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
    const { vault: at, keyring } = clusters;
    const ended = once(child, 'exit');
    child.send({ vault: at, keyring, keyFile, now: NOON, subject: jon, backupsBy: BACKUPS_BY, after } satisfies Dying);
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await eventsOf(vault, jon)).toBe(0);

    const started = await open();
    await started.resumeErasures();
    expect(await eventsOf(started, jon)).toBe(0);
    expect(await eventsOf(started, kim)).toBe(1);
    expect(await started.readEntries({ subject: jon })).toEqual([]);
    expect(await started.erase({ subject: jon, by: 'self', backupsBy: BACKUPS_BY })).toEqual({ kind: 'gone' });
    const erased = (await started.readEntries({ limit: 1000 })).filter(({ kind }) => kind === 'erased');
    await started.close();
    // Each is on record once.
    expect(new Set(erased.map(({ detail }) => (detail as { erasure: string }).erasure)).size).toBe(erased.length);
  },
);
