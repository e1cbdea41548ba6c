/** `sotto publish approve` and `withdraw`: what is done about a version that somebody proposed. */
import type { Command } from 'commander';
import { proposalId, readProposalText, withdrawalText } from '../../gate/approval.ts';
import { hashOf } from '../../gate/version.ts';
import { difference } from '../../wording/difference.ts';
import { inWords } from '../diff.ts';
import { loadStatement, STATEMENT_HELP } from '../load-statement.ts';
import { CalledWrongly, FOUND_WRONG } from '../program.ts';
import { KEY_OPTION, signerIn } from './key.ts';
import { type InForce, sayRefused, serviceAt, TO_OPTION } from './service.ts';

interface Options {
  readonly key: string;
  readonly to: string;
  readonly json?: true;
}

/** How far it is, as the service says. */
interface Found {
  readonly text: string;
  readonly takesEffect: string;
}

const pathOf = (hash: string) => `/v1/statement/proposals/${hash}`;

export const setUpApprove = (command: Command): Command =>
  command
    .argument('<statement>', 'the version that was proposed, as you have read it: name or path')
    .requiredOption(...KEY_OPTION)
    .option(...TO_OPTION)
    .option('--json', 'for machines')
    .addHelpText(
      'after',
      `${STATEMENT_HELP}\n\nYou sign what you have, not what the service has: it has to be the same to the letter.`,
    )
    .action(async (given: string, { key, to, json }: Options) => {
      const { statement } = await loadStatement(given);
      const signer = signerIn(key);
      const service = serviceAt(to);
      const hash = hashOf(statement);
      const [before, found] = [await service.get<InForce>('/v1/statement'), await service.get<Found>(pathOf(hash))];
      if (!before.ok) return sayRefused(before.problem, json);
      if (!found.ok) {
        throw new CalledWrongly(
          `nobody has proposed \`${given}\` as it stands here`,
          `compare your files; its hash is ${hash}`,
        );
      }
      const said = readProposalText(found.body.text);
      if (said?.hash !== hash || said.takesEffect !== found.body.takesEffect || said.inPlaceOf !== before.body.hash) {
        process.exitCode = FOUND_WRONG;
        console.error(
          'refused: the service asks for a signature under something else than it says\nhelp: look who runs it',
        );
        return;
      }
      if (!json) console.log(inWords(before.body.statement, statement, difference(before.body.statement, statement)));
      const approved = await service.post<{ takesEffect: string }>(`${pathOf(hash)}/approval`, {
        note: signer.sign(found.body.text),
      });
      if (!approved.ok) return sayRefused(approved.problem, json);
      if (json) console.log(JSON.stringify({ kind: 'announced', hash, ...approved.body }, null, 2));
      else console.log(`\nAnnounced: people are told now. It takes effect at ${approved.body.takesEffect}.`);
    });

export const setUpWithdraw = (command: Command): Command =>
  command
    .argument('<statement>', 'the version that was proposed: name, path or hash')
    .requiredOption(...KEY_OPTION)
    .option(...TO_OPTION)
    .option('--json', 'for machines')
    .action(async (given: string, { key, to, json }: Options) => {
      const hash = /^[0-9a-f]{64}$/.test(given) ? given : hashOf((await loadStatement(given)).statement);
      const signer = signerIn(key);
      const service = serviceAt(to);
      const found = await service.get<Found>(pathOf(hash));
      if (!found.ok) return sayRefused(found.problem, json);
      const note = signer.sign(withdrawalText(proposalId(found.body.text)));
      const withdrawn = await service.post(`${pathOf(hash)}/withdrawal`, { note });
      if (!withdrawn.ok) return sayRefused(withdrawn.problem, json);
      if (json) console.log(JSON.stringify({ kind: 'withdrawn', hash }, null, 2));
      else console.log('Withdrawn: the version in force stays.');
    });
