/** `sotto publish`: a new version of the statement, from its proposal until it is in force. */
import type { Command } from 'commander';
import { setUpApprove, setUpWithdraw } from './publish/answer.ts';
import { setup as setUpKey } from './publish/key.ts';
import { setup as setUpPropose } from './publish/propose.ts';

export const setup = (command: Command): Command => {
  setUpPropose(
    command.command('propose', { isDefault: true }).description('show what changes, sign it and propose it'),
  );
  setUpApprove(command.command('approve').description('approve what another proposed'));
  setUpWithdraw(command.command('withdraw').description('take a proposal back before it takes effect'));
  setUpKey(command.command('key').description('make a key to sign with'));
  return command.helpCommand(false).addHelpText('after', HELP);
};

const HELP = `
\`sotto publish STATEMENT\` proposes a version to a running service. What changes nothing material is in force at once. Anything
else needs a second person who approves it (\`sotto publish approve STATEMENT\`), is announced to people by mail and in the product,
and takes effect as long afterwards as the version in force promises; the service goes over to it by itself.

Who approves signs with a key of their own (\`sotto publish key NAME\`). The service knows them by a file \`approvers\` in its data
folder, a public key a line; two people sign, by two keys under two names, and anyone can verify it (C2SP signed-note).

Each of the four takes \`--json\` for machines. Exit code 1 when the service refuses, with the reason.`;
