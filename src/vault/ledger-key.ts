/** The key that the ledger is signed with: in a file of its own, beside the epoch's. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isKeyName, type NoteSigner, readSecretKey, secretKeyText } from '../ledger/note.ts';
import { Fault } from './fault.ts';
import { createSecretFile, isSecretFile } from './secret-file.ts';

/**
 * The ledger's key in a file of mode 0600, made with a fresh one when missing. The ledger has its name for good from then:
 * that of the address where people reach the service, or a random one where there is none yet.
 *
 * @throws Fault `ledger-key-exposed` if anyone but its owner may read or write it, `ledger-key-missing` if it holds none
 */
export function ledgerKeyInFile(path: string, origin?: string): NoteSigner {
  if (!isSecretFile(path, { code: 'ledger-key-exposed', can: 'sign with the key' })) {
    createSecretFile(path, `${secretKeyText(nameFor(origin), randomBytes(32))}\n`);
  }
  const signer = readSecretKey(readFileSync(path, 'utf8').trim());
  if (signer !== undefined) return signer;
  throw new Fault(
    'ledger-key-missing',
    `\`${path}\` holds no key of a ledger`,
    'put the file back from its own backup',
  );
}

function nameFor(origin = ''): string {
  const name = origin.replace(/^https?:\/\//, '');
  return name !== '' && isKeyName(name) ? `${name}/ledger` : `sotto.local/${randomBytes(6).toString('hex')}`;
}
