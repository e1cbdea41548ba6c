/** What becomes of the statement that a process is started with. */
import { canonical } from '../statement/canonical.ts';
import type { Statement } from '../statement/statement.ts';
import { Fault } from '../vault/fault.ts';
import type { Vault } from '../vault/vault.ts';
import { dateWords } from '../wording/phrase.ts';
import { differenceApart } from './difference-apart.ts';
import { statementIn, textHash } from './version.ts';

/** A statement, and the prose that people read beside it. */
export interface Written {
  readonly statement: Statement;
  readonly wording?: object | undefined;
}

/**
 * Puts a statement in force if it may be, and returns the hash of the one in force. The first goes in force as it is; so
 * does one that differs in nothing material. One that was in force before is not brought back, and one that is proposed waits
 * for its time: the present one stays.
 *
 * @throws Fault `statement-unannounced` if it would change something material: that has to be published
 * @throws Fault `storage-newer` if it is dated earlier than what is in force
 */
export async function putInForce(vault: Vault, { statement, wording }: Written): Promise<string> {
  const text = canonical(statement);
  const hash = textHash(text);
  const { id, dated } = statement;
  const written = JSON.stringify(statement);
  const prose = wording && JSON.stringify(wording);
  for (;;) {
    const before = await vault.hashInForce();
    if (before !== undefined && before !== hash) {
      // Known already: replaced, and not to come back by an old program.
      if ((await vault.readPublished(hash)) !== undefined) return before;
      const open = await vault.proposals.open();
      if (open?.hash === hash) return before;
      await refuseMaterial(vault, before, statement);
      if (open !== undefined) throw alreadyOpen(open.hash);
    }
    const published = await vault.publish({ hash, id, dated, canonical: text, written, wording: prose }, before);
    switch (published) {
      case 'published':
      case 'stands':
        return hash;
      case 'older':
        throw new Fault(
          'storage-newer',
          `a newer statement than \`${id}\` of ${dated} is in force here`,
          'start the version that has it; to go back, publish the older words as a new statement with a new date',
        );
    }
  }
}

async function refuseMaterial(vault: Vault, hash: string, statement: Statement): Promise<void> {
  const stored = await vault.readPublished(hash);
  if (stored === undefined) return;
  const before = statementIn(stored);
  const material = (await differenceApart(before, statement)).filter((change) => change.material);
  const [first] = material;
  if (first === undefined) return;
  const others = material.length > 1 ? `, and ${material.length - 1} more` : '';
  throw new Fault(
    'statement-unannounced',
    `\`${statement.id}\` of ${dateWords(statement.dated)} changes what people were told: \`${first.clause}\`${others}. ` +
      `The version of ${dateWords(before.dated)} stays in force`,
    'people have to be told before: see `sotto publish --help`; `sotto diff` lists what changes',
  );
}

const alreadyOpen = (hash: string) =>
  new Fault(
    'statement-unannounced',
    `another version is proposed to take the place of the one in force: ${hash}`,
    'withdraw that one with `sotto publish withdraw`, or wait until it is in force',
  );
