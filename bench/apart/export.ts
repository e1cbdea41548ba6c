/** Fetches an export to its end, so many times, and tells the most memory that this process took, in kilobytes. */
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createOutbox } from '../../src/people/mail/carrier.ts';
import { openWorld } from '../../src/server/world.ts';
import type { TestConnection } from '../../src/testing/database.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { ledgerKeyInFile } from '../../src/vault/ledger-key.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';

export interface Exporting {
  readonly vault: TestConnection;
  readonly keyring: TestConnection;
  readonly keyFile: string;
  readonly session: string;
  readonly times: number;
}

const [exporting] = (await once(process, 'message')) as [Exporting];
const { vault, keyring, keyFile, session, times } = exporting;
const world = await openWorld(
  { statement },
  {
    vault,
    keyring,
    epochKeys: epochKeysInFile(keyFile),
    ledgerKey: ledgerKeyInFile(join(dirname(keyFile), 'ledger.key')),
    clock: Date.now,
    origin: () => 'https://account.example',
    carrier: createOutbox(),
  },
);
const { people } = world;
const person = (await people.personOf(session))!;
// Filling took longer than a session is fresh.
await world.database.query('update sessions set started_at = now() where subject = $1', [person.subject]);
const made = await people.makeExport(person.subject);
if (made.kind !== 'made') throw new Error(made.kind);
for (let n = 0; n < times; n += 1) {
  const archive = await people.archiveOf(person, made.id);
  if (archive.kind !== 'archive') throw new Error(archive.kind);
  let bytes = 0;
  for await (const chunk of archive.stream) bytes += chunk.length;
  if (bytes < 1000) throw new Error('an archive with nothing in it');
}
process.send?.(process.resourceUsage().maxRSS);
await world.close();
process.disconnect?.();
