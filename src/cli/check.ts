/** `sotto check`: what is wrong with a statement, and with the prose beside it. */
import type { Command } from 'commander';
import { check, type Diagnostic, inWords } from '../checks/check.ts';
import { clauses } from '../statement/clause.ts';
import { said } from '../wording/page.ts';
import { dateWords } from '../wording/phrase.ts';
import { ownTexts } from '../wording/words.ts';
import { type LoadedStatement, loadStatement, REFERENCE, STATEMENT_HELP } from './load-statement.ts';
import { FOUND_WRONG } from './program.ts';

export const setup = (command: Command): Command =>
  command
    .argument('[statement]', 'name or path', REFERENCE)
    .option('--strict', 'let warnings fail, too')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (given: string, { strict, json }: { strict?: true; json?: true }) => {
      const loaded = await loadStatement(given);
      const found = diagnose(loaded);
      const errors = found.filter(({ severity }) => severity === 'error').length;
      if (json) {
        const { id, dated } = loaded.statement;
        const counts = { clauses: clauses(loaded.statement).length, errors, warnings: found.length - errors };
        console.log(
          JSON.stringify({ statement: id, dated, file: loaded.file, ...counts, diagnostics: found }, null, 2),
        );
      } else console.log([...found.map(inWords), summary(loaded, errors, found.length - errors)].join('\n'));
      if (errors > 0 || (strict && found.length > 0)) process.exitCode = FOUND_WRONG;
    });

const HELP = `${STATEMENT_HELP}

Every finding has a code that stays, a place, a sentence and a help. An error stops a statement from being published: names
that nobody declared, data that no purpose uses, a choice that governs nothing, a promise that no clause keeps, an example
that comes out otherwise, a clause that the page leaves unsaid. A warning asks you to look again.
Slips in names are found earlier, by the types: run \`npx tsc --noEmit\`, or look at your editor.

Exit code 1 with an error; with --strict also with a warning.`;

/** While a name is wrong no page can be made from the statement, and the checks then speak of names alone. */
function diagnose({ statement, wording }: LoadedStatement): readonly Diagnostic[] {
  const found = check(statement);
  return found.some(({ code }) => code.startsWith('S1'))
    ? found
    : check(statement, said(statement, wording), wording && ownTexts(wording));
}

function summary({ statement, wording }: LoadedStatement, errors: number, warnings: number): string {
  const of = (count: number, what: string) => `${count || 'no'} ${what}${count === 1 ? '' : 's'}`;
  const size = `${of(clauses(statement).length, 'clause')}, ${of(statement.examples.length, 'example')}`;
  const prose = wording === undefined ? 'no prose of its own' : 'with its prose';
  const dated = dateWords(statement.dated);
  return `${statement.id}, ${dated}: ${size}, ${prose}: ${of(errors, 'error')}, ${of(warnings, 'warning')}`;
}
