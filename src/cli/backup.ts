/** `sotto backup`: copies the embedded databases to a new folder, whether a server runs on them or not. */
import type { Command } from 'commander';
import { backupClusters } from '../vault/cluster/backup.ts';
import { DATA_OPTION, dataFolder } from './data-folder.ts';
import { describeBackup } from './describe-backup.ts';
import { megabytes, showProgress } from './progress.ts';

interface Options {
  readonly data?: string;
  readonly withEpochKey?: boolean;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('<target>', 'a folder that does not exist yet, or is empty')
    .option(...DATA_OPTION)
    .option('--with-epoch-key', 'take the epoch key and the ledger’s along: then the backup alone opens everything')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (target: string, { data, withEpochKey = false, json }: Options) => {
      const folder = dataFolder(data);
      await backupClusters(folder, target, {
        includeEpochKey: withEpochKey,
        onProgress: showProgress('backing up', json),
      });
      const backup = describeBackup(target);
      if (json) {
        console.log(JSON.stringify(backup, null, 2));
        return;
      }
      console.log(
        [
          `${target}: taken at ${backup.takenAt}, ${megabytes(backup.bytes)}`,
          '  vault/    what is held, sealed',
          '  keyring/  the keys of each person and the indexes, under the epoch key',
          withEpochKey
            ? '  epoch.key the key that opens the keyring: who has this folder can read everything in it'
            : `It holds no epoch key, and nothing in it opens without. Keep copies elsewhere of what is in ${folder}: epoch.key, the files epoch.key.erased-* (as they are now, always), and ledger.key.`,
        ].join('\n'),
      );
    });

const HELP = `
Copies both databases exactly, the vault first, while a server runs on them or not; what is committed meanwhile may be in
the copy or not. Each is whole by itself, so that they can be kept for different times.

The epoch key stays where it is, and the key that the ledger is signed with (ledger.key): without the first a stolen backup
opens nothing, without the second it signs nothing. Keep copies of both in another place, since a lost
disk takes it along; --with-epoch-key is for moving to another machine, and for a copy that is guarded as the key is.

The epoch key is renewed within the time that you promise people who are erased. From then on a backup of the keyring that
was taken before opens nothing: take one at least as often.`;
