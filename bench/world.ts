/** A gate and a plain PostgreSQL table on the same durable server, for figures that compare the two. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createGate } from '../src/gate/create-gate.ts';
import type { Gate, SubjectId } from '../src/gate/gate.ts';
import { openClusters } from '../src/vault/cluster/clusters.ts';
import { openDatabase } from '../src/vault/database.ts';
import { epochKeysInFile } from '../src/vault/epoch-keys.ts';
import { type Ledger, openLedger } from '../src/vault/ledger.ts';
import { ledgerKeyInFile } from '../src/vault/ledger-key.ts';
import { openNotices } from '../src/vault/notices.ts';
import { openVault, type Vault, type VaultOptions } from '../src/vault/vault.ts';
import { statement } from '../statements/sonos-2017-08/statement.ts';

export const CONNECTIONS = 8;

export interface BenchWorld {
  readonly gate: Gate;
  readonly vault: Vault;
  readonly ledger: Ledger;
  /** The vault's own database, to look into. */
  readonly held: pg.Pool;
  /** The keyring's. */
  readonly keys: pg.Pool;
  /** A database beside it on the same server, with the same durability, for the peer. */
  readonly plain: pg.Pool;
  /** Makes so many households, each with a key of its own. */
  subjects(count: number): Promise<SubjectId[]>;
  close(): Promise<void>;
}

/** The peer's tables: an event a row, its batch's id, and a row a batch for the audit. */
const PLAIN = `
  create table events (
    subject uuid not null, id bigint generated always as identity, category text not null, event text not null,
    at timestamptz not null, data jsonb not null, primary key (subject, id));
  create table batches (subject uuid not null, batch text not null, received_at timestamptz not null default now(),
    primary key (subject, batch));
  create table audit (id bigint generated always as identity primary key, subject uuid not null, what jsonb not null,
    at timestamptz not null default now());
  create table choices (subject uuid not null, choice text not null, state text not null, at timestamptz not null,
    primary key (subject, choice));`;

export async function openBenchWorld({ afterStep }: Pick<VaultOptions, 'afterStep'> = {}): Promise<BenchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
  const clusters = await openClusters(folder);
  const clock = () => Date.now();
  const on = clusters.vault.connection;
  const epochKeys = epochKeysInFile(join(folder, 'epoch.key'));
  const vault = await openVault({
    vault: { ...on, max: CONNECTIONS },
    keyring: { ...clusters.keyring.connection, max: CONNECTIONS },
    epochKeys,
    clock,
    ...(afterStep !== undefined && { afterStep }),
  });
  const database = openDatabase({ ...on, max: 1 });
  const ledger = openLedger(database, ledgerKeyInFile(join(folder, 'ledger.key')));
  const notices = await openNotices(on);
  const gate = await createGate({ statement, vault, notices, clock });
  const held = new pg.Pool({ ...on, max: 1 });
  const keys = new pg.Pool({ ...clusters.keyring.connection, max: 1 });
  await held.query('create database plain');
  const plain = new pg.Pool({ ...on, database: 'plain', max: CONNECTIONS });
  await plain.query(PLAIN);
  // A server that stops ends idle connections, and a pool without a listener would end the process.
  for (const pool of [held, keys, plain]) pool.on('error', () => {});
  return {
    gate,
    vault,
    ledger,
    held,
    keys,
    plain,
    async subjects(count) {
      const made: SubjectId[] = [];
      let left = count;
      const make = async () => {
        while (left-- > 0) made.push((await vault.createSubject({ kind: 'household' })) as SubjectId);
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, make));
      return made;
    },
    async close() {
      await Promise.all([notices.close(), vault.close(), database.close(), held.end(), keys.end(), plain.end()]);
      await clusters.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
