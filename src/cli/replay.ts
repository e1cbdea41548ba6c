/** `sotto replay`: feeds captured data through the gate, and tells what was stored, withheld and refused. */
import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { findCaptures } from '../touchpoints/replay/find-captures.ts';
import { replay } from '../touchpoints/replay/replay.ts';
import { CalledWrongly, FOUND_WRONG } from './program.ts';
import { showProgress } from './progress.ts';
import { areExact, tellReplay } from './replay-account.ts';
import { openReplayWorld } from './replay-world.ts';

interface Options {
  readonly data?: string;
  readonly at?: string;
  readonly json?: true;
  readonly verbose?: true;
}

export const setup = (command: Command): Command =>
  command
    .argument('<folder>', 'the captures; folders within it are read too')
    .option('--data <folder>', 'a data folder to keep what is stored in; without it, all is thrown away at the end')
    .option('--at <time>', 'replay as if it were then, such as 2026-06-15T12:00:00Z')
    .option('--verbose', 'for each capture, by which clause and for what reason')
    .option('--json', 'for machines')
    .addHelpText('after', HELP)
    .action(async (folder: string, options: Options) => {
      const clock = clockOf(options);
      if (!existsSync(folder)) throw new CalledWrongly(`there is no folder \`${folder}\``);
      if (!statSync(folder).isDirectory()) throw new CalledWrongly(`\`${folder}\` is no folder`);
      const files = await findCaptures(folder);
      if (files.length === 0) throw new CalledWrongly(`there is no file in \`${folder}\``, 'give a folder of captures');
      const startedAt = clock();
      const stop = new AbortController();
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop.abort());
      const world = await openReplayWorld(options.data, clock);
      try {
        const { gate, subject } = world;
        const { signal } = stop;
        const onProgress = showProgress('replaying', options.json || !process.stderr.isTTY);
        const account = await replay({ gate, subject, files, clock, signal, onProgress });
        const told = { ...account, at: new Date(startedAt).toISOString(), refusals: await world.refusals() };
        console.log(options.json ? JSON.stringify(told, null, 2) : tellReplay(told, options.verbose ?? false));
        if (options.data !== undefined && !options.json)
          console.log(`\nKept in ${options.data}, household ${subject}.`);
        if (signal.aborted) console.error(`interrupted after ${account.files.length} of ${files.length} captures`);
        if (signal.aborted || !areExact(account)) process.exitCode = FOUND_WRONG;
      } finally {
        await world.close();
      }
    });

/** A clock that stands still at `--at`. Kept data lives by the real one: a household must not have two. */
function clockOf({ at, data }: Options): () => number {
  if (at === undefined) return Date.now;
  const then = /^\d{4}-\d{2}-\d{2}T/.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(then)) throw new CalledWrongly(`\`${at}\` is no time`, 'write it like 2026-06-15T12:00:00Z');
  if (data !== undefined) throw new CalledWrongly('--at and --data do not go together');
  return () => then;
}

const HELP = `
Reads what players and listening services really say, whatever the files are called:

  players   transport and rendering changes (XML, or JSON made from it), topology, what is playing, queues, playlists,
            favourites, device descriptions and status pages, the services on offer
  listening ListenBrainz listens, Spotify streaming histories, Pano Scrobbler exports; JSON, or JSON a line

Each capture is translated into events of the statement and goes through the gate, as the data of one registered
household with usage data on. Translating leaves nothing out: what the statement has no name for keeps its own, and the
gate refuses it. Values and unknown names are not printed, since either can be personal; they are counted by reason and
type. What can't be read is refused as malformed. What is of no known kind is counted, and goes nowhere.

Exit codes: 0 replayed; 1 interrupted, or the books are not exact; 2 no such folder, no file in it, or an option is
wrong; 3 a fault of the machine, the disk or the database.`;
