import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { type AddressChanges, openAddressChanges } from './address-changes.ts';
import { type Affected, type AffectedBy, affected, livingSubjects } from './affected.ts';
import { type AutoDeletion, type AutoDeletionSet, setAutoDeletion } from './auto-deletions.ts';
import { type BlindIndex, openBlindIndex } from './blind.ts';
import { type Choosing, type Chosen, choose } from './choose.ts';
import { openCollector } from './collector.ts';
import { type Committed, commit, type Write } from './commit.ts';
import { continueUse } from './continue-use.ts';
import { countEvents, type MonthCount } from './count-events.ts';
import { counts, dropBatches, tallyBatches } from './counts.ts';
import { type Database, openDatabase } from './database.ts';
import {
  deletionsOf,
  findSegment,
  makeDeletion,
  type NewDeletion,
  type Placed,
  reapplyDeletions,
  type SubjectDeletion,
  undoDeletion,
} from './deletions.ts';
import type { EpochKeys } from './epoch-keys.ts';
import { type Erased, type Erasing, type ErasureStep, erase, resumeErasures } from './erase.ts';
import { type Exports, openExports } from './exports.ts';
import { type Fact, openFacts } from './facts.ts';
import { type Holds, openHolds } from './holds.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { confirmTime } from './known-time.ts';
import { type Letters, openLetters } from './letters.ts';
import { migrate } from './migrate.ts';
import { openMonths } from './months.ts';
import { oneSpelling } from './one-spelling.ts';
import { type Opened, type Opening, recordOpening } from './open.ts';
import { openProposals, type Proposals, type VersionTold, versionsTold } from './proposals.ts';
import {
  hashInForce,
  type Published,
  type PublishedStatement,
  publish,
  publishedUntil,
  readPublished,
} from './publish.ts';
import { type ReadEntry, readEntries } from './read-entries.ts';
import { type FigureCount, readFigure } from './read-figures.ts';
import { type ReadLeaf, readLeaves } from './read-leaves.ts';
import { type Reading, type ReadSegment, readSegments } from './read-segments.ts';
import { reapplyErasures } from './reapply-erasures.ts';
import { type Receipt, readErasureLeaf, readReceipt } from './receipt.ts';
import { record } from './record.ts';
import { openRequests, type Requests } from './requests.ts';
import { rotate, rotateWhenDue } from './rotate.ts';
import type { Entry } from './sealed-leaf.ts';
import { openStaff, type Staff } from './staff.ts';
import { readStanding, type SubjectStanding } from './standing.ts';
import { openStops, type Stops } from './stops.ts';
import { createSubject, type NewSubject, noteConnected, readLife, type SubjectLife, subjectsOf } from './subjects.ts';
import { openSuppression, SUPPRESSION_KEY, type Suppression } from './suppression.ts';
import {
  endCategories,
  readSweeps,
  type SweepParts,
  type SweepPlan,
  type SweepReport,
  type SweepStep,
  type Swept,
  sweep,
} from './sweep.ts';
import { type Upcoming, upcoming } from './upcoming.ts';

