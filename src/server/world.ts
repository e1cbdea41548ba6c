/** Everything that a running service is made of, opened in order and closed in the other. */
import { mkdirSync } from 'node:fs';
import type pg from 'pg';
import type { Compiled } from '../decide/compile.ts';
import { createGate } from '../gate/create-gate.ts';
import { backupsWithin } from '../gate/erase.ts';
import type { Gate } from '../gate/gate.ts';
import { hashOf } from '../gate/version.ts';
import type { NoteSigner } from '../ledger/note.ts';
import { type Carrier, createOutbox, type Outbox, smtpCarrier } from '../people/mail/carrier.ts';
import { createPeople, type People, type PeopleOptions } from '../people/people.ts';
import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import { openClusters } from '../vault/cluster/clusters.ts';
import { type Database, openDatabase } from '../vault/database.ts';
import { requireDurable } from '../vault/durable.ts';
import { type EpochKeys, epochKeysInFile } from '../vault/epoch-keys.ts';
import { type Doubt, doubtWords } from '../vault/known-time.ts';
import { type Ledger, openLedger } from '../vault/ledger.ts';
import { ledgerKeyInFile } from '../vault/ledger-key.ts';
import { openNotices } from '../vault/notices.ts';
import type { RequestCount } from '../vault/requests.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import type { Wording } from '../wording/words.ts';
import { readApprovers } from './approvers.ts';
import { approversFile, type Config, epochKeyFile, ledgerKeyFile } from './config.ts';
import { keepHouse } from './housekeeping.ts';
import { createProblemCounts, type ProblemCounts } from './metrics.ts';

/** The statement that a service runs, and the prose that goes with it. */
export interface Running {
  readonly statement: Statement;
  readonly wording?: Wording | undefined;
}

export interface World {
  /** The statement in force, and its hash. Another may come into force: look anew each time. */
  readonly compiled: Compiled;
  readonly hash: string;
  readonly gate: Gate;
  readonly people: People;
  readonly ledger: Ledger;
  /** The vault's database, for what is about nobody: versions of the statement, health. */
  readonly database: Database;
  /** Whether both databases answer. */
  readonly ping: () => Promise<void>;
  /** Sums of the books: `events stored collect.playback`. */
  readonly counts: () => Promise<{ [name: string]: number }>;
  /** The same apart for each version of the statement, and what was kept by category: see the gate’s `collect`. */
  readonly countsByVersion: () => Promise<{ [name: string]: number }>;
  /** How many requests are open, and late, by kind. */
  readonly requestCounts: () => Promise<readonly RequestCount[]>;
  /** The public keys of those who may approve a version. */
  readonly approvers: () => readonly string[];
  /** Of the vault, what is about nobody in particular: proposals, ends, sweeps, stops, counts. */
  readonly records: Pick<
    Vault,
    'proposals' | 'upcoming' | 'sweeps' | 'stops' | 'publishedUntil' | 'affected' | 'livingSubjects' | 'record'
  >;
  readonly problems: ProblemCounts;
  readonly clock: () => number;
  /** Where mail stays when there is no server for it. */
  readonly outbox: Outbox | undefined;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly vault: pg.PoolConfig;
  readonly keyring: pg.PoolConfig;
  readonly epochKeys: EpochKeys;
  readonly ledgerKey: NoteSigner;
  readonly clock: () => number;
  /** Where people reach us; known for certain once we listen. */
  readonly origin: () => string;
  readonly carrier: Carrier | Outbox;
  /** Gets a line when something is worth knowing. */
  readonly log?: ((line: string) => void) | undefined;
  /** What the databases' clock says, epoch milliseconds; their own when left out. */
  readonly databaseClock?: () => Promise<number>;
  readonly people?: Pick<PeopleOptions, 'evenly' | 'limits'>;
  /** The public keys of those who may approve a new version of the statement, as they are declared now. */
  readonly approvers?: (() => readonly string[]) | undefined;
}

