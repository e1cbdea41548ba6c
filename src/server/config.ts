/** What can be set from outside, and what may not be set so. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dkim } from '../people/mail/carrier.ts';

export interface Config {
  /** Folder of the embedded clusters, of the epoch's key and of the ledger's. */
  readonly data: string;
  /** Servers to use instead of the embedded clusters: both, or neither. */
  readonly databases: { readonly vault: string; readonly keyring: string } | undefined;
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** A proxy in front of us speaks TLS with the world, and says in `X-Forwarded-For` for whom it asks. */
  readonly isBehindProxy: boolean;
  /** Where people reach us, for links in mail; `undefined` for the address that we listen on. */
  readonly origin: string | undefined;
  readonly mail: { readonly smtp: string; readonly from: string; readonly dkim: Dkim | undefined } | undefined;
  /** Where requests by mail are taken, on the same host. */
  readonly mailIn: { readonly port: number } | undefined;
  /** Database servers that forget what they acknowledged are taken: for trials. */
  readonly allowsForgetful: boolean;
  readonly logLevel: string;
}

/** Every environment variable that is read, with its default and what it says. */
export const VARIABLES = {
  SOTTO_DATA: ['.sotto', 'folder of the embedded databases, of the epoch key and of the ledger’s'],
  DATABASE_URL: ['', 'a PostgreSQL server for the vault, instead of the embedded one; needs `KEYRING_URL` too'],
  KEYRING_URL: ['', 'a PostgreSQL server for the keyring, on another machine than the vault'],
  HOST: ['127.0.0.1', 'the address to listen on; beyond this machine only with TLS or behind a proxy'],
  PORT: ['8080', 'the port to listen on; 0 takes a free one'],
  TLS_CERT: ['', 'file of the certificate chain, PEM; needs `TLS_KEY` too'],
  TLS_KEY: ['', 'file of its private key, PEM'],
  PUBLIC_URL: ['', 'where people reach the service, for links in mail; by default the address it listens on'],
  SMTP_URL: ['', '`smtps://user:password@host`; without it mail stays in memory and is shown at the start screen'],
  MAIL_FROM: ['', 'the sender of mail; needed with `SMTP_URL`'],
  DKIM_DOMAIN: ['', 'the domain that mail is signed for, as in the address of its sender; needs the other two'],
  DKIM_SELECTOR: ['', 'the name under which the domain publishes the key: `SELECTOR._domainkey.DOMAIN`'],
  DKIM_KEY: ['', 'file of the private key that mail is signed with, PEM: RSA of 2,048 bits or more'],
  MAIL_IN_PORT: [
    '',
    'the port on `HOST` to take requests by mail at, for the addresses of the statement; none without it',
  ],
  ALLOW_FORGETFUL: ['', '`1` takes database servers that forget at a power cut (`fsync = off`): for trials alone'],
  LOG_LEVEL: ['info', '`fatal`, `error`, `warn`, `info`, `debug` or `silent`'],
} as const satisfies { readonly [name: string]: readonly [fallback: string, says: string] };

export type Variable = keyof typeof VARIABLES;

/** Flags of the command line; they go before the environment. */
export interface Flags {
  readonly data?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly behindProxy?: boolean | undefined;
}

/** A setting that can't be, or must not be. */
export class Misconfigured extends Error {
  readonly help: string;
  constructor(message: string, help: string) {
    super(message);
    this.name = 'Misconfigured';
    this.help = help;
  }
}

/**
 * Reads the configuration.
 *
 * @throws Misconfigured
 */
export function readConfig(env: { readonly [name: string]: string | undefined }, flags: Flags = {}): Config {
  const get = (name: Variable): string => env[name] || VARIABLES[name][0];
  if (flags.data === '') throw new Misconfigured('`--data` names no folder', 'name one, or leave it out for `.sotto`');
  const host = flags.host ?? get('HOST');
  const port = readPort(flags.port ?? get('PORT'));
  const tls = readTls(get('TLS_CERT'), get('TLS_KEY'));
  const isBehindProxy = flags.behindProxy ?? false;
  if (!isLoopback(host) && tls === undefined && !isBehindProxy) {
    throw new Misconfigured(
      `\`${host}\` can be reached from outside, and what is said there would travel unencrypted`,
      'set `TLS_CERT` and `TLS_KEY`, or put a proxy that speaks TLS in front and say `--behind-proxy`',
    );
  }
  const origin = get('PUBLIC_URL');
  return {
    data: resolve(flags.data ?? get('SOTTO_DATA')),
    databases: readDatabases(get('DATABASE_URL'), get('KEYRING_URL')),
    host,
    port,
    tls,
    isBehindProxy,
    origin: origin === '' ? undefined : readUrl('PUBLIC_URL', origin, ['http:', 'https:']).replace(/\/$/, ''),
    mail: readMail(get('SMTP_URL'), get('MAIL_FROM'), readDkim(get)),
    mailIn: readMailIn(get('MAIL_IN_PORT'), isLoopback(host) || tls !== undefined),
    allowsForgetful: get('ALLOW_FORGETFUL') === '1',
    logLevel: readLogLevel(get('LOG_LEVEL')),
  };
}

