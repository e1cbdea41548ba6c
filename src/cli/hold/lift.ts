/** `sotto hold lift`: ends a hold before its time. */
import type { Command } from 'commander';
import { isUuid } from '../../people/uuid.ts';
import { DATA_OPTION } from '../data-folder.ts';
import { onVault } from '../on-vault.ts';
import { FOUND_WRONG } from '../program.ts';

interface Options {
  readonly role: string;
  readonly data?: string;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('<id>', 'as `sotto hold list` shows it')
    .option('--role <role>', 'in which role you decide', 'legal')
    .option(...DATA_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action((id: string, options: Options) =>
      onVault(options, async (vault) => {
        const lifted = isUuid(id) && (await vault.holds.lift(id, `staff:${options.role}`));
        if (!lifted) process.exitCode = FOUND_WRONG;
        if (options.json) console.log(JSON.stringify({ id, lifted }));
        else
          console.log(
            lifted
              ? `${id} is lifted: what it kept past its end goes with the next sweep.`
              : `No hold \`${id}\` is in force.`,
          );
      }),
    );

const HELP = `
The person sees that it was lifted. What the hold kept past its end is deleted by the next sweep of a running service. Exit code
1 when no such hold is in force.`;
