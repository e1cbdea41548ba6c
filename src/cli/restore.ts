/** `sotto restore`: brings a backup back into a data folder that is empty, or is not there yet. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { restoreClusters } from '../vault/cluster/restore.ts';
import { DATA_OPTION, dataFolder } from './data-folder.ts';
import { describeBackup } from './describe-backup.ts';
import { CalledWrongly } from './program.ts';
import { showProgress } from './progress.ts';

export const setup = (command: Command): Command =>
  command
    .argument('<source>', 'the folder that `sotto backup` wrote')
    .option(...DATA_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (source: string, { data, json }: { data?: string; json?: true }) => {
      const folder = dataFolder(data);
      if (!['vault', 'keyring'].some((name) => existsSync(join(source, name)))) {
        throw new CalledWrongly(`\`${source}\` is no backup`, 'give the folder that `sotto backup` wrote');
      }
      const backup = describeBackup(source);
      await restoreClusters(source, folder, showProgress('restoring', json));
      if (json) {
        console.log(JSON.stringify({ ...backup, data: folder }, null, 2));
        return;
      }
      console.log(
        [
          `${folder}: as it was at ${backup.takenAt}. What came later is not in it.`,
          backup.hasEpochKey
            ? `Its epoch key came along: \`sotto start --data ${folder}\` runs on it.`
            : `No key is in the backup. Put yours into ${folder} (mode 0600): epoch.key, the files epoch.key.erased-* that stand beside it, and ledger.key. Then \`sotto start --data ${folder}\`.`,
        ].join('\n'),
      );
    });

const HELP = `
Every file is checked against the hash that was noted when the backup was taken; the folder appears whole, or not at all.
It is never written over data that is there: move that away first.

Who was erased since is erased again at the next start: epoch.key.erased-* says who. Keep these files with the epoch key, as they
are now; a copy that is as old as the backup brings people back.`;
