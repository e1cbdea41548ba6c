/** `sotto ledger witness`: keeps the newest checkpoint it has seen, and takes none that contradicts it. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Checkpoint, readCheckpoint } from '../../ledger/checkpoint.ts';
import { MissingHash, tilePath, tilesOf, withTiles } from '../../ledger/tile.ts';
import { isConsistent, proveConsistency } from '../../ledger/tree.ts';
import { FOUND_WRONG } from '../program.ts';
import { FROM_OPTION, openSource, readNamed, type Source } from './source.ts';

type Seen =
  | { readonly kind: 'first' | 'same' | 'grown'; readonly size: number; readonly before: number }
  | { readonly kind: 'unsigned' | 'other-key' | 'rolled-back' | 'forked'; readonly says: string };

export const setup = (command: Command): Command =>
  command
    .argument('<file>', 'where the checkpoint is kept; made when missing')
    .option(FROM_OPTION[0], 'the address of a service, or a folder with a copy', FROM_OPTION[2])
    .option('--key <key>', 'the public key of the ledger, `name+hash+key`, as you know it')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (file: string, { from, key, json }: { from: string; key?: string; json?: true }) => {
      const seen = await look(file, openSource(from), key);
      if ('says' in seen) process.exitCode = FOUND_WRONG;
      if (json) console.log(JSON.stringify(seen, null, 2));
      else console.log('says' in seen ? `wrong: ${seen.says}; \`${file}\` is left as it was` : inWords(seen, file));
    });

const HELP = `
Call it from time to time, on a machine that the operator of the service has no hand in. What it keeps proves that the ledger
was once as it was; \`sotto ledger verify FOLDER --witness FILE\` uses it offline.

Exit code 1 when the ledger was rolled back, forked or signed with another key: keep the file then, it is the evidence.`;

async function look(file: string, source: Source, given: string | undefined): Promise<Seen> {
  const key = given ?? (await source('key'))?.toString().trim() ?? '';
  const note = (await source('checkpoint'))?.toString() ?? '';
  const now = readCheckpoint(note, key);
  if (now === undefined) return { kind: 'unsigned', says: 'there is no checkpoint that is signed with this key' };
  const kept = existsSync(file) ? readCheckpoint(readNamed(file), key) : 'none';
  if (kept === undefined) return { kind: 'other-key', says: `what \`${file}\` holds was signed with another key` };
  if (kept !== 'none') {
    if (now.size < kept.size) {
      return { kind: 'rolled-back', says: `the ledger had ${kept.size} leaves, and now has ${now.size}` };
    }
    if (!(await isBeginning(source, kept, now))) {
      return { kind: 'forked', says: `the first ${kept.size} leaves of the ledger are not what they were` };
    }
  }
  writeFileSync(`${file}.new`, note);
  renameSync(`${file}.new`, file);
  const before = kept === 'none' ? 0 : kept.size;
  return { kind: kept === 'none' ? 'first' : before === now.size ? 'same' : 'grown', size: now.size, before };
}

async function isBeginning(source: Source, kept: Checkpoint, now: Checkpoint): Promise<boolean> {
  const widths = new Map([...tilesOf(now.size)].map((tile) => [tilePath({ level: tile.level, n: tile.n }), tile]));
  const load = (tiles: readonly { level: number; n: number }[]) =>
    Promise.all(
      tiles.map(async (tile) => {
        const path = tilePath(widths.get(tilePath(tile)) ?? tile);
        return { ...tile, hashes: (await source(path)) ?? Buffer.alloc(0) };
      }),
    );
  try {
    const proof = await withTiles(load, (hashes) => proveConsistency(hashes, kept.size, now.size));
    return isConsistent(kept.size, now.size, proof, kept.root, now.root);
  } catch (error) {
    // A tile that is withheld proves nothing.
    if (error instanceof MissingHash) return false;
    throw error;
  }
}

function inWords(seen: Extract<Seen, { size: number }>, file: string): string {
  const leaves = `${seen.size} leaves`;
  if (seen.kind === 'first') return `${leaves}: the first checkpoint, kept in \`${file}\``;
  return seen.kind === 'same'
    ? `${leaves}, as before`
    : `${leaves}: they begin with the ${seen.before} that were there`;
}
