/**
 * The command line. Each command is a file of its own, loaded only when it is called; this one knows their names, so
 * that `sotto --help` is there at once.
 *
 * Exit codes, for scripts: 0 done; 1 the command looked and found something wrong; 2 it was called wrongly;
 * 3 a fault of the machine, the disk or the database.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { Misconfigured } from '../server/config.ts';
import { Fault } from '../vault/fault.ts';

/** Adds a command's arguments, options and action. An action that finds something wrong sets `process.exitCode`. */
export type Setup = (command: Command) => Command;

const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<{ setup: Setup }> }>> = {
  start: { summary: 'run the server, with a demo household', load: () => import('./start.ts') },
  check: { summary: 'look for what is wrong with a statement', load: () => import('./check.ts') },
  promises: { summary: 'list the promises, and what keeps each', load: () => import('./promises.ts') },
  render: { summary: 'write a statement as people or machines read it', load: () => import('./render.ts') },
  diff: { summary: 'tell what changes between two statements', load: () => import('./diff.ts') },
  publish: { summary: 'propose, approve or withdraw a new version', load: () => import('./publish.ts') },
  explain: { summary: 'tell what happens to an event or a field, and why', load: () => import('./explain.ts') },
  replay: { summary: 'feed captured data through the gate', load: () => import('./replay.ts') },
  backup: { summary: 'copy the embedded databases to a folder', load: () => import('./backup.ts') },
  restore: { summary: 'bring a backup back', load: () => import('./restore.ts') },
  retention: { summary: 'tell how long what is held, and what went', load: () => import('./retention.ts') },
  hold: { summary: 'keep data past its end for a dispute', load: () => import('./hold.ts') },
  ledger: { summary: 'copy, verify and watch the ledger', load: () => import('./ledger.ts') },
  news: { summary: 'write to the owners of a product', load: () => import('./news.ts') },
  children: { summary: 'close the account of a child', load: () => import('./children.ts') },
  requests: { summary: 'see and answer what people ask', load: () => import('./requests.ts') },
  staff: { summary: 'say who works here, and in which role', load: () => import('./staff.ts') },
  bench: { summary: 'measure, each figure beside a peer', load: () => import('./bench.ts') },
};

export const DONE = 0;
export const FOUND_WRONG = 1;
export const CALLED_WRONGLY = 2;
export const FAULT = 3;

/** Thrown by a command that was called with something that does not fit: what is wrong, and what to do about it. */
export class CalledWrongly extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.name = 'CalledWrongly';
    this.help = help;
  }
}

/** Runs the command line and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('sotto')
    .description('Runs a privacy statement: what it says is what happens.')
    .version(version(), '-V, --version')
    .helpCommand(false)
    .showHelpAfterError('(`sotto --help` lists the commands, `sotto COMMAND --help` explains one)')
    .addHelpText('after', HELP)
    .exitOverride();
  endWithTheReader();
  const name = args.find((one) => !one.startsWith('-')) ?? '';
  try {
    for (const [command, { summary, load }] of Object.entries(COMMANDS)) {
      const added = program.command(command).description(summary);
      if (command === name) (await load()).setup(added);
    }
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    return exitCodeOf(error, name);
  }
}

function version(): string {
  const about = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(about, 'utf8')) as { version: string }).version;
}

const HELP = `
Exit codes: 0 done, 1 something wrong was found, 2 called wrongly, 3 the machine, the disk or the database failed.`;

function exitCodeOf(error: unknown, command: string): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : CALLED_WRONGLY;
  if (error instanceof CalledWrongly || error instanceof Misconfigured) {
    console.error(`error: ${error.message}\nhelp: ${error.help ?? `\`sotto ${command} --help\``}`);
    return CALLED_WRONGLY;
  }
  if (error instanceof Fault) {
    console.error(`error: ${error.message}\nhelp: ${error.help}`);
    return FAULT;
  }
  // Nobody foresaw it. Node's own way would end with 1, which here means that a command found something.
  console.error(error);
  return FAULT;
}

/** `sotto promises | head` ends when `head` has enough. */
function endWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
