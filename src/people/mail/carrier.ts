/** Who carries mail: an SMTP server, or nobody, into a box that can be looked into. */
import { createTransport } from 'nodemailer';
import type { Rendered } from './render.ts';

export interface Envelope extends Rendered {
  /** The same each time it is tried, so that one that arrives twice is known again: a uuid. */
  readonly id: string;
  readonly to: string;
}

export interface Carrier {
  /**
   * `refused` if the server will not take it however often it is tried. Whether anybody reads it, no server says.
   *
   * @throws if it did not get through, and may another time
   */
  carry(envelope: Envelope): Promise<'carried' | 'refused'>;
  close(): void;
}

/** What letters are signed with, so that their reader's server knows that they are ours (RFC 6376). */
export interface Dkim {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Milliseconds: a server that does not answer is left alone well before the letter is due again. */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/**
 * Mail through an SMTP server: `smtps://user:password@host`, or `smtp://…`, which has to offer STARTTLS unless it is on
 * this machine. Its certificate is verified; nothing in the address can change that.
 */
export function smtpCarrier(address: string, from: string, dkim?: Dkim): Carrier {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isHere,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    pool: true,
    maxConnections: 2,
    logger: false,
    ...PATIENCE,
    ...(dkim !== undefined && {
      dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey },
    }),
  });
  const home = from.slice(from.lastIndexOf('@') + 1).replace(/>.*/, '');
  return {
    async carry({ id, to, ...rendered }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          ...rendered,
          messageId: `<${id}@${home}>`,
          disableFileAccess: true,
          disableUrlAccess: true,
          // Machines that answer mail leave this alone (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return 'carried';
      } catch (error) {
        if (isForGood(error)) return 'refused';
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/**
 * What a server says of the reader or the letter with a 5 stays so (RFC 5321, 4.2.1), but for 503, which is about the
 * conversation. What it says of us can be mended.
 */
function isForGood(error: unknown): boolean {
  const { command, responseCode = 0 } = error as { command?: string; responseCode?: number };
  return (command === 'RCPT TO' || command === 'DATA') && responseCode >= 500 && responseCode !== 503;
}

/** Mail that goes nowhere, kept in memory: the last fifty. */
export interface Outbox extends Carrier {
  /** Oldest first. */
  readonly letters: readonly Envelope[];
  /** Calls back with each that comes. */
  onLetter(came: (envelope: Envelope) => void): void;
}

const MOST_KEPT = 50;

export function createOutbox(): Outbox {
  const letters: Envelope[] = [];
  const listeners: ((envelope: Envelope) => void)[] = [];
  return {
    letters,
    onLetter: (came) => void listeners.push(came),
    async carry(envelope) {
      letters.push(envelope);
      if (letters.length > MOST_KEPT) letters.shift();
      for (const came of listeners) came(envelope);
      return 'carried';
    },
    close: () => {},
  };
}
