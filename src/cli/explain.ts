/** `sotto explain`: what happens to an event, a category or a field, and why. */
import { type Command, Option } from 'commander';
import { nearest } from '../checks/nearest.ts';
import type { Statement } from '../statement/statement.ts';
import { type Explanation, explain, type Line } from '../wording/explain.ts';
import { loadStatement, REFERENCE, STATEMENT_HELP } from './load-statement.ts';
import { FOUND_WRONG } from './program.ts';
import { wrap } from './wrap.ts';

export const setup = (command: Command): Command =>
  command
    .argument('<what>', 'an event (`playback`), a category (`activity`) or a field (`activity.track`)')
    .argument('[statement]', 'name or path', REFERENCE)
    .addOption(
      new Option('--as <sort>', 'which, where an event and a category share a name').choices(['event', 'data']),
    )
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (what: string, given: string, { as, json }: { as?: 'event' | 'data'; json?: true }) => {
      const { statement } = await loadStatement(given);
      const explanation = explain(statement, what, as);
      if (explanation === undefined) process.exitCode = FOUND_WRONG;
      if (json) console.log(JSON.stringify(explanation ?? unknown(statement, what), null, 2));
      else console.log(explanation === undefined ? unknownInWords(statement, what) : inWords(explanation));
    });

const HELP = `${STATEMENT_HELP}

Every line ends with the clause that makes it so. Exit code 1 when the statement does not know the name.`;

const TITLES: { readonly [K in Line['about']]: string } = {
  collected: 'Collected',
  governed: 'Choices',
  held: 'Kept',
  opened: 'Used',
  sent: 'Given to others',
};

function inWords({ sort, name, says, lines }: Explanation): string {
  const parts = Object.entries(TITLES).flatMap(([about, title]) => {
    const own = lines.filter((one) => one.about === about);
    if (own.length === 0) return [];
    return [
      '',
      title,
      ...own.map((one) => wrap(`${one.says}${one.clause === undefined ? '' : ` [${one.clause}]`}`, '  ')),
    ];
  });
  return [wrap(`${name} (${sort}): ${says}`), ...parts].join('\n');
}

/** What nobody declared. `meant` is there when a name is near enough to be what was meant. */
function unknown(statement: Statement, name: string) {
  const categories = Object.entries(statement.words.data);
  const known = [
    ...Object.keys(statement.collect),
    ...categories.map(([category]) => category),
    ...categories.flatMap(([category, { fields }]) => Object.keys(fields).map((field) => `${category}.${field}`)),
  ];
  const meant = nearest(name, known) ?? known.find((one) => one.endsWith(`.${name}`));
  return { sort: 'unknown', name, effect: 'refused', ...(meant === undefined ? {} : { meant }) };
}

function unknownInWords(statement: Statement, what: string): string {
  const { meant } = unknown(statement, what);
  return [
    `${what}: the statement does not know it. Wherever it arrives it is refused and counted, and its value is not kept.`,
    ...(meant === undefined ? [] : [`did you mean \`${meant}\`?`]),
  ].join('\n');
}