/** Opens the world that a configuration describes. `log` gets a line when something is worth knowing. */
export async function openConfigured(
  config: Config,
  running: Running,
  { origin, log }: { origin: () => string; log?: (line: string) => void },
): Promise<World> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const clusters = config.databases === undefined ? await openClusters(config.data, log) : undefined;
  try {
    const { vault, keyring } = clusters
      ? { vault: { ...clusters.vault.connection }, keyring: { ...clusters.keyring.connection } }
      : {
          vault: { connectionString: config.databases!.vault },
          keyring: { connectionString: config.databases!.keyring },
        };
    if (clusters === undefined && !config.allowsForgetful) {
      await Promise.all([requireDurable('vault', vault), requireDurable('keyring', keyring)]);
    }
    const world = await openWorld(running, {
      vault,
      keyring,
      epochKeys: epochKeysInFile(epochKeyFile(config)),
      ledgerKey: ledgerKeyInFile(ledgerKeyFile(config), config.origin),
      clock: Date.now,
      log,
      origin,
      approvers: () => readApprovers(approversFile(config)),
      carrier:
        config.mail === undefined ? createOutbox() : smtpCarrier(config.mail.smtp, config.mail.from, config.mail.dkim),
    });
    const { id, dated } = world.compiled.statement;
    if (world.hash !== hashOf(running.statement)) {
      log?.(`the statement handed in was replaced before: \`${id}\`, dated ${dated}, is in force`);
    }
    const { close } = world;
    return Object.assign(world, {
      async close() {
        await close();
        await clusters?.stop();
      },
    });
  } catch (error) {
    await clusters?.stop();
    throw error;
  }
}

/** Opens a world on two databases. */
export async function openWorld({ statement, wording }: Running, options: WorldOptions): Promise<World> {
  const { clock, carrier } = options;
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const vault = await openVault(options);
    undo.push(() => vault.close());
    // What was begun is finished, and what was restored is erased again, before anything is served.
    const backupsBy = after(clock(), backupsWithin(statement));
    await vault.reapplyErasures({ by: 'service:restore', backupsBy });
    await vault.reapplyDeletions();
    await vault.resumeErasures();
    await vault.suppression.restore();
    await vault.rotateWhenDue();
    const database = openDatabase(options.vault);
    undo.push(() => database.close());
    const notices = await openNotices(options.vault as pg.ClientConfig);
    undo.push(() => notices.close());
    const gate = await createGate({ statement, wording, vault, notices, clock, approvers: options.approvers });
    const ledger = openLedger(database, options.ledgerKey);
    await ledger.integrate();
    // Once more at the end. What fails then is done at the next start.
    undo.push(() => ledger.integrate().catch(() => {}));
    // A sweep that was cut off is brought to its end.
    await gate.sweep({ onlyResume: true });
    const { origin } = options;
    const people = createPeople({
      gate,
      vault,
      ledger,
      database,
      notices,
      carrier,
      clock,
      origin,
      ...options.people,
    });
    undo.push(() => carrier.close());
    undo.push(() => people.mail.settled());
    const doubt = (doubt: Doubt) => options.log?.(doubtWords(doubt));
    undo.push(keepHouse({ vault, gate, ledger, people, publishing: gate.publishing, clock, doubt }));
    return {
      get compiled() {
        return gate.compiled;
      },
      get hash() {
        return gate.hash;
      },
      gate,
      people,
      ledger,
      database,
      ping: vault.ping,
      counts: async () => withoutVersions(await vault.counts()),
      countsByVersion: vault.counts,
      requestCounts: vault.requests.counts,
      approvers: options.approvers ?? (() => []),
      records: vault,
      problems: createProblemCounts(),
      clock,
      outbox: 'letters' in carrier ? carrier : undefined,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sums by the first three words of a name; the fourth is the version. */
function withoutVersions(counts: { readonly [name: string]: number }): { [name: string]: number } {
  const sums: { [name: string]: number } = {};
  for (const [name, n] of Object.entries(counts)) {
    const [unit = '', ...rest] = name.split(' ');
    if (unit === 'kept') continue;
    const short = [unit, ...rest.slice(0, 2)].join(' ');
    sums[short] = (sums[short] ?? 0) + n;
  }
  return sums;
}
