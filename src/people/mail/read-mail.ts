/** What somebody wants who writes to one of our addresses, as far as the head of their mail tells. The rest is never read. */
import { type ParsedMail, simpleParser } from 'mailparser';
import { REQUESTS, type RequestKind } from '../../statement/statement.ts';

/** Somebody asked for something by mail. Whether they are who they say is open. */
export interface MailedRequest {
  /** The address that it says it is from. */
  readonly from: string;
  /** What the alias (`privacy+erasure@…`) or the subject line says; `unknown` where it says nothing, or several things. */
  readonly kind: RequestKind | 'unknown';
  /** When it came; epoch milliseconds. */
  readonly at: number;
  readonly messageId: string | undefined;
}

export type ReadMail =
  | { readonly kind: 'asks'; readonly request: MailedRequest }
  /** A machine wrote it, or nobody that can be answered: an answer could go round in a circle (RFC 3834). */
  | { readonly kind: 'ignored' };

export interface MailHead {
  /** The envelope's sender; empty for what reports of mail that came to nothing. */
  readonly sender: string;
  /** The envelope's readers, all of them addresses of ours. */
  readonly to: readonly string[];
  /** The header, to the empty line. */
  readonly head: Buffer;
  readonly at: number;
}

/** Mail that came through so many servers goes in a circle. */
const MOST_HOPS = 30;
const PLAIN_ADDRESS = /^[^\s@"<>(),:;[\]\\]{1,64}@[^\s@"<>(),:;[\]\\]{1,190}$/;
const MACHINES = /^(mailer-daemon|postmaster|bounces?|no-?reply|do-?not-?reply)([+-].*)?@/i;

/** `ours` are the addresses that we write from or take mail at. */
export async function readMail({ sender, to, head, at }: MailHead, ours: readonly string[]): Promise<ReadMail> {
  const mail = await simpleParser(head, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true });
  const authors = mail.from?.value ?? [];
  const from = authors[0]?.address ?? '';
  const isAnswerable = authors.length === 1 && PLAIN_ADDRESS.test(from) && !isOneOf(ours, from);
  if (sender === '' || !isAnswerable || isOfAMachine(mail, from)) return { kind: 'ignored' };
  return { kind: 'asks', request: { from, kind: kindOf(to, mail.subject ?? ''), at, messageId: mail.messageId } };
}

function isOfAMachine({ headerLines }: ParsedMail, from: string): boolean {
  const valuesOf = (name: string) =>
    headerLines
      .filter(({ key }) => key === name)
      .map(({ line }) =>
        line
          .slice(name.length + 1)
          .trim()
          .toLowerCase(),
      );
  const has = (...names: readonly string[]) => headerLines.some(({ key }) => names.includes(key));
  return (
    MACHINES.test(from) ||
    valuesOf('auto-submitted').some((value) => value !== 'no') ||
    valuesOf('precedence').some((value) => ['bulk', 'junk', 'list', 'auto_reply'].includes(value)) ||
    has('list-id', 'list-unsubscribe', 'list-post', 'x-autoreply', 'x-autorespond', 'x-loop', 'feedback-id') ||
    valuesOf('received').length > MOST_HOPS
  );
}

/** Words of a subject line, as people write them. */
const WORDS: { readonly [kind in RequestKind]: RegExp } = {
  access: /\b(access|what (data )?(do )?you (hold|have|know|store))\b/i,
  export: /\b(export|download|portab\w+|take along|copy of)\b/i,
  correction: /\b(correct(ion)?|rectif\w+|wrong|out of date)\b/i,
  erasure: /\b(eras\w+|delet\w+|forget|forgotten|remove)\b/i,
  restriction: /\b(restrict\w*)\b/i,
  objection: /\b(object(ion)?|stop using)\b/i,
};

/** The alias goes before the subject line. Guessed wrongly, nothing happens that its person does not confirm. */
function kindOf(to: readonly string[], subject: string): MailedRequest['kind'] {
  const tags = to.map((address) => tagOf(address));
  return (
    REQUESTS.find((kind) => tags.includes(kind)) ??
    only(REQUESTS.filter((kind) => WORDS[kind].test(subject))) ??
    'unknown'
  );
}

const only = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);

const tagOf = (address: string): string | undefined => /\+([^@]*)@/.exec(address)?.[1]?.toLowerCase();

/** Whether an address is one of these, perhaps with an alias after a `+`. */
export const isOneOf = (all: readonly string[], address: string): boolean =>
  all.some((one) => one.toLowerCase() === address.toLowerCase().replace(/\+[^@]*@/, '@'));
