/** What staff work with from the command line: beside a service that runs, or while none does. It does none of the service's work. */
import { createGate } from '../gate/create-gate.ts';
import { versionsHere } from '../gate/in-force.ts';
import { type Carrier, smtpCarrier } from '../people/mail/carrier.ts';
import { createPeople, type People } from '../people/people.ts';
import { openDatabase } from '../vault/database.ts';
import { openLedger } from '../vault/ledger.ts';
import { ledgerKeyInFile } from '../vault/ledger-key.ts';
import { openNotices } from '../vault/notices.ts';
import { type Config, ledgerKeyFile } from './config.ts';
import { joinVault } from './join-vault.ts';

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
    const { vault, at, close: leave } = await joinVault(config);
    undo.push(leave);
    const clock = Date.now;
    const database = openDatabase(at);
    undo.push(() => database.close());
    const statement = (await versionsHere(vault)).at(-1)!;
    const notices = await openNotices(at);
    undo.push(() => notices.close());
    const gate = await createGate({ statement, vault, notices, clock });
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
