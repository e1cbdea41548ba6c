/**
 * Mail that people write to the addresses of the statement: a small SMTP server, to be reached by the mail servers of others or by one
 * that stands before it. Of a mail its head alone is read; nothing of it is kept or logged.
 */
import type { AddressInfo } from 'node:net';
import { Counter } from 'prom-client';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { isOneOf, type MailedRequest, readMail } from '../people/mail/read-mail.ts';
import type { Statement } from '../statement/statement.ts';
import type { World } from './world.ts';

export interface MailInOptions {
  readonly host: string;
  /** `0` takes a free one. */
  readonly port: number;
  /** Offered by STARTTLS, and asked of everybody who does not write from this machine. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** The sender of our own mail, which is never answered. */
  readonly from?: string | undefined;
  /** What is done with what somebody asks; if it throws, the other server tries again later. */
  readonly onRequest?: (request: MailedRequest) => Promise<void>;
}

export interface MailIn {
  readonly port: number;
  close(): Promise<void>;
}

/** Bytes of a whole mail, and of its head. */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_OF_HEAD = 64 * 1024;
const MOST_CLIENTS = 20;
const MOST_READERS = 20;
const SOCKET_TIMEOUT = 60_000;

/** What becomes of a mail: handed on, of a machine, or not taken. */
const FATES = ['taken', 'ignored', 'refused'] as const;

/** Where the statement says that one can write. */
export const addressesOf = ({ contacts }: Statement): readonly string[] => [
  ...new Set(Object.values(contacts).map(({ email }) => email.toLowerCase())),
];

export async function openMailIn(world: World, options: MailInOptions): Promise<MailIn> {
  const { people, clock, problems } = world;
  const { host, port, tls, from, onRequest = people.askByMail } = options;
  // Of the statement in force, which another may replace meanwhile.
  const addresses = () => addressesOf(world.compiled.statement);
  const ours = () => (from === undefined ? addresses() : [...addresses(), /<(.*)>/.exec(from)?.[1] ?? from]);
  const counted = new Counter({
    name: 'sotto_mail_in_total',
    help: 'Mail that came to an address of the statement, by what became of it, since this process started.',
    labelNames: ['fate'],
    registers: [problems.registry],
  });
  for (const fate of FATES) counted.inc({ fate }, 0);

  const refuse = (code: number, says: string) => {
    counted.inc({ fate: 'refused' });
    return Object.assign(new Error(says), { responseCode: code });
  };

  async function take(
    stream: SMTPServerDataStream,
    { remoteAddress, envelope }: SMTPServerSession,
  ): Promise<Error | null> {
    const head = await headOf(stream);
    if (head === 'too-big' || stream.sizeExceeded) return refuse(552, 'this is more than we take');
    if (!(await people.mayWrite(remoteAddress))) return refuse(451, 'too much mail from here; try again later');
    const { mailFrom, rcptTo } = envelope;
    const sender = mailFrom === false ? '' : mailFrom.address;
    const read = await readMail({ sender, to: rcptTo.map(({ address }) => address), head, at: clock() }, ours());
    if (read.kind === 'asks') await onRequest(read.request);
    counted.inc({ fate: read.kind === 'asks' ? 'taken' : 'ignored' });
    return null;
  }

  const server = new SMTPServer({
    name: addresses()[0]?.replace(/^.*@/, '') ?? 'localhost',
    banner: '',
    ...tls,
    authOptional: true,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    maxClients: MOST_CLIENTS,
    socketTimeout: SOCKET_TIMEOUT,
    closeTimeout: 1_000,
    onMailFrom(_address, { secure, remoteAddress }, done) {
      const isSafe = secure || isHere(remoteAddress);
      done(isSafe ? null : refuse(530, 'speak STARTTLS first'));
    },
    onRcptTo({ address }, { envelope }, done) {
      if (!isOneOf(addresses(), address)) return done(refuse(550, 'there is no such address here'));
      done(envelope.rcptTo.length < MOST_READERS ? null : refuse(452, 'too many readers'));
    },
    onData(stream, session, done) {
      // What went wrong can quote the mail.
      take(stream, session).then(done, () => done(refuse(451, 'not now; try again later')));
    },
  });
  // A conversation that broke off is the other side's to begin anew.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const isHere = (address: string): boolean => /^(::ffff:)?127\.0\.0\.1$|^::1$/.test(address);

/** The header of a mail, to the empty line. What comes after it is let pass unseen. */
async function headOf(stream: SMTPServerDataStream): Promise<Buffer | 'too-big'> {
  let head = Buffer.alloc(0);
  let end = -1;
  for await (const part of stream as AsyncIterable<Buffer>) {
    if (end >= 0 || head.length > MOST_OF_HEAD) continue;
    head = Buffer.concat([head, part]);
    end = head.indexOf('\r\n\r\n');
  }
  if (end < 0 ? head.length > MOST_OF_HEAD : end > MOST_OF_HEAD) return 'too-big';
  return end < 0 ? head : head.subarray(0, end + 4);
}
