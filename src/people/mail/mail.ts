/**
 * Mail, the one channel by which people are written to. A letter is kept until it has gone, and the statement decides on it
 * each time before it goes. See docs/decisions/0012.
 */
import { randomUUID } from 'node:crypto';
import type { Gate, SubjectId } from '../../gate/gate.ts';
import type { DueLetter, Letters } from '../../vault/letters.ts';
import { openFact } from '../open-fact.ts';
import type { Carrier } from './carrier.ts';
import { SET_OFF_BY_STRANGERS } from './letter.ts';
import { render } from './render.ts';
import { isOf, type Label, type Letter } from './template.ts';

/** What becomes of a letter: it is with a server, put off, kept back by the statement, or nobody will have it. */
export const FATES = ['sent', 'retried', 'withheld', 'lost'] as const;
export type Fate = (typeof FATES)[number];

/** Where a letter may go, or why not. */
export type Addressed =
  | { readonly kind: 'address'; readonly address: string }
  /** A choice of the person, or no clause, keeps it back; or the clause is of another class or subject than the letter. */
  | { readonly kind: 'withheld'; readonly because: string; readonly clause?: string }
  /** There is no such person, or no address. */
  | { readonly kind: 'nobody' };

export interface Posted {
  readonly letter: Letter;
  readonly to: SubjectId;
  /** Another address that was this person's. */
  readonly address?: string | undefined;
  /** From when on it is of no use (epoch milliseconds): the end of the link in it. By default five days. */
  readonly until?: number | undefined;
}

export interface Mail {
  /** Takes a letter on: it is durable once this resolves, and goes by itself. `gone` if its reader is. */
  take(posted: Posted): Promise<'taken' | 'gone'>;
  /** The same without making the caller wait: how long it takes must not tell a stranger whom there is. */
  post(make: () => Promise<Posted | undefined>): void;
  /** Whether such a letter may go to somebody now, and where. */
  addressOf(letter: Label, to: SubjectId, another?: string): Promise<Addressed>;
  /**
   * Sends a letter to an address that was found before, without making the caller wait: to who is gone by now, or to staff.
   * The statement is asked all the same. It waits in memory alone, where nothing is left to seal it under.
   */
  sendLast(letter: Letter, address: string): void;
  /** Tries what is due. To be called from time to time. */
  deliver(): Promise<void>;
  /** What became of letters, by template, since this was made; without those that strangers set off. */
  readonly fates: readonly { readonly template: string; readonly fate: Fate; readonly n: number }[];
  /** When everything that is underway now has been tried. */
  settled(): Promise<void>;
}

