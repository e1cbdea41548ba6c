/** A process that begins an erasure and is killed, as by a power cut, right after one of its steps: it is forked, and told by a message. */
import { once } from 'node:events';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import type { ErasureStep } from '../vault/erase.ts';
import { openVault } from '../vault/vault.ts';
import type { TestConnection } from './database.ts';

export interface Dying {
  readonly vault: TestConnection;
  readonly keyring: TestConnection;
  /** The file of the epoch keys. */
  readonly keyFile: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly subject: string;
  readonly backupsBy: number;
  readonly after: ErasureStep;
}

const [dying] = (await once(process, 'message')) as [Dying];
const { vault, keyring, keyFile, now, subject, backupsBy, after } = dying;
const opened = await openVault({
  vault,
  keyring,
  epochKeys: epochKeysInFile(keyFile),
  clock: () => now,
  afterStep: (step) => {
    if (step === after) process.kill(process.pid, 'SIGKILL');
  },
});
await opened.erase({ subject, by: 'self', backupsBy });
// Nobody should get here: the test sees that it was not killed.
process.exit(0);
