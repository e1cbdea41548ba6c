/** `sotto retention`: how long what is held, what went, and whether the time is known. */
import type { Command } from 'commander';
import { heritageOf } from '../decide/heritage.ts';
import { versionsHere } from '../gate/in-force.ts';
import { heldTold } from '../gate/retention-told.ts';
import type { SweepReport } from '../vault/sweep.ts';
import { DATA_OPTION } from './data-folder.ts';
import { onVault } from './on-vault.ts';
import { table } from './table.ts';

interface Options {
  readonly data?: string;
  readonly trustClock?: true;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .option(...DATA_OPTION)
    .option('--trust-clock', 'you have looked: the clock of this machine is right, however far it went')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action((options: Options) =>
      onVault(options, async (vault) => {
        if (options.trustClock) await vault.confirmTime();
        const said = heritageOf(await versionsHere(vault));
        const held = (await vault.upcoming()).map((one) => heldTold(said, one));
        const sweeps = await vault.sweeps(10);
        if (options.json) console.log(JSON.stringify({ held, sweeps: sweeps.map(dated) }, null, 2));
        else console.log([heldTable(held), '', ...(sweeps.length > 0 ? sweeps.map(line) : [NO_SWEEP])].join('\n'));
      }),
    );

const HELP = `
What is held about everybody, category by category: how long, by which clause, how much there is, and the day on which the next
of it goes. Then the last sweeps, with what went. Nobody is named.

A running service sweeps every hour what has ended. Each sweep is in the ledger before it begins and when it is done, and nothing
is read past its end, swept or not. When the clock leaps ahead, or differs from the database's, nothing is deleted until the
time is certain; the log says so, and --trust-clock settles it.`;

const NO_SWEEP = 'Nothing has been swept yet.';

const heldTable = (held: readonly ReturnType<typeof heldTold>[]): string =>
  held.length === 0
    ? 'Nothing is held.'
    : table(
        ['category', 'how much', 'next goes', 'last goes', 'is held for'],
        held.map(({ category, n, next, last, held: span }) => [category, String(n), next, last, span ?? '']),
      );

const dated = ({ beganAt, doneAt, ...rest }: SweepReport) => ({
  ...rest,
  began: new Date(beganAt).toISOString(),
  done: doneAt === null ? null : new Date(doneAt).toISOString(),
});

function line({ beganAt, doneAt, through, went }: SweepReport): string {
  const what = went.map(({ category, clause, n }) => `${n} of ${category} (${clause})`).join(', ');
  const state = doneAt === null ? 'not done yet: it goes on when a service runs' : what || 'nothing was left to go';
  return `swept ${new Date(beganAt).toISOString()}, what ended until ${through}: ${state}`;
}
