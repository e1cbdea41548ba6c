/** What staff work with from the command line: beside a service that runs, or while none does. It does none of the service's work. */
import { createGate } from '../gate/create-gate.ts';
import { statementIn } from '../gate/version.ts';
import { type Carrier, smtpCarrier } from '../people/mail/carrier.ts';
import { createPeople, type People } from '../people/people.ts';
import { joinClusters } from '../vault/cluster/join-clusters.ts';
import { openDatabase } from '../vault/database.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { Fault } from '../vault/fault.ts';
import { openLedger } from '../vault/ledger.ts';
import { ledgerKeyInFile } from '../vault/ledger-key.ts';
import { openNotices } from '../vault/notices.ts';
import { hashInForce, readPublished } from '../vault/publish.ts';
import { openVault } from '../vault/vault.ts';
import { type Config, epochKeyFile, ledgerKeyFile } from './config.ts';

export interface StaffWorld {
  readonly people: People;
  close(): Promise<void>;
}

/** Where no mail server is named a letter waits in the vault, and the service carries it. */
const LEFT_TO_THE_SERVICE: Carrier = {
  carry: () => Promise.reject(new Error('letters are carried by the service')),
  close: () => {},
};

/**
 * Opens it on the data of a service, by the statement that is in force there.
 *
 * @throws Fault, as `openClusters` and `openVault` do, and `data-folder-foreign` if no service ran there yet
 */
export async function openForStaff(config: Config): Promise<StaffWorld> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const joined = config.databases === undefined ? await joinClusters(config.data) : undefined;
    undo.push(() => joined?.leave());
    const vaultAt = joined ? joined.connection('vault') : { connectionString: config.databases!.vault };
    const keyringAt = joined ? joined.connection('keyring') : { connectionString: config.databases!.keyring };
    const epochKeys = epochKeysInFile(epochKeyFile(config));
    const clock = Date.now;
    const vault = await openVault({ vault: { ...vaultAt }, keyring: { ...keyringAt }, epochKeys, clock });
    undo.push(() => vault.close());
    const database = openDatabase({ ...vaultAt });
    undo.push(() => database.close());
    const hash = await hashInForce(database);
    const published = hash === undefined ? undefined : await readPublished(database, hash);
    if (published === undefined) {
      throw new Fault(
        'data-folder-foreign',
        'no statement is in force here yet',
        'start the service first: `sotto start`',
      );
    }
    const notices = await openNotices({ ...vaultAt });
    undo.push(() => notices.close());
    const gate = await createGate({ statement: statementIn(published), vault, notices, clock });
    const ledger = openLedger(database, ledgerKeyInFile(ledgerKeyFile(config), config.origin));
    const { mail } = config;
    const carrier = mail === undefined ? LEFT_TO_THE_SERVICE : smtpCarrier(mail.smtp, mail.from, mail.dkim);
    undo.push(() => carrier.close());
    const people = createPeople({
      gate,
      vault,
      ledger,
      database,
      notices,
      carrier,
      clock,
      origin: () => config.origin ?? '',
    });
    undo.push(() => people.mail.settled());
    return { people, close };
  } catch (error) {
    await close();
    throw error;
  }
}