/** Personal data at rest. It decides nothing: the gate does, and is the only one that may hold this. */
export interface Vault {
  readonly createSubject: (subject: NewSubject) => Promise<string | 'gone'>;
  readonly subjectsOf: (owner: string) => Promise<{ id: string; kind: NewSubject['kind'] }[]>;
  readonly readStanding: (subject: string) => Promise<SubjectStanding | undefined>;
  readonly commit: (write: Write) => Promise<Committed>;
  readonly choose: (chosen: Chosen) => Promise<Choosing>;
  readonly recordOpening: (opening: Opening) => Promise<Opened>;
  readonly readFacts: (subject: string, categories?: readonly string[]) => Promise<Fact[]>;
  readonly readSegments: (subject: string, reading?: Reading) => AsyncGenerator<ReadSegment, void, void>;
  readonly countEvents: (subjects: readonly string[]) => Promise<MonthCount[]>;
  readonly readEntries: (which: { subject?: string; after?: number; limit?: number }) => Promise<ReadEntry[]>;
  readonly readLeaves: (which: { subjects: readonly string[]; after?: number; limit?: number }) => Promise<ReadLeaf[]>;
  readonly publish: (statement: PublishedStatement, inPlaceOf: string | undefined) => Promise<Published>;
  readonly proposals: Proposals;
  readonly continueUse: (
    subject: string,
    version: { readonly hash: string; readonly dated: string },
  ) => Promise<'noted' | 'untold'>;
  /** Every version that was in force, oldest first, and when somebody was told of each. */
  readonly versionsTold: (subject: string) => Promise<VersionTold[]>;
  readonly hashInForce: () => Promise<string | undefined>;
  readonly readPublished: (hash: string) => Promise<PublishedStatement | undefined>;
  readonly publishedUntil: (hash: string) => Promise<PublishedStatement[]>;
  /** Records something that is about nobody. */
  readonly record: (entry: Entry) => Promise<void>;
  readonly erase: (erasing: Erasing) => Promise<Erased>;
  readonly resumeErasures: () => Promise<void>;
  readonly reapplyErasures: (again: Omit<Erasing, 'subject' | 'isAgain'>) => Promise<void>;
  readonly readReceipt: (id: string) => Promise<Receipt | undefined>;
  readonly readErasureLeaf: (id: string) => Promise<ReadLeaf | undefined>;
  /** Deletes what has ended, unless the time is in doubt. */
  readonly sweep: (plan: SweepPlan) => Promise<Swept>;
  /** The newest sweeps. */
  readonly sweeps: (limit?: number) => Promise<SweepReport[]>;
  /** What is held, by category, and when it goes. */
  readonly upcoming: () => Promise<Upcoming[]>;
  /** Whom something concerns that there was by an instant, epoch milliseconds. */
  readonly affected: (by: AffectedBy, until: number) => Promise<Affected>;
  readonly livingSubjects: () => Promise<string[]>;
  /** Somebody looked: the time is what the clock says, whatever was known before. */
  readonly confirmTime: () => Promise<void>;
  readonly holds: Holds;
  /** Deletes all of some categories of a subject, whose end has come by its life; `false` if that is not so any more. */
  readonly endCategories: (life: SubjectLife, categories: readonly string[]) => Promise<boolean>;
  readonly readLife: (subject: string) => Promise<SubjectLife | undefined>;
  /** Hides a part of what is held of a subject; it is destroyed when it can't be undone any more. */
  readonly makeDeletion: (deletion: NewDeletion) => Promise<'pending' | 'too-many' | 'gone'>;
  readonly undoDeletion: (subject: string, id: string) => Promise<boolean>;
  /** Has what is older than a span deleted from now on, or lifts that; what has come of it. */
  readonly setAutoDeletion: (setting: AutoDeletion) => Promise<AutoDeletionSet>;
  /** The deletions of a subject that stand. */
  readonly deletionsOf: (subject: string) => Promise<SubjectDeletion[]>;
  readonly findSegment: (subjects: readonly string[], segment: string) => Promise<Placed | undefined>;
  readonly reapplyDeletions: () => Promise<void>;
  /** Notes that a product of a household is connected now, to the day. */
  readonly noteConnected: (subject: string) => Promise<void>;
  /** Renews the epoch, so that older copies of the keyring open nothing; `false` if another process is about it. */
  readonly rotate: () => Promise<boolean>;
  /** The same if it is due by what the erased were promised. */
  readonly rotateWhenDue: () => Promise<boolean>;
  readonly counts: () => Promise<{ [name: string]: number }>;
  readonly readFigure: (figure: string, period: string) => Promise<FigureCount[]>;
  readonly tallyBatches: () => Promise<void>;
  readonly dropBatches: (before: number) => Promise<void>;
  readonly exports: Exports;
  readonly letters: Letters;
  readonly addresses: AddressChanges;
  readonly requests: Requests;
  readonly staff: Staff;
  readonly stops: Stops;
  readonly blind: BlindIndex;
  readonly suppression: Suppression;
  readonly keyring: Keyring;
  /** What a batch's body is known by: 16 bytes, keyed, different for each subject and id. */
  readonly batchDigest: (subject: string, batch: string, body: string | Buffer) => Buffer;
  /** What stands for a name that the statement does not know: 32 hexadecimal digits, keyed. Names can carry data too. */
  readonly nameHash: (name: string) => string;
  /** Whether both databases answer. @throws Fault `storage-unavailable` */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface VaultOptions {
  readonly vault: pg.PoolConfig;
  readonly keyring: pg.PoolConfig;
  readonly epochKeys: EpochKeys;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** What the database's clock says, epoch milliseconds; its own when left out. */
  readonly databaseClock?: () => Promise<number>;
  /** For tests that end an erasure midway: see `Parts`. */
  readonly afterStep?: (step: ErasureStep) => void;
  /** The same of a sweep. */
  readonly afterSweepStep?: (step: SweepStep) => void;
}

/**
 * Opens the vault and its keyring, and brings both to the shape that this version knows.
 *
 * @throws Fault `storage-unavailable`, `storage-newer`; `epoch-key-missing` or `storage-damaged` if the epoch's key is
 *   not this keyring's
 */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const { clock, epochKeys, afterStep } = options;
  await Promise.all([migrate('vault', options.vault), migrate('keyring', options.keyring)]);
  const vault = openDatabase(options.vault);
  const keys = openDatabase(options.keyring);
  const close = async () => {
    await Promise.all([vault.close(), keys.close()]);
  };
  try {
    const keyring = openKeyring(keys, epochKeys);
    const parts = {
      vault,
      keyring,
      epochKeys,
      months: openMonths(vault),
      collect: openCollector(vault),
      clock,
      afterStep,
    };
    const sweeping: SweepParts = {
      ...parts,
      config: options.vault,
      databaseClock: options.databaseClock ?? (() => clockOf(vault)),
      erase: async (subject, backupsBy) => void (await erase(parts, { subject, by: 'service:retention', backupsBy })),
      afterSweepStep: options.afterSweepStep,
    };
    const rotating = { vault, keys, keyring: options.keyring, epochKeys, clock };
    const [batchKey, nameKey] = await Promise.all([
      keyring.systemKey('batches'),
      keyring.systemKey('names'),
      keyring.systemKey(SUPPRESSION_KEY),
    ]);
    const readFacts = (subject: string, categories?: readonly string[]) =>
      openFacts(vault, subject, categories, (all) =>
        keyring.find(
          subject,
          all.map((category) => ({ category, month: '' })),
        ),
      );
    const holds = async (subject: string, field: string, value: string) => {
      const [category = '', name = ''] = field.split('.');
      return (await readFacts(subject, [category])).some(({ values }) => {
        const held = values[name];
        return typeof held === 'string' && oneSpelling(held) === value;
      });
    };
    return {
      createSubject: (subject) => createSubject(parts, subject),
      subjectsOf: (owner) => subjectsOf(parts, owner),
      readStanding: (subject) => readStanding(parts, subject),
      commit: (write) => commit(parts, write),
      choose: (chosen) => choose(parts, chosen),
      recordOpening: (opening) => recordOpening(parts, opening),
      readFacts,
      readSegments: (subject, reading) => readSegments(parts, subject, reading),
      countEvents: (subjects) => countEvents(parts, subjects),
      readEntries: (which) => readEntries(parts, which),
      readLeaves: (which) => readLeaves(parts, which),
      publish: (statement, inPlaceOf) => publish(parts, statement, inPlaceOf),
      proposals: openProposals(parts),
      continueUse: (subject, version) => continueUse(parts, subject, version),
      versionsTold: (subject) => versionsTold(vault, subject),
      hashInForce: () => hashInForce(vault),
      readPublished: (hash) => readPublished(vault, hash),
      publishedUntil: (hash) => publishedUntil(vault, hash),
      record: (entry) => record(parts, entry),
      erase: (erasing) => erase(parts, erasing),
      resumeErasures: () => resumeErasures(parts),
      reapplyErasures: (again) => reapplyErasures(parts, again),
      readErasureLeaf: (id) => readErasureLeaf(parts, id),
      readReceipt: (id) => readReceipt(parts, id),
      sweep: (plan) => sweep(sweeping, plan),
      sweeps: (limit) => readSweeps(parts, { limit }),
      upcoming: () => upcoming(parts),
      affected: (by, until) => affected(parts, by, until),
      livingSubjects: () => livingSubjects(parts),
      confirmTime: () => confirmTime(parts),
      holds: openHolds(parts),
      endCategories: (life, categories) => endCategories(parts, life, categories),
      readLife: (subject) => readLife(parts, subject),
      makeDeletion: (deletion) => makeDeletion(parts, deletion),
      undoDeletion: (subject, id) => undoDeletion(parts, subject, id),
      setAutoDeletion: (setting) => setAutoDeletion(parts, setting),
      deletionsOf: (subject) => deletionsOf(parts, subject),
      findSegment: (subjects, segment) => findSegment(parts, subjects, segment),
      reapplyDeletions: () => reapplyDeletions(parts),
      noteConnected: (subject) => noteConnected(parts, subject),
      rotate: () => rotate(rotating),
      rotateWhenDue: () => rotateWhenDue(rotating),
      counts: () => counts(parts),
      readFigure: (figure, period) => readFigure(parts, figure, period),
      tallyBatches: () => tallyBatches(parts),
      dropBatches: (before) => dropBatches(parts, before),
      exports: openExports(parts),
      letters: openLetters(parts),
      addresses: openAddressChanges(parts),
      requests: openRequests(parts),
      staff: openStaff(parts),
      stops: openStops(parts),
      suppression: openSuppression(keys, keyring, epochKeys, clock),
      blind: openBlindIndex(keys, keyring, clock, holds),
      keyring,
      batchDigest: (subject, batch, body) =>
        createHmac('sha256', batchKey)
          .update(`${subject}\n${batch.length}:${batch}\n`)
          .update(body)
          .digest()
          .subarray(0, 16),
      nameHash: (name) => createHmac('sha256', nameKey).update(name).digest('hex').slice(0, 32),
      ping: async () => {
        await Promise.all([vault.query('select 1'), keys.query('select 1')]);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function clockOf(database: Database): Promise<number> {
  const [row] = await database.query<{ now: Date }>('select clock_timestamp() as now');
  return row!.now.getTime();
}
