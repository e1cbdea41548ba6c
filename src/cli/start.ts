/** `sotto start`: the service, and a household that lives in it, with a live account of what is collected and what is not. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Logger, pino } from 'pino';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';
import { enrolLink } from '../people/staff/enrol-link.ts';
import { type Config, Misconfigured, readConfig, VARIABLES } from '../server/config.ts';
import { type App, createHttp } from '../server/http.ts';
import { createLog } from '../server/log.ts';
import { openMailIn } from '../server/mail-in.ts';
import { openConfigured, type World } from '../server/world.ts';
import { CALLED_WRONGLY, FAULT } from './program.ts';
import { keepAccount, keepCounts } from './start/account.ts';
import { type Demo, startDemo } from './start/demo.ts';
import { greeting, greetingData } from './start/greeting.ts';

interface Options {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly behindProxy?: true;
  readonly demo: boolean;
  readonly json?: true;
}

export const setup = (command: Command): Command =>
  command
    .option('--data <folder>', `${VARIABLES.SOTTO_DATA[1]} (default: \`${VARIABLES.SOTTO_DATA[0]}\`)`)
    .option('--host <address>', `${VARIABLES.HOST[1]} (default: ${VARIABLES.HOST[0]})`)
    .option('--port <number>', `${VARIABLES.PORT[1]} (default: ${VARIABLES.PORT[0]})`)
    .option('--behind-proxy', 'a proxy in front speaks TLS, and says in X-Forwarded-For for whom it asks')
    .option('--no-demo', 'without the demo household')
    .option('--json', 'for machines: one line of JSON once it listens, then one at each change of the counts')
    .addHelpText('after', `\nEnvironment:\n${environment()}`)
    .action(start);

async function start(options: Options): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    // Ctrl-C in a terminal reaches us twice, directly and by the process that started us.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const config = readConfig(process.env, options);
    let origin = config.origin ?? '';
    const level = process.env.LOG_LEVEL ? config.logLevel : 'warn';
    const log = createLog(level, pino.destination(2));
    if (process.stderr.isTTY && config.databases === undefined && !existsSync(config.data)) {
      console.error(`Making the databases in ${config.data}: some seconds, the first time.`);
    }
    const world = await openConfigured(
      config,
      { statement, wording: words },
      { origin: () => origin, log: (line) => log.warn(line) },
    );
    undo.push(() => world.close());
    let demo: Demo | undefined;
    const http = await serve(world, config, log, () => demo);
    undo.push(() => http.close());
    const url = addressOf(http, config);
    if (config.mailIn !== undefined) {
      const { host, tls, mail, mailIn } = config;
      const mailbox = await openMailIn(world, { host, tls, from: mail?.from, ...mailIn });
      undo.push(() => mailbox.close());
    }
    origin ||= url;

    if (options.demo) demo = await startDemoIn(url, config);
    if (demo !== undefined) undo.push(demo.stop);
    const enrolLink = demo && (await enrolLinkOfMira(url, world));
    const greet = { url, config, statement, demo, enrolLink, showsMail: process.stdout.isTTY && !options.json };
    console.log(options.json ? JSON.stringify(greetingData(greet)) : greeting(greet));
    const account = options.json
      ? keepCounts(world, process.stdout)
      : keepAccount(world, process.stdout, demo?.devices);
    undo.push(() => account.close());
    await stopped;
  } catch (error) {
    if (!sayWhatIsWrong(error)) throw error;
  } finally {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  }
}

async function serve(world: World, config: Config, log: Logger, virtualHome: () => Demo | undefined): Promise<App> {
  const http = await createHttp(world, { ...config, log, virtualHome });
  try {
    await http.listen({ host: config.host, port: config.port });
  } catch (error) {
    await http.close();
    throw error;
  }
  return http;
}

function addressOf(http: App, { tls, host }: Config): string {
  const { port } = http.server.address() as AddressInfo;
  return `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The demo's devices trust the certificates that everybody trusts, so that they may not get through to one of ours. */
async function startDemoIn(url: string, config: Config): Promise<Demo | undefined> {
  if (config.tls === undefined) return startDemo(url, join(config.data, 'demo.json'));
  console.error('the demo household speaks plain HTTP and stays at home: this service speaks TLS');
  return undefined;
}

/** Somebody of the demo who works here; a link for as long as she has not enrolled. */
async function enrolLinkOfMira(url: string, { people }: World): Promise<string | undefined> {
  const mira = (await people.listStaff()).find(({ name, closedAt }) => name === 'mira' && closedAt === null);
  if (mira !== undefined && mira.enrolledAt !== null) return undefined;
  const by = 'service:demo';
  const given = mira
    ? await people.resetStaff('mira', by)
    : await people.addStaff({ name: 'mira', role: 'privacy' }, by);
  return given.kind === 'added' ? enrolLink(url, given.token) : undefined;
}

function sayWhatIsWrong(error: unknown): boolean {
  const say = (message: string, help: string, code: number) => {
    console.error(`error: ${message}\nhelp: ${help}`);
    process.exitCode = code;
    return true;
  };
  if (error instanceof Misconfigured) return say(error.message, error.help, CALLED_WRONGLY);
  const { code, port, syscall, path } = error as NodeJS.ErrnoException & { port?: number };
  if (path !== undefined && syscall !== 'listen' && syscall !== 'bind') {
    return say(
      `\`${path}\` can't be used (${code})`,
      'choose another folder with --data, one that you may write to',
      FAULT,
    );
  }
  if (code === 'EADDRINUSE') {
    return say(
      `something else listens on port ${port}`,
      'stop it, or take another port: `--port 0` finds a free one',
      FAULT,
    );
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return say(`this can't be listened on (${code})`, 'look at `--host` and `--port`', FAULT);
  }
  return false;
}

function environment(): string {
  return Object.entries(VARIABLES)
    .map(
      ([name, [fallback, says]]) => `  ${name.padEnd(15)} ${says}${fallback === '' ? '' : ` (default: ${fallback})`}`,
    )
    .join('\n');
}
