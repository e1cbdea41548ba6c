/** `sotto hold add`: puts a hold on somebody and what they own. */
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { heritageOf } from '../../decide/heritage.ts';
import { instantOf } from '../../decide/instant.ts';
import { oneSpelling } from '../../gate/findables.ts';
import { versionsHere } from '../../gate/in-force.ts';
import type { Hold } from '../../vault/holds.ts';
import type { Vault } from '../../vault/vault.ts';
import { DATA_OPTION } from '../data-folder.ts';
import { onVault } from '../on-vault.ts';
import { CalledWrongly, FOUND_WRONG } from '../program.ts';
import { holdLine, holdShown } from './hold-words.ts';

interface Options {
  readonly reason: string;
  readonly until: string;
  readonly category?: string[];
  readonly role: string;
  readonly data?: string;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .requiredOption('--reason <text>', 'why: the person reads it')
    .requiredOption('--until <day>', 'the day on which it ends, YYYY-MM-DD')
    .option('--category <name...>', 'only these (all when left out)')
    .option('--role <role>', 'in which role you decide', 'legal')
    .option(...DATA_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const { reason, until, category, role } = options;
      const endsAt = instantOf(`${until}T00:00:00Z`);
      if (!(endsAt > Date.now())) {
        throw new CalledWrongly('`--until` is no day to come', 'write it as 2028-03-01');
      }
      await onVault(options, async (vault) => {
        const { keep, words } = heritageOf(await versionsHere(vault));
        const unknown = category?.find((one) => !Object.hasOwn(keep, one));
        if (unknown !== undefined) {
          throw new CalledWrongly(`the statement holds no \`${unknown}\``, '`sotto retention` lists what is held');
        }
        const person = await find(vault, await askWho());
        const holds: Hold[] = [];
        for (const { id: subject, kind } of person === undefined ? [] : await withOwned(vault, person)) {
          const of = (category ?? []).filter((one) => words.data[one]?.of === kind);
          if (category !== undefined && of.length === 0) continue;
          const categories = category === undefined ? undefined : of;
          const hold = await vault.holds.add({ subject, categories, reason, endsAt, by: `staff:${role}` });
          if (hold !== 'gone') holds.push(hold);
        }
        if (holds.length === 0) process.exitCode = FOUND_WRONG;
        if (options.json) console.log(JSON.stringify(holds.map(holdShown), null, 2));
        else console.log(holds.map(holdLine).join('\n') || 'Nobody is known by this address or system id.');
      });
    });

const HELP = `
Whose data it is comes on the standard input, so that no address stands in the history of a shell:

  echo ada@home.example | sotto hold add --reason 'Claim 4711 about a fire' --until 2028-03-01

An email address of an account, or the id of a system. A person's hold is on their households too. Exit code 1 when nobody
is found.`;

async function askWho(): Promise<string> {
  const { stdin, stderr } = process;
  const lines = createInterface({ input: stdin, output: stderr, terminal: stdin.isTTY });
  try {
    if (stdin.isTTY) return oneSpelling(await lines.question('Whose data (an email address, or a system id)? '));
    for await (const line of lines) return oneSpelling(line);
    return '';
  } finally {
    lines.close();
  }
}

const find = async (vault: Vault, who: string): Promise<string | undefined> =>
  (await vault.blind.find('account.email', who)) ?? (await vault.blind.find('registration.systemId', who));

async function withOwned(vault: Vault, subject: string) {
  const life = await vault.readLife(subject);
  return life === undefined ? [] : [life, ...(await vault.subjectsOf(subject))];
}
