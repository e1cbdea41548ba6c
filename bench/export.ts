/**
 * The most memory that a process took to export: a history of a million events, once; against one of ten thousand, a
 * hundred times in a row, each fetched to its end. So both sides handle as many events, and what V8 takes for itself once it has
 * something to do is on both; fetched a single time, the short one is over before that, and takes some 70 MB less. Row 15.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGate } from '../src/gate/create-gate.ts';
import type { SubjectId } from '../src/gate/gate.ts';
import { furnish } from '../src/testing/homes.ts';
import { openClusters } from '../src/vault/cluster/clusters.ts';
import { epochKeysInFile } from '../src/vault/epoch-keys.ts';
import { openNotices } from '../src/vault/notices.ts';
import { openVault } from '../src/vault/vault.ts';
import { statement } from '../statements/sonos-2017-08/statement.ts';
import type { Exporting } from './apart/export.ts';
import { householdEvents } from './household-events.ts';
import type { Row } from './row.ts';

export const measures = [15];

const LONG = 1_000_000;
const SHORT = 10_000;
/** A product sends so many at once. */
const BATCH = 50;
const AT_ONCE = 8;

export async function rows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
  const clusters = await openClusters(folder);
  try {
    const vault = { ...clusters.vault.connection };
    const keyring = { ...clusters.keyring.connection };
    const keyFile = join(folder, 'epoch.key');
    const [long, short] = await furnish({ vault, keyring, keyFile }, 2);
    await fill({ vault, keyring, keyFile }, long!.household, LONG);
    await fill({ vault, keyring, keyFile }, short!.household, SHORT);
    const most = (session: string, times: number) => mostMemory({ vault, keyring, keyFile, session, times });
    const few = await most(short!.session, Math.ceil(LONG / SHORT));
    const many = await most(long!.session, 1);
    return [
      {
        row: 15,
        what: 'peak memory of one export: 1 M events ÷ 10 k',
        goal: '≤ 1.2',
        ours: megabytes(many),
        peer: megabytes(few),
        ratio: many / few,
      },
    ];
  } finally {
    await clusters.stop();
    rmSync(folder, { recursive: true });
  }
}

const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;

async function fill(on: Omit<Exporting, 'session' | 'times'>, subject: SubjectId, events: number): Promise<void> {
  const { vault: connection, keyring, keyFile } = on;
  const epochKeys = epochKeysInFile(keyFile);
  const vault = await openVault({ vault: connection, keyring, epochKeys, clock: Date.now });
  const notices = await openNotices(connection);
  const gate = await createGate({ statement, vault, notices, clock: Date.now });
  let next = 0;
  const sender = async () => {
    for (let n = next; n < events; n = next) {
      next += BATCH;
      const answer = await gate.collect({
        subject,
        product: 'player',
        touchpoint: 'product',
        id: randomUUID(),
        events: householdEvents(BATCH, 1, n),
        facts: { registered: true },
      });
      if (answer.kind !== 'collected') throw new Error(`not collected: ${answer.kind}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await notices.close();
  await vault.close();
}

/** Kilobytes. */
function mostMemory(exporting: Exporting): Promise<number> {
  return new Promise((resolve, reject) => {
    let most: number | undefined;
    const child = fork(join(import.meta.dirname, 'apart', 'export.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
    child.on('message', (message) => {
      most = message as number;
    });
    child.on('exit', (code) => (most === undefined ? reject(new Error(`ended with code ${code}`)) : resolve(most)));
    child.send(exporting);
  });
}
