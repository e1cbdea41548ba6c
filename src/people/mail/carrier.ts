/** Who carries mail: an SMTP server, or nobody, into a box that can be looked into. */
import { createTransport } from 'nodemailer';

export interface Envelope {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Carrier {
  carry(envelope: Envelope): Promise<void>;
  close(): void;
}

/**
 * Mail through an SMTP server: `smtps://user:password@host`, or `smtp://…`, which has to offer STARTTLS unless it is on
 * this machine. Its certificate is verified; nothing in the address can change that.
 */
export function smtpCarrier(address: string, from: string): Carrier {
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
  });
  return {
    async carry({ to, subject, text }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
        // Machines that answer mail leave this alone (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
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
    },
    close: () => {},
  };
}
