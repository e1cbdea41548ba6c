/** `sotto diff`: what changes for people from one version of a statement to the next. */
import type { Command } from 'commander';
import type { Statement } from '../statement/statement.ts';
import { type Change, difference } from '../wording/difference.ts';
import { dateWords, spanWords } from '../wording/phrase.ts';
import { type LoadedStatement, loadStatement, STATEMENT_HELP } from './load-statement.ts';
import { FOUND_WRONG } from './program.ts';
import { wrap } from './wrap.ts';

export const setup = (command: Command): Command =>
  command
    .argument('<old>', 'the version in force: name or path')
    .argument('<new>', 'the version to come: name or path')
    .option('--strict', 'let any difference fail')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (old: string, next: string, { strict, json }: { strict?: true; json?: true }) => {
      const [before, after] = [await loadStatement(old), await loadStatement(next)];
      const changes = difference(before.statement, after.statement);
      const material = changes.filter((change) => change.material);
      if (json) console.log(JSON.stringify(asData(before, after, changes), null, 2));
      else console.log(inWords(before.statement, after.statement, changes));
      if (material.length > 0 || (strict && changes.length > 0)) process.exitCode = FOUND_WRONG;
    });

const HELP = `${STATEMENT_HELP}

A change is material when something that was withheld or refused is permitted afterwards (all that can be asked is asked of
both versions), when a default, a time, an age, a notice or a safeguard weakens, or when words change that are themselves the
promise: what a commitment, a warning or a right says, and what a name of the vocabulary means. Material changes have to be
announced before they take effect, as long before as the old version promises.

Exit code 0 when nothing material changes, 1 when something does; with --strict 1 at any difference.`;

function asData(
  { statement: before }: LoadedStatement,
  { statement: after }: LoadedStatement,
  changes: readonly Change[],
) {
  const isMaterial = changes.some(({ material }) => material);
  return {
    before: { statement: before.id, dated: before.dated },
    after: { statement: after.id, dated: after.dated },
    material: isMaterial,
    notice: isMaterial ? before.changes.notice : null,
    changes,
  };
}

/** What changes from one version to another, for a terminal. */
export function inWords(before: Statement, after: Statement, all: readonly Change[]): string {
  const head = `${before.id}, ${dateWords(before.dated)} → ${after.id}, ${dateWords(after.dated)}`;
  if (all.length === 0) return `${head}\n\nNothing changes.`;
  const material = all.filter((change) => change.material);
  const others = all.filter((change) => !change.material);
  const notice = `to be announced ${spanWords(before.changes.notice)} before`;
  return [
    head,
    ...part(material, `${material.length} material, ${notice}:`),
    ...part(others, `${others.length} ${material.length > 0 ? 'more, ' : ''}not material:`),
  ].join('\n');
}

function part(changes: readonly Change[], title: string): readonly string[] {
  return changes.length === 0 ? [] : ['', title, ...changes.map(line)];
}

function line({ clause, kind, says, before, after }: Change): string {
  const move =
    before === undefined && after === undefined
      ? []
      : [wrap(`${before ?? 'nothing'} → ${after ?? 'nothing'}`, '      ')];
  return [`  ${kind.replaceAll('-', ' ')}: ${clause}`, wrap(says, '      '), ...move].join('\n');
}
