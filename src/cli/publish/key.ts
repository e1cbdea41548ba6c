/** `sotto publish key`: makes the key that somebody who approves versions signs with. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { isKeyName, type NoteSigner, readSecretKey, secretKeyText } from '../../ledger/note.ts';
import { createSecretFile, isSecretFile } from '../../vault/secret-file.ts';
import { CalledWrongly } from '../program.ts';

export const KEY_OPTION = ['--key <file>', 'the file of your key, as `sotto publish key` makes it'] as const;

export const setup = (command: Command): Command =>
  command
    .argument('<name>', 'whose key it is: no spaces, no `+`')
    .option('--out <file>', 'where the key goes (default: NAME.key)')
    .option('--json', 'for machines')
    .action((name: string, { out = `${name}.key`, json }: { out?: string; json?: true }) => {
      if (!isKeyName(name))
        throw new CalledWrongly(`\`${name}\` can’t be the name of a key`, 'leave spaces and `+` out');
      if (existsSync(out)) throw new CalledWrongly(`\`${out}\` is there already`, 'name another with --out');
      const secret = secretKeyText(name, randomBytes(32));
      createSecretFile(out, `${secret}\n`);
      const { publicKey } = readSecretKey(secret)!;
      if (json) console.log(JSON.stringify({ file: out, publicKey }));
      else console.log(`${out}: keep it, and show it to nobody\nfor the service’s \`approvers\` file:\n${publicKey}`);
    });

/** @throws CalledWrongly if the file holds no key; Fault if others may read it */
export function signerIn(file: string): NoteSigner {
  const isThere = isSecretFile(file, { code: 'approver-key-exposed', can: 'sign in your name' });
  const signer = isThere ? readSecretKey(readFileSync(file, 'utf8').trim()) : undefined;
  if (signer !== undefined) return signer;
  throw new CalledWrongly(`\`${file}\` holds no key`, 'make one with `sotto publish key NAME`');
}
