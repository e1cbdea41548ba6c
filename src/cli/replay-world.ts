/** A gate with one household in it, to replay into: on databases made for it and thrown away, or in a kept folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { createGate } from '../gate/create-gate.ts';
import type { Gate, SubjectId } from '../gate/gate.ts';
import { epochKeyFile } from '../server/config.ts';
import { openClusters } from '../vault/cluster/clusters.ts';
import { openDatabase } from '../vault/database.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { openNotices } from '../vault/notices.ts';
import { openVault } from '../vault/vault.ts';

export interface ReplayWorld {
  readonly gate: Gate;
  readonly subject: SubjectId;
  /** What was refused of the household, by reason and JSON type; a batch records at most 100 names. */
  refusals(): Promise<readonly RefusalKind[]>;
  close(): Promise<void>;
}

export interface RefusalKind {
  readonly reason: string;
  readonly type: string;
  readonly n: number;
}

/** Opens the world on a data folder; without one, on a temporary one that `close` removes. */
export async function openReplayWorld(data: string | undefined, clock: () => number): Promise<ReplayWorld> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'sotto-replay-'));
  const undo: (() => unknown)[] = [];
  if (data === undefined) undo.push(() => rmSync(folder, { recursive: true }));
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const clusters = await openClusters(folder);
    undo.push(() => clusters.stop());
    const on = { ...clusters.vault.connection };
    const epochKeys = epochKeysInFile(epochKeyFile({ data: folder }));
    const vault = await openVault({ vault: on, keyring: { ...clusters.keyring.connection }, epochKeys, clock });
    undo.push(() => vault.close());
    const notices = await openNotices(on);
    undo.push(() => notices.close());
    const database = openDatabase(on);
    undo.push(() => database.close());
    const gate = await createGate({ statement, vault, notices, clock });
    // Sound: the vault names subjects, and its names are subject ids; a fresh one is not gone.
    const subject = (await vault.createSubject({ kind: 'household' })) as SubjectId;
    return {
      gate,
      subject,
      refusals: async () => {
        const rows = await database.query<{ reason: string; type: string; n: string }>(
          `select one->>'reason' as reason, one->>'type' as type, sum((one->>'n')::bigint)::text as n
             from batches, jsonb_array_elements(refused) one where subject = $1 group by 1, 2 order by 1, 2`,
          [subject],
        );
        return rows.map(({ n, ...row }) => ({ ...row, n: Number(n) }));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
