/** `sotto ledger`: fetches the ledger of a service, verifies it from files alone, and watches over it. */
import type { Command } from 'commander';
import { setup as setUpExport } from './ledger/export.ts';
import { setup as setUpVerify } from './ledger/verify.ts';
import { setup as setUpWitness } from './ledger/witness.ts';

export const setup = (command: Command): Command => {
  setUpExport(command.command('export').description('copy the ledger of a service into a folder'));
  setUpVerify(command.command('verify').description('verify a copy or a receipt, from files alone'));
  setUpWitness(command.command('witness').description('keep the newest checkpoint, and refuse a changed past'));
  return command.helpCommand(false).addHelpText('after', HELP);
};

const HELP = `
The ledger records what was done with data, without saying whose: each entry is a leaf that only its opening can be read
with. A service signs how far its ledger has come, and every earlier state is the beginning of every later one.

Anyone can copy it and find out whether a leaf was changed, dropped or moved. That the end was cut off, or the whole replaced,
is found by whoever kept an earlier checkpoint: so keep one (\`sotto ledger witness\`), and keep the key apart.

Each of the three takes \`--json\` for machines.

Formats: RFC 6962, and of C2SP signed-note, tlog-checkpoint and tlog-tiles. Tools of others read them too.`;
