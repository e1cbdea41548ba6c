/** `sotto requests`: what people asked for, for those who answer it. */
import { type Command, Option } from 'commander';
import type { LiveRequest } from '../people/requests/act.ts';
import { REFUSAL_WORDS, type StaffCommand } from '../people/requests/staff.ts';
import { readConfig } from '../server/config.ts';
import { openForStaff, type StaffWorld } from '../server/staff-world.ts';
import type { RequestRow } from '../vault/requests.ts';
import { DATA_OPTION } from './data-folder.ts';
import { FOUND_WRONG } from './program.ts';
import { actorOf, ROLE_OPTION } from './role.ts';
import { table } from './table.ts';

interface Options {
  readonly data?: string;
  readonly as: string;
  readonly json?: true;
}

export const setup = (command: Command): Command => {
  sub(command, 'list', 'what is open, late and due first at the top')
    .option('--all', 'those that are closed, too')
    .action((options: Options & { all?: true }) => list(options, options.all ?? false));
  sub(command, 'show', 'all of a request; that you looked is recorded')
    .argument('<id>')
    .action((id: string, options: Options) => show(id, options));
  sub(command, 'note', 'write something down about it; its person can read it')
    .argument('<id>')
    .argument('<text>')
    .action((id: string, text: string, options: Options) => change(id, { do: 'note', text }, options));
  sub(command, 'answer', 'say what became of a part that waits for staff')
    .argument('<id>')
    .argument('<part>', 'as `show` names it')
    .addOption(new Option('--is <outcome>', 'what became of it').choices(['done', 'not-found']).default('done'))
    .action((id: string, part: string, options: Options & { is: 'done' | 'not-found' }) =>
      change(id, { do: 'answer', part, outcome: { is: options.is } }, options),
    );
  sub(command, 'refuse', 'refuse what is not answered of it')
    .argument('<id>')
    .requiredOption('--because <reason>', BECAUSE)
    .action((id: string, options: Options & { because: string }) =>
      change(id, { do: 'refuse', because: options.because }, options),
    );
  sub(command, 'extend', 'take two months longer, once, before its end')
    .argument('<id>')
    .requiredOption('--because <reason>', BECAUSE)
    .action((id: string, options: Options & { because: string }) =>
      change(id, { do: 'extend', because: options.because }, options),
    );
  sub(command, 'retry', 'have a part that failed, or waits, tried again now')
    .argument('<id>')
    .argument('[part]', 'as `show` names it', 'vault')
    .action((id: string, part: string, options: Options) => change(id, { do: 'retry', part }, options));
  return command.helpCommand(false).addHelpText('after', HELP);
};

const BECAUSE = 'goes on from “because”; the person reads it';

const sub = (command: Command, name: string, summary: string): Command =>
  command
    .command(name)
    .description(summary)
    .option(...DATA_OPTION)
    .option(...ROLE_OPTION)
    .option('--json', 'for machines');

const HELP = `
Each request has a clock, as the statement says: a reminder goes to the address of the controller before it ends, and what is
late is counted in the metric sotto_requests_overdue. A request is over when every part of it is answered, and in no other way.

What a program can do is done by the service, and tried again by itself. What waits for staff is yours: do it, then say so
with \`answer\`. The person is told of refusals and delays with your reason, in a letter that the service sends.

It works beside a running service, on the same machine or on the servers that DATABASE_URL and KEYRING_URL name.
Each of these takes \`--json\` for machines.`;

async function within<T>({ data }: Options, act: (world: StaffWorld) => Promise<T>): Promise<T> {
  const world = await openForStaff(readConfig(process.env, { data }));
  try {
    return await act(world);
  } finally {
    await world.close();
  }
}

const DAY = 24 * 60 * 60_000;
const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);

