/** `sotto ledger export`: copies a ledger into a folder, by the same paths. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readCheckpoint } from '../../ledger/checkpoint.ts';
import { bundlePath, tilePath, tilesOf } from '../../ledger/tile.ts';
import { CalledWrongly, FOUND_WRONG } from '../program.ts';
import { FROM_OPTION, openSource } from './source.ts';

export const setup = (command: Command): Command =>
  command
    .argument('<folder>', 'a folder that does not exist yet, or is empty')
    .option(...FROM_OPTION)
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (folder: string, { from, json }: { from: string; json?: true }) => {
      if (statSync(folder, { throwIfNoEntry: false }) !== undefined && readdirSync(folder).length > 0) {
        throw new CalledWrongly(`\`${folder}\` is not empty`, 'name a new folder');
      }
      const source = openSource(from);
      const key = (await source('key'))?.toString().trim() ?? '';
      const note = await source('checkpoint');
      const checkpoint = readCheckpoint(note?.toString() ?? '', key);
      if (note === undefined || checkpoint === undefined) {
        console.error(`error: \`${from}\` has no checkpoint that is signed with its own key`);
        process.exitCode = FOUND_WRONG;
        return;
      }
      const { size, root } = checkpoint;
      const missing: string[] = [];
      const write = (path: string, bytes: Uint8Array | string) => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      };
      for (const tile of tilesOf(size)) {
        for (const path of [tilePath(tile), ...(tile.level === 0 ? [bundlePath(tile)] : [])]) {
          const bytes = await source(path);
          if (bytes === undefined) missing.push(path);
          else write(path, bytes);
        }
      }
      write('key', `${key}\n`);
      // The last: a folder with a checkpoint is whole.
      write('checkpoint', note);
      if (missing.length > 0) process.exitCode = FOUND_WRONG;
      if (json) console.log(JSON.stringify({ folder, key, size, root: root.toString('base64'), missing }, null, 2));
      else {
        console.log(`${folder}: ${size} leaves of \`${key.split('+')[0]}\``);
        for (const path of missing) console.log(`missing: ${path}`);
      }
    });

const HELP = `
Copies the checkpoint, the public key and every tile and bundle of leaves. There is nothing about anyone in them that can be
read. \`sotto ledger verify FOLDER\` then looks at the copy alone.

Exit code 1 when something of it is missing or not signed, 3 when the service can't be reached.`;
