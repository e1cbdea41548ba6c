/** `sotto news`: writes to everybody who owns a product, about its software, its end, or a danger from it. */
import type { Command } from 'commander';
import { instantOf } from '../decide/instant.ts';
import {
  LONGEST_TEXT,
  letterOf,
  type NewsGiven,
  type NewsGoing,
  type ProductNews,
  type Unsayable,
  unsayable,
} from '../people/product-news.ts';
import { readConfig } from '../server/config.ts';
import { openForStaff, type StaffWorld } from '../server/staff-world.ts';
import { DATA_OPTION } from './data-folder.ts';
import { CalledWrongly } from './program.ts';
import { table } from './table.ts';

interface Options {
  readonly data?: string;
  readonly json?: true;
}
interface Giving extends Options {
  readonly product: string;
  readonly what: string;
  readonly release?: string;
  readonly from?: string;
  readonly advice?: string;
  readonly send?: true;
}

export const setup = (command: Command): Command => {
  giving(command, 'software', 'there is new software for it')
    .requiredOption('--release <version>', 'the version of the software')
    .action((options: Giving) =>
      give(options, { kind: 'new-software', version: options.release!, what: options.what }),
    );
  giving(command, 'end-of-support', 'its support ends')
    .requiredOption('--from <day>', 'the first day without: 2027-06-30')
    .action((options: Giving) =>
      give(options, { kind: 'end-of-support', from: dayOf(options.from!), what: options.what }),
    );
  giving(command, 'safety', 'it can be a danger')
    .requiredOption('--advice <sentences>', 'what its owner should do')
    .action((options: Giving) =>
      give(options, { kind: 'product-safety', what: options.what, advice: options.advice! }),
    );
  command
    .command('list')
    .description('all that was given out, and how far it has gone')
    .option(...DATA_OPTION)
    .option('--json', 'for machines')
    .action(list);
  return command.helpCommand(false).addHelpText('after', HELP);
};

const giving = (command: Command, name: string, summary: string): Command =>
  command
    .command(name)
    .description(summary)
    .requiredOption('--product <type>', 'the type, as products say it of themselves: `Shelf speaker`')
    .requiredOption('--what <sentences>', 'what it is about')
    .option('--send', 'send it; without this, the letter is only shown')
    .option(...DATA_OPTION)
    .option('--json', 'for machines');

const HELP = `
These letters reach every owner, whatever they chose about news and offers, and so nothing else may stand in them: no link, no
address, and at most ${LONGEST_TEXT} characters of each text. An offer goes out as promotion, to those who want it.

The letter is shown first; with --send a running service writes it, some people at a time, and goes on where it was after a
stop. Whom it looked at sees in their ledger that it did, and why. Each of these takes --json for machines.`;

const WRONG: { readonly [wrong in Unsayable]: string } = {
  empty: 'is empty',
  'too-long': `has more than ${LONGEST_TEXT} characters`,
  'has-a-link': 'leads somewhere: no link and no address may stand in it',
};

function dayOf(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? instantOf(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new CalledWrongly(`\`${text}\` is no day`, 'give it as 2027-06-30');
  return at;
}

async function give(options: Giving, news: ProductNews): Promise<void> {
  const given: NewsGiven = { productType: options.product, news };
  for (const [name, text] of Object.entries({ product: given.productType, ...news })) {
    if (typeof text !== 'string') continue;
    const wrong = unsayable(text);
    const option = name === 'version' ? 'release' : name;
    if (wrong !== undefined)
      throw new CalledWrongly(`\`--${option}\` ${WRONG[wrong]}`, 'say it in a few sentences of your own');
  }
  const { subject, paragraphs } = letterOf(given);
  const text = [subject, ...paragraphs.filter((one) => typeof one === 'string')].join('\n\n');
  if (!options.send) {
    if (options.json) console.log(JSON.stringify({ sent: false, text }, null, 2));
    else
      console.log(`${text}\n\nNothing was sent. With --send every owner of a ${given.productType} gets this letter.`);
    return;
  }
  await within(options, async ({ people }) => {
    const id = await people.giveNews(given);
    if (options.json) console.log(JSON.stringify({ sent: true, id, text }, null, 2));
    else console.log(`${text}\n\nIt goes out while a service runs: \`sotto news list\` says how far it is.`);
  });
}

async function list(options: Options): Promise<void> {
  await within(options, async ({ people }) => {
    const all = await people.listNews();
    if (options.json) return console.log(JSON.stringify({ news: all.map(shown) }, null, 2));
    if (all.length === 0) return console.log('Nothing was given out yet.');
    const rows = all.map(({ madeAt, news, productType, lookedAt, writtenTo, doneAt }) => [
      iso(madeAt).slice(0, 16).replace('T', ' '),
      news.kind,
      productType,
      `${writtenTo} of ${lookedAt}`,
      doneAt === null ? 'at it' : 'done',
    ]);
    console.log(table(['given out (UTC)', 'about', 'product', 'own one', ''], rows));
  });
}

const iso = (at: number): string => new Date(at).toISOString();

const shown = ({ madeAt, doneAt, news, ...rest }: NewsGoing) => ({
  ...rest,
  about: news.kind,
  madeAt: iso(madeAt),
  doneAt: doneAt === null ? null : iso(doneAt),
});

async function within(options: Options, act: (world: StaffWorld) => Promise<void>): Promise<void> {
  const world = await openForStaff(readConfig(process.env, { data: options.data }));
  try {
    await act(world);
  } finally {
    await world.close();
  }
}