async function list(options: Options, all: boolean): Promise<void> {
  const found = await within(options, ({ people }) => people.requestsToAnswer(all));
  const now = Date.now();
  const isLate = ({ dueAt, closedAt, status }: RequestRow) =>
    closedAt === undefined && status !== 'checking' && dueAt <= now;
  if (options.json) {
    const rows = found.map((one) => ({
      ...datesOf(one),
      id: one.id,
      kind: one.kind,
      status: one.status,
      isLate: isLate(one),
    }));
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  if (found.length === 0) {
    console.log(all ? 'Nobody has asked for anything yet.' : 'Nothing is open.');
    return;
  }
  const due = (one: RequestRow) => {
    if (one.closedAt !== undefined) return `closed on ${day(one.closedAt)}`;
    const days = Math.floor(Math.abs(one.dueAt - now) / DAY);
    return isLate(one) ? `LATE by ${days} days` : `${day(one.dueAt)}, in ${days} days`;
  };
  console.log(
    table(
      ['request', 'kind', 'status', 'received', 'due'],
      found.map((one) => [one.id, one.kind, one.status, day(one.receivedAt), due(one)]),
    ),
  );
}

const datesOf = ({
  receivedAt,
  dueAt,
  closedAt,
}: Pick<LiveRequest, 'receivedAt' | 'dueAt'> & { closedAt?: number | undefined }) => ({
  received: new Date(receivedAt).toISOString(),
  due: new Date(dueAt).toISOString(),
  ...(closedAt !== undefined && { closed: new Date(closedAt).toISOString() }),
});

async function show(id: string, options: Options): Promise<void> {
  const actor = actorOf(options.as);
  const found = await within(options, ({ people }) => people.requestForStaff(id, actor));
  if (found === undefined) notThere(id);
  else print(found, options);
}

async function change(id: string, command: StaffCommand, options: Options): Promise<void> {
  const actor = actorOf(options.as);
  const acted = await within(options, ({ people }) => people.actForStaff(id, command, actor));
  if (acted.kind === 'not-found') notThere(id);
  else if (acted.kind === 'acted') print(acted.request, options);
  else {
    console.error(`error: ${REFUSAL_WORDS[acted.because]}\nhelp: \`sotto requests show ${id}\` says how it stands`);
    process.exitCode = FOUND_WRONG;
  }
}

function notThere(id: string): void {
  console.error(
    `error: there is no request \`${id}\`\nhelp: \`sotto requests list\` names them; an erasure goes with its person`,
  );
  process.exitCode = FOUND_WRONG;
}

function print(request: LiveRequest, { json }: Options): void {
  const { id, kind, status, asked, parts, notes, extendedBecause } = request;
  if (json) {
    console.log(
      JSON.stringify({ id, kind, status, ...datesOf(request), asked, extendedBecause, parts, notes }, null, 2),
    );
    return;
  }
  const lines = [
    `${kind} ${id}: ${status}`,
    `  received ${day(request.receivedAt)}, due ${day(request.dueAt)}${extendedBecause === undefined ? '' : `, extended because ${extendedBecause}`}`,
    ...(asked.text === undefined ? [] : [`  in their words: ${asked.text}`]),
    ...(asked.purposes === undefined ? [] : [`  objects to: ${asked.purposes.join(', ')}`]),
    ...(asked.profile === undefined ? [] : [`  to put right: ${JSON.stringify(asked.profile)}`]),
    ...Object.entries(parts).map(([name, part]) => {
      const whom = part.state === 'waiting' ? ` for ${part.for}` : '';
      const until = 'until' in part && !(part.state === 'waiting' && part.for === 'staff');
      const because = 'because' in part && part.because !== undefined ? `, because ${part.because}` : '';
      return `  ${name}: ${part.state}${whom}${because}${until ? `, next at ${new Date(part.until).toISOString()}` : ''}`;
    }),
    ...notes.map(({ at, text }) => `  noted ${day(at)}: ${text}`),
  ];
  // What people wrote may hold codes that a terminal would run.
  console.log(lines.map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, ' ')).join('\n'));
}