export interface MailOptions {
  readonly gate: Gate;
  readonly letters: Letters;
  readonly carrier: Carrier;
  /** Whether whoever had this address wanted no news before they were erased. */
  readonly wantsNoNews: (address: string) => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** How long a try has. Whoever ends meanwhile leaves the letter to the others after it. */
const TRY_LASTS = 5 * MINUTE;
/** Servers take up to days to be mended (RFC 5321, 4.5.4.1). */
const GIVEN_UP_AFTER = 5 * 24 * 60 * MINUTE;
const MOST_AT_ONCE = 20;

/** How long to wait after so many tries: 15 s, 1 min, 4 min, 16 min, about 1 h, then every 4 h. */
export const pause = (tries: number): number => Math.min(15 * SECOND * 4 ** (tries - 1), 240 * MINUTE);

/** What waits in a letter's row. */
interface Content {
  readonly letter: Letter;
  readonly address?: string | undefined;
}

interface Last {
  readonly letter: Letter;
  readonly address: string;
  readonly id: string;
  readonly until: number;
  tries: number;
  dueAt: number;
}

export function createMail({ gate, letters, carrier, wantsNoNews, clock }: MailOptions): Mail {
  /** Of the version in force, as all that is decided here. */
  const clauseOf = (message: string) => gate.compiled.statement.messages[message];
  const underway = new Set<Promise<unknown>>();
  const last = new Set<Last>();
  const fates = new Map<string, { template: string; fate: Fate; n: number }>();

  function count(template: string, fate: Fate): void {
    if (SET_OFF_BY_STRANGERS.has(template)) return;
    const name = `${fate} ${template}`;
    const counted = fates.get(name) ?? { template, fate, n: 0 };
    counted.n += 1;
    fates.set(name, counted);
  }

  function mayGo(letter: Label, choices: { readonly [choice: string]: 'on' | 'off' }) {
    const { message } = letter;
    const { compiled } = gate;
    const answer = compiled.contact({ message, channel: 'email' }, compiled.know({ choices, facts: {} }));
    if (answer.effect !== 'permitted') return { kind: 'withheld', ...answer } as const;
    return isOf(clauseOf(message), letter) ? undefined : ({ kind: 'withheld', because: 'posing' } as const);
  }

  async function addressOf(letter: Label, to: SubjectId, another?: string): Promise<Addressed> {
    const standing = await gate.choices(to);
    if (standing === undefined) return { kind: 'nobody' };
    const kept = mayGo(letter, Object.fromEntries(standing.map(({ choice, state }) => [choice, state])));
    if (kept !== undefined) return kept;
    const address =
      another ??
      (await openFact(gate, {
        subject: to,
        field: 'account.email',
        purpose: clauseOf(letter.message)!.for,
        actor: 'service:mail',
      }));
    if (address === undefined) return { kind: 'nobody' };
    if (letter.class === 'promotional' && (await wantsNoNews(address)))
      return { kind: 'withheld', because: 'unsubscribed' };
    return { kind: 'address', address };
  }

  /** Gives a letter to the carrier. What the carrier throws is dropped here: it can quote the address. */
  async function carry(id: string, to: string, letter: Letter): Promise<Fate> {
    try {
      const carried = await carrier.carry({ id, to, ...render(letter, clauseOf(letter.message)!) });
      return carried === 'carried' ? 'sent' : 'lost';
    } catch {
      return 'retried';
    }
  }

  async function fateOf({ letter, address }: Content, { id, subject }: DueLetter): Promise<Fate> {
    // Sound: letters are taken on for subjects alone.
    const found = await addressOf(letter, subject as SubjectId, address);
    if (found.kind === 'address') return carry(id, found.address, letter);
    return found.kind === 'withheld' ? 'withheld' : 'lost';
  }

  async function attempt(due: DueLetter): Promise<void> {
    const { template, until, tries, content } = due;
    // Sound: it was sealed by `take`, and nothing else opens as this letter.
    const { letter, address } = content === undefined ? {} : (JSON.parse(content.toString()) as Content);
    let fate: Fate = letter === undefined || clock() >= until ? 'lost' : await fateOf({ letter, address }, due);
    const again = clock() + pause(tries);
    if (fate === 'retried' && again >= until) fate = 'lost';
    if (fate === 'retried') await letters.putOff({ ...due, dueAt: again });
    else {
      const became = { template, message: letter?.message, class: letter?.class, fate, tries };
      if (!(await letters.end(due, became))) return;
    }
    count(template, fate);
  }

  async function attemptLast(one: Last): Promise<void> {
    one.dueAt = Number.POSITIVE_INFINITY;
    one.tries += 1;
    let fate: Fate = mayGo(one.letter, {}) === undefined ? await carry(one.id, one.address, one.letter) : 'withheld';
    const again = clock() + pause(one.tries);
    if (fate === 'retried' && again >= one.until) fate = 'lost';
    if (fate === 'retried') one.dueAt = again;
    else last.delete(one);
    count(one.letter.template, fate);
  }

  /** What fails here is a database that does not answer: the letter is due again once its try is over. */
  function inBackground(act: () => Promise<unknown>): void {
    const work = act().catch(() => {});
    underway.add(work);
    void work.then(() => underway.delete(work));
  }

  async function take({ letter, to, address, until = clock() + GIVEN_UP_AFTER }: Posted): Promise<'taken' | 'gone'> {
    const { template } = letter;
    const id = randomUUID();
    const content = Buffer.from(JSON.stringify({ letter, address } satisfies Content));
    const one = { subject: to, id, template, content, until };
    const kept = await letters.keep({ ...one, dueAt: clock() + TRY_LASTS }).catch((error: unknown) => {
      count(template, 'lost');
      throw error;
    });
    if (kept === 'gone') return 'gone';
    inBackground(() => attempt({ ...one, tries: 1 }));
    return 'taken';
  }

  async function deliverAll(): Promise<void> {
    await Promise.all([...last].filter(({ dueAt }) => dueAt <= clock()).map(attemptLast));
    for (let isMore = true; isMore; ) {
      const due = await letters.take(clock() + TRY_LASTS, MOST_AT_ONCE);
      await Promise.all(due.map((one) => attempt(one).catch(() => {})));
      isMore = due.length === MOST_AT_ONCE;
    }
  }

  return {
    take,
    post: (make) =>
      inBackground(async () => {
        const posted = await make();
        if (posted !== undefined) await take(posted);
      }),
    addressOf,
    sendLast(letter, address) {
      const one: Last = { letter, address, id: randomUUID(), until: clock() + GIVEN_UP_AFTER, tries: 0, dueAt: 0 };
      last.add(one);
      inBackground(() => attemptLast(one));
    },
    async deliver() {
      inBackground(deliverAll);
      await Promise.all(underway);
    },
    get fates() {
      return [...fates.values()];
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
