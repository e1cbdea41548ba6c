/** `sotto publish STATEMENT`: shows what it changes, and proposes it. */
import type { Command } from 'commander';
import { proposalText } from '../../gate/approval.ts';
import { hashOf } from '../../gate/version.ts';
import { after } from '../../statement/span.ts';
import { difference } from '../../wording/difference.ts';
import { inWords } from '../diff.ts';
import { loadStatement, STATEMENT_HELP } from '../load-statement.ts';
import { CalledWrongly } from '../program.ts';
import { KEY_OPTION, signerIn } from './key.ts';
import { type InForce, sayRefused, serviceAt, TO_OPTION } from './service.ts';

const DAY = 24 * 60 * 60_000;
/** Days that the second person has, unless a date is given. */
const TO_APPROVE = 3;

interface Options {
  readonly key?: string;
  readonly on?: string;
  readonly to: string;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('<statement>', 'the version to come: name or path')
    .option(...KEY_OPTION)
    .option(
      '--on <date>',
      'when it takes effect, such as 2027-05-01 (UTC); by default as soon as it may, with three days to approve',
    )
    .option(...TO_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', `${STATEMENT_HELP}\n\nWithout --key it shows what changes, and proposes nothing.`)
    .action(propose);

async function propose(given: string, { key, on, to, json }: Options): Promise<void> {
  const next = await loadStatement(given);
  const signer = key === undefined ? undefined : signerIn(key);
  const service = serviceAt(to);
  const answered = await service.get<InForce>('/v1/statement');
  if (!answered.ok) return sayRefused(answered.problem, json);
  const { statement: before, hash: inPlaceOf } = answered.body;
  const changes = difference(before, next.statement);
  if (!json) console.log(inWords(before, next.statement, changes));
  if (signer === undefined) {
    if (json) console.log(JSON.stringify({ kind: 'shown', changes }, null, 2));
    else console.log('\nNothing is proposed: sign it with --key.');
    return;
  }
  const isMaterial = changes.some(({ material }) => material);
  const now = Date.now();
  const takesEffect = isMaterial ? whenOf(on, now, before.changes.notice) : now;
  const hash = hashOf(next.statement);
  const text = { hash, inPlaceOf, takesEffect: instant(takesEffect), proposed: instant(now) };
  const { statement, wording } = next;
  const note = signer.sign(proposalText(text));
  const proposed = await service.post<{ kind: string; takesEffect?: string }>('/v1/statement/proposals', {
    ...{ statement, wording, note },
  });
  if (!proposed.ok) return sayRefused(proposed.problem, json);
  if (json) console.log(JSON.stringify({ hash, ...proposed.body }, null, 2));
  else if (proposed.body.kind === 'published') console.log(`\nIn force: ${hash}`);
  else {
    console.log(
      `\nProposed: ${hash}\nIt takes effect at ${proposed.body.takesEffect}, if another approves it in time:\n  sotto publish approve ${given} --key FILE`,
    );
  }
}

const instant = (at: number): string => new Date(at).toISOString();

/** The first midnight from which on everyone was told long enough, with days to approve. */
function whenOf(on: string | undefined, now: number, notice: string): number {
  if (on === undefined) return Math.ceil(after(now + TO_APPROVE * DAY, notice) / DAY) * DAY;
  const at = Date.parse(on);
  if (!Number.isNaN(at)) return at;
  throw new CalledWrongly(`\`${on}\` is no date`, 'write it as 2027-05-01, or with a time as 2027-05-01T08:00:00Z');
}
