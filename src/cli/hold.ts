/** `sotto hold`: legal holds. */
import type { Command } from 'commander';
import { setup as setUpAdd } from './hold/add.ts';
import { setup as setUpLift } from './hold/lift.ts';
import { setup as setUpList } from './hold/list.ts';

export const setup = (command: Command): Command => {
  setUpAdd(command.command('add').description('keep what somebody must not lose in a dispute'));
  setUpList(command.command('list').description('every hold there was'));
  setUpLift(command.command('lift').description('end a hold before its time'));
  return command.helpCommand(false).addHelpText('after', HELP);
};

const HELP = `
A hold keeps data past its end, for a dispute or a proceeding: it is not deleted, and opened for nothing else. It has a reason
and an end, both of which the person sees, and is in their ledger. Who is held is not erased while the hold lasts.

Each of the three takes \`--json\` for machines.`;
