import { dayOf, monthOf } from './expiry.ts';
import { Fault } from './fault.ts';
import { unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { seal, unseal } from './seal.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

/** A letter that waits: whose, and until when it is of use. */
export interface NewLetter {
  readonly subject: string;
  readonly id: string;
  /** What it is written from. Never a word that somebody gave. */
  readonly template: string;
  readonly content: Buffer;
  /** When it is tried next; epoch milliseconds. */
  readonly dueAt: number;
  readonly until: number;
}

export interface DueLetter extends Omit<NewLetter, 'content' | 'dueAt'> {
  /** `undefined` if it does not open: its key is destroyed, or it was altered. */
  readonly content: Buffer | undefined;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** Letters on their way, sealed under their readers' own keys. */
export interface Letters {
  /** Keeps a letter until it has ended: durable once this resolves. Who keeps it tries it first. `gone` if the subject is. */
  readonly keep: (letter: NewLetter) => Promise<'kept' | 'gone'>;
  /** Those that are due, longest waiting first. Each is due again at `next` (epoch milliseconds), if nobody ends it before. */
  readonly take: (next: number, most: number) => Promise<DueLetter[]>;
  /** Puts a letter off. */
  readonly putOff: (letter: Pick<NewLetter, 'subject' | 'id' | 'dueAt'>) => Promise<void>;
  /** Destroys a letter, and records what became of it; `false` if somebody did before. */
  readonly end: (letter: Pick<NewLetter, 'subject' | 'id'>, became: object) => Promise<boolean>;
  /** Destroys every letter that waits for a subject, unsent. */
  readonly forget: (subject: string) => Promise<void>;
}

interface Row {
  readonly subject: string;
  readonly id: string;
  readonly template: string;
  readonly sealed: Buffer;
  readonly until: Date;
  readonly tries: number;
}

/** No category of a statement has such a name. The month is that in which the letter is given up. */
const keyOf = (until: number) => ({ category: ':letters', month: monthOf(dayOf(until)) });
const boundTo = ({ subject, id, template }: Pick<NewLetter, 'subject' | 'id' | 'template'>) => [
  'letter',
  subject,
  id,
  template,
];

export function openLetters({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Letters {
  async function opened({ sealed, ...row }: Row): Promise<DueLetter> {
    const until = row.until.getTime();
    const [key] = await keyring.find(row.subject, [keyOf(until)]);
    return { ...row, until, content: key && openedBy(() => unseal(key, boundTo(row), sealed)) };
  }

  return {
    async keep(letter) {
      const { subject, id, template, content, dueAt, until } = letter;
      const keys = await keyring.mint(subject, [keyOf(until)]);
      if (keys === 'destroyed') return 'gone';
      if (keys[0] === undefined) throw unknownSubject();
      const [row] = await vault.query<{ kept: boolean }>('select keep_letter($1, $2, $3, $4, $5, $6) as kept', [
        subject,
        id,
        template,
        seal(keys[0], boundTo(letter), content),
        new Date(dueAt),
        new Date(until),
      ]);
      return row?.kept ? 'kept' : 'gone';
    },

    async take(next, most) {
      const rows = await vault.query<Row>('select * from take_letters($1, $2, $3)', [
        new Date(clock()),
        new Date(next),
        most,
      ]);
      return Promise.all(rows.map(opened));
    },

    async putOff({ subject, id, dueAt }) {
      await vault.query('update letters set due_at = $3 where subject = $1 and id = $2', [
        subject,
        id,
        new Date(dueAt),
      ]);
    },

    async end({ subject, id }, became) {
      const keys = await keyring.mint(subject, [LEDGER_KEY]);
      // Whose keys are gone is being erased, and the letter with them.
      if (keys === 'destroyed' || keys[0] === undefined) return false;
      const leaf = sealLeaf(keys[0], subject, { kind: 'written-to', detail: became }, clock());
      const [row] = await vault.query<{ ended: boolean }>('select end_letter($1, $2, $3, $4) as ended', [
        subject,
        id,
        leaf.body,
        leaf.sealed,
      ]);
      return row?.ended ?? false;
    },

    async forget(subject) {
      await vault.query('delete from letters where subject = $1', [subject]);
    },
  };
}

/** A letter that was altered is one that can't be read: it must not keep the others from going. */
function openedBy(open: () => Buffer): Buffer | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof Fault && error.code === 'storage-damaged') return undefined;
    throw error;
  }
}
