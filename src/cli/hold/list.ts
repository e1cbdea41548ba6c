/** `sotto hold list`: the holds that there are and were. */
import type { Command } from 'commander';
import { DATA_OPTION } from '../data-folder.ts';
import { onVault } from '../on-vault.ts';
import { holdLine, holdShown } from './hold-words.ts';

export const setup = (command: Command): Command =>
  command
    .option(...DATA_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action((options: { data?: string; json?: true }) =>
      onVault(options, async (vault) => {
        const holds = await vault.holds.list();
        if (options.json) console.log(JSON.stringify(holds.map(holdShown), null, 2));
        else console.log(holds.map(holdLine).join('\n') || 'There are no holds.');
      }),
    );

const HELP = `
The newest first: the id to lift it by, what is held, since when and until when, who decided in which role, and why. Of those
who were erased nothing is left.`;
