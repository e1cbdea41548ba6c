/** A gate on fresh databases, with a clock that stands still until it is moved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { createGate } from '../gate/create-gate.ts';
import type { Gate, SubjectId } from '../gate/gate.ts';
import type { Statement } from '../statement/statement.ts';
import { openDatabase } from '../vault/database.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { openNotices } from '../vault/notices.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { type FreshClusters, freshClusters } from './database.ts';

/** A moment of peace: 1 March 2027, ten in the morning. */
export const TEN_O_CLOCK = Date.parse('2027-03-01T10:00:00Z');

export interface StillClock {
  (): number;
  /** Epoch milliseconds; set it to jump, back too. */
  now: number;
}

export function stillClock(now = TEN_O_CLOCK): StillClock {
  const clock = Object.assign(() => clock.now, { now });
  return clock;
}

export interface TestGate {
  readonly gate: Gate;
  readonly vault: Vault;
  readonly clock: StillClock;
  readonly clusters: FreshClusters;
  /** Another gate on the same databases, as a second process would have. */
  another(): Promise<TestGate>;
  /** Straight to the vault's database. */
  query(text: string, values: readonly unknown[]): Promise<object[]>;
  newSubject(kind: 'person' | 'household' | 'visitor', owner?: SubjectId): Promise<SubjectId>;
  close(): Promise<void>;
}

export async function openTestGate(
  statement: Statement = reference,
  approvers: readonly string[] = [],
): Promise<TestGate> {
  const clusters = await freshClusters();
  const folder = mkdtempSync(join(tmpdir(), 'sotto-gate-'));
  const clock = stillClock();
  const opened = await openOn(clusters, folder, clock, statement, approvers);
  return {
    ...opened,
    async close() {
      await opened.close();
      await clusters.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openOn(
  clusters: FreshClusters,
  folder: string,
  clock: StillClock,
  statement: Statement,
  approvers: readonly string[],
): Promise<TestGate> {
  const epochKeys = epochKeysInFile(join(folder, 'epoch.key'));
  const vault = await openVault({
    vault: clusters.vault,
    keyring: clusters.keyring,
    epochKeys,
    clock,
    databaseClock: async () => clock(),
  });
  const database = openDatabase(clusters.vault);
  const notices = await openNotices(clusters.vault);
  const gate = await createGate({ statement, vault, notices, clock, approvers: () => approvers });
  return {
    gate,
    vault,
    clock,
    clusters,
    another: () => openOn(clusters, folder, clock, statement, approvers),
    query: (text, values) => database.query(text, values),
    // Sound: the vault names subjects, and its names are subject ids.
    newSubject: async (kind, owner) => (await vault.createSubject({ kind, ...(owner && { owner }) })) as SubjectId,
    async close() {
      await database.close();
      await notices.close();
      await vault.close();
    },
  };
}
