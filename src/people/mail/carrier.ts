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
 * Mail through an SMTP server: `smtp://user:password@host:587` (must offer STARTTLS unless it is on this machine) or
 * `smtps://…`. Its certificate is verified.
 */
export function smtpCarrier(url: string, from: string): Carrier {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  const secure = isHere ? {} : { requireTLS: true };
  const transport = createTransport({ url, pool: true, maxConnections: 2, logger: false, ...secure });
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
