/** `sotto ledger verify`: whether a copy of a ledger, or a receipt, is what was signed. Asks nobody. */
import type { Command } from 'commander';
import { readCheckpoint } from '../../ledger/checkpoint.ts';
import { asReceipt, verifyReceipt } from '../../ledger/receipt.ts';
import { verifyFiles, type Wrong, wrongSince } from '../../ledger/verify-files.ts';
import { CalledWrongly, FOUND_WRONG } from '../program.ts';
import { readFolder, readNamed } from './source.ts';

interface Options {
  readonly witness?: string;
  readonly receipt?: string;
  readonly key?: string;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('[folder]', 'a copy, as `sotto ledger export` makes it')
    .option('--witness <file>', 'a checkpoint that was kept from earlier')
    .option('--receipt <file>', 'a receipt, JSON')
    .option('--key <key>', 'the public key of the ledger, `name+hash+key`, as you know it')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action((folder: string | undefined, options: Options) => {
      const found = verify(folder, options);
      if (found.wrong.length > 0) process.exitCode = FOUND_WRONG;
      if (options.json) console.log(JSON.stringify({ ok: found.wrong.length === 0, ...found }, null, 2));
      else console.log(inWords(found));
    });

const HELP = `
Looks at every leaf and every tile, and whether they add up to what was signed.
  --witness  finds out too whether the end was cut off or the past changed since that checkpoint
  --receipt  tells what was recorded; with a folder, whether the ledger still has it. Without one it holds by itself
  --key      without it, the key that comes with the folder or the receipt is believed: then a whole forged ledger passes

Exit code 1 when anything is wrong.`;

interface Found {
  readonly key: string;
  readonly keyIsYours: boolean;
  readonly size?: number;
  readonly root?: string;
  readonly receipt?: { readonly index: number; readonly says: object };
  readonly wrong: readonly Wrong[];
}

function verify(folder: string | undefined, options: Options): Found {
  const { witness, receipt: receiptFile } = options;
  if (folder === undefined && (receiptFile === undefined || witness !== undefined)) {
    throw new CalledWrongly('there is nothing to verify', 'name a folder, or a receipt with --receipt');
  }
  const read = folder === undefined ? undefined : readFolder(folder);
  const receipt = receiptFile === undefined ? undefined : receiptIn(receiptFile);
  const key = options.key ?? read?.('key')?.toString().trim() ?? receipt?.key ?? '';
  const wrong: Wrong[] = [];
  const verdict = read && verifyFiles(read, key);
  if (verdict?.kind === 'wrong') wrong.push(...verdict.wrong);
  const whole = verdict?.kind === 'good' ? verdict.checkpoint : undefined;

  if (witness !== undefined) {
    const kept = readCheckpoint(readNamed(witness), key);
    if (kept === undefined) wrong.push({ file: witness, says: 'is no checkpoint that is signed with this key' });
    else if (read && whole) wrong.push(...wrongSince(read, whole.size, { ...kept, file: witness }));
  }
  const judged = receipt && verifyReceipt(receipt, key);
  if (judged?.kind === 'good') {
    if (read && whole) wrong.push(...wrongSince(read, whole.size, { ...judged, file: receiptFile! }));
  } else if (judged !== undefined) wrong.push({ file: receiptFile!, says: SAID[judged.kind] });
  return {
    key,
    keyIsYours: options.key !== undefined,
    ...(whole && { size: whole.size, root: whole.root.toString('base64') }),
    ...(judged?.kind === 'good' && { receipt: { index: judged.index, says: judged.says } }),
    wrong,
  };
}

const SAID = {
  unsigned: 'has a checkpoint that is not signed with this key',
  'not-opened': 'does not open its leaf',
  'not-included': 'does not lead from its leaf to what was signed',
};

function receiptIn(file: string) {
  let value: unknown;
  try {
    value = JSON.parse(readNamed(file));
  } catch (error) {
    if (error instanceof CalledWrongly) throw error;
  }
  const receipt = asReceipt(value);
  if (receipt === undefined)
    throw new CalledWrongly(`\`${file}\` is no receipt`, 'keep receipts as `GET /v1/me/ledger` gives them');
  return receipt;
}

function inWords({ key, keyIsYours, size, root, receipt, wrong }: Found): string {
  const name = `\`${key.split('+')[0]}\``;
  return [
    ...wrong.map(({ file, says }) => `wrong: \`${file}\` ${says}`),
    ...(size === undefined ? [] : [`${size} leaves of ${name} are what was signed, root ${root}`]),
    ...(receipt === undefined ? [] : [`leaf ${receipt.index} of ${name} says ${JSON.stringify(receipt.says)}`]),
    ...(keyIsYours
      ? []
      : [`the key came with the files: compare it with the one you know, or give that with --key\n  ${key}`]),
  ].join('\n');
}
