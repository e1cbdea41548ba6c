/** A mail server of somebody else: a real one, which keeps what comes. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, with its signature. */
  readonly raw: Buffer;
  readonly mail: ParsedMail;
}

export interface PostOffice {
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
  /** Oldest first. */
  readonly received: Received[];
  /** Answers each reader so from now on, `550` for good or `451` for now; `undefined` takes all. */
  answers: 451 | 550 | undefined;
  close(): Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      const { answers } = office;
      done(answers === undefined ? null : Object.assign(new Error('not now'), { responseCode: answers }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        const raw = Buffer.concat(parts);
        const { mailFrom, rcptTo } = envelope;
        office.received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          mail: await simpleParser(raw),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const office: PostOffice = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    answers: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return office;
}