/** The file of the epoch keys. */
export const epochKeyFile = (config: Pick<Config, 'data'>): string => join(config.data, 'epoch.key');

/** The file of the key that the ledger is signed with. */
export const ledgerKeyFile = (config: Pick<Config, 'data'>): string => join(config.data, 'ledger.key');

/** The file that declares who may approve a new version of the statement. */
export const approversFile = (config: Pick<Config, 'data'>): string => join(config.data, 'approvers');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function readLogLevel(level: string): string {
  if (LOG_LEVELS.includes(level)) return level;
  throw new Misconfigured(`\`${level}\` is no level of \`LOG_LEVEL\``, `take one of ${LOG_LEVELS.join(', ')}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Misconfigured(`\`${text}\` is not a port`, 'give a number from 0 to 65535');
}

function readTls(cert: string, key: string): Config['tls'] {
  if (cert === '' && key === '') return undefined;
  if (cert === '' || key === '') {
    throw new Misconfigured('TLS needs a certificate and its key', 'set both `TLS_CERT` and `TLS_KEY`');
  }
  const help = 'look whether `TLS_CERT` and `TLS_KEY` name files';
  return { cert: readFileOf(cert, help), key: readFileOf(key, help) };
}

function readDatabases(vault: string, keyring: string): Config['databases'] {
  if (vault === '' && keyring === '') return undefined;
  if (vault === '' || keyring === '') {
    throw new Misconfigured(
      'the vault and the keyring go together, and one of them has no address',
      'set both `DATABASE_URL` and `KEYRING_URL`, or neither for the embedded databases',
    );
  }
  for (const [name, url] of [
    ['DATABASE_URL', vault],
    ['KEYRING_URL', keyring],
  ] as const) {
    const { hostname, searchParams } = new URL(readUrl(name, url, ['postgres:', 'postgresql:']));
    const host = searchParams.get('host') ?? hostname;
    const isHere = host === '' || host.startsWith('/') || isLoopback(host);
    if (!isHere && searchParams.get('sslmode') !== 'verify-full') {
      throw new Misconfigured(
        `\`${name}\` names a server on another machine, without a verified connection`,
        'add `sslmode=verify-full` to it, and `sslrootcert=FILE` if its certificate is of your own authority',
      );
    }
  }
  return { vault, keyring };
}

function readMail(smtp: string, from: string, dkim: Dkim | undefined): Config['mail'] {
  if (smtp === '') return undefined;
  if (from === '') throw new Misconfigured('mail has no sender', 'set `MAIL_FROM` beside `SMTP_URL`');
  return { smtp: readUrl('SMTP_URL', smtp, ['smtp:', 'smtps:']), from, dkim };
}

/** A proxy in front that speaks TLS speaks it with browsers, and not with mail servers. */
function readMailIn(port: string, isSafe: boolean): Config['mailIn'] {
  if (port === '') return undefined;
  if (isSafe) return { port: readPort(port) };
  throw new Misconfigured(
    'mail would come in from outside, and travel unencrypted',
    'set `TLS_CERT` and `TLS_KEY`, or listen on this machine alone and let a mail server of yours hand it on',
  );
}

/** A short key signs nothing that others believe, and says so only there (RFC 8301). */
const RSA_BITS = 2_048;

function readDkim(get: (name: Variable) => string): Dkim | undefined {
  const [domain, selector, file] = [get('DKIM_DOMAIN'), get('DKIM_SELECTOR'), get('DKIM_KEY')];
  if (domain === '' && selector === '' && file === '') return undefined;
  if (domain === '' || selector === '' || file === '') {
    throw new Misconfigured(
      'mail is to be signed, and the domain, the selector or the key is missing',
      'set `DKIM_DOMAIN`, `DKIM_SELECTOR` and `DKIM_KEY`, or none of them',
    );
  }
  const privateKey = readFileOf(file, 'look whether `DKIM_KEY` names a file');
  if (isSigningKey(privateKey)) return { domain, selector, privateKey };
  throw new Misconfigured(
    'what `DKIM_KEY` names is no key that mail can be signed with',
    'make one: `openssl genrsa -out dkim.pem 2048`',
  );
}

function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_BITS;
  } catch {
    return false;
  }
}

function readFileOf(path: string, help: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Misconfigured(`\`${path}\` can't be read (${(error as NodeJS.ErrnoException).code})`, help);
  }
}

/** The message leaves the value out: it can hold a password. */
function readUrl(name: Variable, url: string, protocols: readonly string[]): string {
  if (URL.canParse(url) && protocols.includes(new URL(url).protocol)) return url;
  throw new Misconfigured(`\`${name}\` is not an address`, `begin it with \`${protocols[0]}//\``);
}
