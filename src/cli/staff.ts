/** `sotto staff`: who works here, and in which role. */
import { type Command, Option } from 'commander';
import type { Actor } from '../gate/gate.ts';
import { enrolLink } from '../people/staff/enrol-link.ts';
import { ROLES, type Role } from '../people/staff/roles.ts';
import { type Config, readConfig } from '../server/config.ts';
import { openForStaff, type StaffWorld } from '../server/staff-world.ts';
import { DATA_OPTION } from './data-folder.ts';
import { CalledWrongly, FOUND_WRONG } from './program.ts';
import { table } from './table.ts';

interface Options {
  readonly data?: string;
  readonly json?: true;
}

export const setup = (command: Command): Command => {
  sub(command, 'add', 'make an account, and a link to enrol by')
    .argument('<name>', 'what they sign in with: small letters, such as `mira`')
    .addOption(new Option('--role <role>', 'what they do').choices(ROLES).makeOptionMandatory())
    .action((name: string, options: Options & { role: Role }) => add(name, options));
  sub(command, 'list', 'who works here').action(list);
  sub(command, 'reset', 'take password, codes and sessions away, and make a new link')
    .argument('<name>')
    .action((name: string, options: Options) => reset(name, options));
  sub(command, 'close', 'end an account, and every session of it, for good')
    .argument('<name>')
    .action((name: string, options: Options) => close(name, options));
  return command.helpCommand(false).addHelpText('after', HELP);
};

const sub = (command: Command, name: string, summary: string): Command =>
  command
    .command(name)
    .description(summary)
    .option(...DATA_OPTION)
    .option('--json', 'for machines');

const HELP = `
Whoever works here signs in at /console, with a password and a code of an authenticator. Both are set by a link that is good once,
for a day: give it to nobody but them. No secret is given on the command line, or kept by it.

Roles: privacy answers requests, stops collection and sees to the statement; support opens data for a case; engineer sees what is
collected and stops it; auditor sees what is proved, and no data. Each act is in the ledger under the role and a random id.

It works beside a running service, on the same machine or on the servers that DATABASE_URL and KEYRING_URL name. PUBLIC_URL is
where the link leads. Each of these takes --json for machines.`;

/** Who runs this has the machine; the ledger says no more of them. */
const BY: Actor = 'service:command-line';

async function within<T>({ data }: Options, act: (world: StaffWorld, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env, { data });
  const world = await openForStaff(config);
  try {
    return await act(world, config);
  } finally {
    await world.close();
  }
}

interface Link {
  readonly token: string;
  readonly endsAt: number;
}

function sayLink(name: string, { token, endsAt }: Link, { origin, host, port }: Config, { json }: Options): void {
  const link = enrolLink(origin ?? `http://${host}:${port}`, token);
  const until = new Date(endsAt).toISOString();
  if (json) console.log(JSON.stringify({ name, link, until }, null, 2));
  else console.log(`${name} enrols here, once, until ${until}:\n${link}`);
}

const add = (name: string, options: Options & { role: Role }) =>
  within(options, async ({ people }, config) => {
    const added = await people.addStaff({ name, role: options.role }, BY);
    if (added.kind === 'unfit')
      throw new CalledWrongly(`\`${name}\` can’t be a name`, 'small letters, digits, `.` and `-`');
    if (added.kind === 'added') return sayLink(name, added, config, options);
    console.error(`error: \`${name}\` works here already\nhelp: \`sotto staff reset ${name}\` makes a new link`);
    process.exitCode = FOUND_WRONG;
  });

const reset = (name: string, options: Options) =>
  within(options, async ({ people }, config) => {
    const again = await people.resetStaff(name, BY);
    if (again.kind === 'added') sayLink(name, again, config, options);
    else notHere(name);
  });

const close = (name: string, options: Options) =>
  within(options, async ({ people }) => {
    if (!(await people.closeStaff(name, BY))) return notHere(name);
    console.log(options.json ? JSON.stringify({ name, closed: true }) : `${name} does not work here any more.`);
  });

function notHere(name: string): void {
  console.error(`error: nobody called \`${name}\` works here\nhelp: \`sotto staff list\` names them`);
  process.exitCode = FOUND_WRONG;
}

const list = (options: Options) =>
  within(options, async ({ people }) => {
    const found = await people.listStaff();
    const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
    if (options.json) {
      const rows = found.map(({ id, name, role, madeAt, enrolledAt, closedAt, seenAt }) => ({
        ...{ id, name, role, made: iso(madeAt), enrolled: iso(enrolledAt), closed: iso(closedAt), seen: iso(seenAt) },
      }));
      console.log(JSON.stringify(rows, null, 2));
      return;
    }
    if (found.length === 0) return console.log('Nobody works here yet: `sotto staff add NAME --role privacy`.');
    const state = (one: (typeof found)[number]) =>
      one.closedAt !== null ? 'closed' : one.enrolledAt === null ? 'has still to enrol' : 'works here';
    console.log(
      table(
        ['name', 'role', '', 'since', 'in the ledger'],
        found.map((one) => [one.name, one.role, state(one), iso(one.madeAt)!.slice(0, 10), one.id]),
      ),
    );
  });
