/** `sotto children`: closes the account of somebody who is too young to have one. */
import { type Command, Option } from 'commander';
import type { ChildClosing } from '../people/children.ts';
import { readConfig } from '../server/config.ts';
import { openForStaff } from '../server/staff-world.ts';
import { DATA_OPTION } from './data-folder.ts';
import { FOUND_WRONG } from './program.ts';
import { actorOf, ROLE_OPTION } from './role.ts';

interface Options {
  readonly data?: string;
  readonly as: string;
  readonly reason: ChildClosing;
  readonly json?: true;
}

export const setup = (command: Command): Command => {
  command
    .command('close')
    .description('close an account, erase all of it, and keep its address from coming back unnoticed')
    .argument('<account>', 'its email address, or the id of a system')
    .addOption(
      new Option('--reason <reason>', 'a guardian reported it, or staff found out')
        .choices(['guardian', 'found'])
        .makeOptionMandatory(),
    )
    .option(...DATA_OPTION)
    .option(...ROLE_OPTION)
    .option('--json', 'for machines')
    .action(close);
  return command.helpCommand(false).addHelpText('after', HELP);
};

const HELP = `
Reports of parents and guardians come as requests of the kind \`child\`: see \`sotto requests list\`. Make sure that a report is
right before you close an account. What is erased can't be brought back.

The account, its households and all data about them are erased, and its products are not served any more. Its address goes on the
suppression list, a keyed hash, for as long as the statement says (deadlines.suppression-forgotten): whoever registers with it is
told by a letter to that address that no account was opened, and nobody else learns of it.

A last letter with the receipt goes to the address, by the mail server that SMTP_URL and MAIL_FROM name.
\`close\` takes \`--json\` for machines.`;

async function close(account: string, options: Options): Promise<void> {
  const actor = actorOf(options.as);
  const config = readConfig(process.env, { data: options.data });
  const world = await openForStaff(config);
  try {
    const erased = await world.people.closeChild({ account, because: options.reason }, actor);
    if (erased.kind === 'gone') {
      console.error(
        'error: there is no such account\nhelp: give the address as it stands in the account, or the id of a system',
      );
      process.exitCode = FOUND_WRONG;
      return;
    }
    if (erased.kind === 'held') {
      const until = new Date(erased.until).toISOString().slice(0, 10);
      console.error(
        `error: a legal hold is on something of it until ${until}, and nothing was touched\nhelp: see \`sotto hold\``,
      );
      process.exitCode = FOUND_WRONG;
      return;
    }
    const { id, goneAt, backups } = erased.receipt;
    const at = (instant: number) => new Date(instant).toISOString();
    if (options.json) {
      console.log(
        JSON.stringify({ receipt: id, gone: goneAt === null ? null : at(goneAt), backups: at(backups.at) }, null, 2),
      );
      return;
    }
    console.log(
      [
        `The account is closed, and ${goneAt === null ? 'its data is being erased' : 'its data is erased'}.`,
        `receipt: ${id}`,
        `No backup can be read any more from ${at(backups.at).slice(0, 10)} on, at the latest.`,
        ...(config.mail === undefined ? ['No letter was sent: SMTP_URL is not set here.'] : []),
      ].join('\n'),
    );
  } finally {
    await world.close();
  }
}
