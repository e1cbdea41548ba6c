/** Mail, the one channel by which people are written to. The statement decides on each letter before it goes. */
import type { Compiled } from '../../decide/compile.ts';
import type { Gate, SubjectId } from '../../gate/gate.ts';
import { openFact } from '../open-fact.ts';
import type { Carrier } from './carrier.ts';
import type { Letter } from './letter.ts';

export type Sent =
  | { readonly kind: 'sent'; readonly clause: string }
  /** A choice of the person, or no clause, keeps it back. */
  | { readonly kind: 'withheld'; readonly because: string; readonly clause?: string }
  /** There is no such person, or no address. */
  | { readonly kind: 'nobody' };

export type Addressed =
  | { readonly kind: 'address'; readonly address: string; readonly clause: string }
  | Exclude<Sent, { kind: 'sent' }>;

export interface Posted {
  readonly letter: Letter;
  readonly to: SubjectId;
  /** Another address that was this person's. */
  readonly address?: string;
}

export interface Mail {
  /**
   * To the address of the account, or to another that was this person's.
   *
   * @throws what the carrier throws
   */
  send(letter: Letter, to: SubjectId, another?: string): Promise<Sent>;
  /**
   * Sends, and does not make the caller wait: how long the mail takes must not tell a stranger whom there is. A letter that
   * can't be carried is counted and lost; whoever waits for it asks again.
   */
  post(make: () => Promise<Posted | undefined>): void;
  /** Whether such a message may go to somebody now, and where. */
  addressOf(message: string, to: SubjectId): Promise<Addressed>;
  /** Sends a letter, without making the caller wait, to an address that was found before: its owner may be gone by now. */
  postTo(address: string, letter: Letter): void;
  /** Letters that could not be carried. */
  readonly lost: number;
  /** When everything posted so far has been sent or lost. */
  settled(): Promise<void>;
}

export function createMail(gate: Gate, compiled: Compiled, carrier: Carrier): Mail {
  const underway = new Set<Promise<void>>();
  let lost = 0;

  async function addressOf(message: string, to: SubjectId, another?: string): Promise<Addressed> {
    const standing = await gate.choices(to);
    if (standing === undefined) return { kind: 'nobody' };
    const choices = Object.fromEntries(standing.map(({ choice, state }) => [choice, state]));
    const answer = compiled.contact({ message, channel: 'email' }, compiled.know({ choices, facts: {} }));
    if (answer.effect !== 'permitted') return { kind: 'withheld', ...answer };
    const address =
      another ??
      (await openFact(gate, {
        subject: to,
        field: 'account.email',
        purpose: compiled.statement.messages[message]!.for,
        actor: 'service:mail',
      }));
    if (address === undefined) return { kind: 'nobody' };
    return { kind: 'address', address, clause: answer.clause };
  }

  const carry = (address: string, { subject, text }: Letter) => carrier.carry({ to: address, subject, text });

  async function send(letter: Letter, to: SubjectId, another?: string): Promise<Sent> {
    const found = await addressOf(letter.message, to, another);
    if (found.kind !== 'address') return found;
    await carry(found.address, letter);
    return { kind: 'sent', clause: found.clause };
  }

  function inBackground(act: () => Promise<unknown>): void {
    const work = (async () => {
      try {
        await act();
      } catch {
        // What the carrier says can quote the address.
        lost += 1;
      }
    })();
    underway.add(work);
    void work.then(() => underway.delete(work));
  }

  return {
    send,
    post(make) {
      inBackground(async () => {
        const posted = await make();
        if (posted !== undefined) await send(posted.letter, posted.to, posted.address);
      });
    },
    addressOf,
    postTo: (address, letter) => inBackground(() => carry(address, letter)),
    get lost() {
      return lost;
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
