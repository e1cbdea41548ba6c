/** What the ledger has about a person, in words. */
import type { Statement } from '../statement/statement.ts';
import { own } from './own.ts';
import { dataWords, dateWords, listWords, says, sentence } from './phrase.ts';

/** An entry of the ledger: its kind, and the particulars that its kind has. */
export interface RecordedEntry {
  readonly kind: string;
  readonly detail: object;
}

type Particulars = { readonly [name: string]: unknown };

/** How each kind is told. One that is not here is told by its name. */
const TOLD: { readonly [kind: string]: (statement: Statement, detail: Particulars) => string } = {
  collected: ({ words }, { touchpoint, books }) => {
    const { received, stored = {}, withheld = {}, refused = {} } = (books ?? {}) as Books;
    const counts = (
      [
        ['kept', stored],
        ['withheld', withheld],
        ['refused', refused],
      ] as const
    )
      .map(([name, all]) => [name, sum(all)] as const)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`);
    const came = `${countOf(received?.events ?? 0, 'event')} came from ${says(words.touchpoints, text(touchpoint))}`;
    return counts.length === 0 ? came : `${came}: ${listWords(counts)}`;
  },
  opened: (statement, { purpose, categories, actor, because }) => {
    const { words } = statement;
    const what = Array.isArray(categories) ? categories.map((one) => dataWords(statement, text(one))) : [];
    const why = purpose === 'self' ? 'you looked at it yourself' : says(words.purposes, text(purpose));
    const [who, role = ''] = text(actor).split('/')[0]!.split(':');
    const by = who === 'staff' ? ` by somebody who works for us (${role}), for ${text(because)}` : '';
    return `${listWords(what) || 'data'} was opened${by}: ${why}`;
  },
  chosen: ({ words }, { choice, state }) => {
    const [name = '', party] = text(choice).split('/');
    return `${says(words.choices, name)}${party === undefined ? '' : ` (${party})`} was turned ${text(state)}`;
  },
  'continued-use': (_, { dated }) =>
    `you went on using your products under the version of the statement dated ${dateWords(text(dated))}`,
  'written-to': ({ messages }, { message, fate }) => {
    const clause = messages[text(message)];
    const what = clause === undefined ? 'a letter' : `a letter (${clause.says})`;
    return `${what} ${BECAME[text(fate)] ?? 'was written to you'}`;
  },
  request: ({ requests }, { of, step, outcome }) => {
    if (of === 'child') return `a report that this account is a child’s: ${REPORTED[text(step)] ?? text(step)}`;
    const asked = Object.entries(requests).find(([kind]) => kind === of)?.[1]?.says ?? text(of);
    const how = step === 'part' ? ` (${text(outcome).replaceAll('-', ' ')})` : '';
    return `your request to ${asked}: ${own(STEPS, text(step)) ?? text(step)}${how}`;
  },
  exported: () => 'all that is held about you was made ready to take along',
  limited: ({ words }, { limit, purpose, category, state }) => {
    const isOn = state === 'on';
    switch (limit) {
      case 'objection':
        return `you ${isOn ? 'objected' : 'no longer object'} to this use: ${says(words.purposes, text(purpose))}`;
      case 'pause':
        return `you ${isOn ? 'paused' : 'went on with'} ${says(words.data, text(category))}`;
      default:
        return isOn ? 'you had your data left alone' : 'your data is no longer left alone';
    }
  },
  deleted: (statement, { categories, item }) => {
    const what = Array.isArray(categories) ? categories.map((one) => dataWords(statement, text(one))) : [];
    return `you deleted ${item === undefined ? '' : 'one item of '}${listWords(what) || 'what happened'}`;
  },
  'deletion-undone': () => 'you had back what you deleted',
  'auto-deletion-set': (statement, { category, olderThan }) =>
    `you had ${dataWords(statement, text(category))} deleted by itself, where it is older than ${text(olderThan)}`,
  'auto-deletion-lifted': (statement, { category }) =>
    `you had ${dataWords(statement, text(category))} no longer deleted by itself`,
  'account-closed': () => 'your account was closed',
  'account-reopened': () => 'your account was opened again',
  'hold-added': (statement, { categories, reason, until }) => {
    const what = Array.isArray(categories) ? categories.map((one) => dataWords(statement, text(one))) : [];
    return `a legal hold was put on ${listWords(what) || 'all of your data'} until ${text(until).slice(0, 10)}: ${text(reason)}`;
  },
  'hold-lifted': () => 'a legal hold was lifted',
};

/** What became of a letter. */
const BECAME: { readonly [fate: string]: string } = {
  sent: 'went to your address',
  withheld: 'was kept back: you chose not to have it',
  lost: 'could not be delivered',
};

/** What each step of a request is called; what it was about goes before. */
const STEPS: { readonly [step: string]: string } = {
  received: 'you asked for it',
  confirmed: 'it was confirmed that it was you who asked',
  begun: 'it was begun, and can’t be stopped any more',
  part: 'a part of it was looked at',
  retried: 'a part of it was tried again',
  extended: 'it takes longer, and you were told why',
  reminded: 'somebody was reminded that it is due',
  overdue: 'it was not answered in time',
  noted: 'something was noted about it',
  seen: 'somebody who answers requests looked at it',
  done: 'it was answered',
  refused: 'it was refused, and you were told why',
  cancelled: 'you took it back',
  lapsed: 'nobody confirmed who asked, and it was let go',
};

const REPORTED: { readonly [step: string]: string } = {
  ...STEPS,
  received: 'it came',
  part: 'it was looked at',
  extended: 'it takes longer',
  refused: 'it was found to be wrong',
};

interface Books {
  readonly received?: { readonly events: number };
  readonly stored?: Counts;
  readonly withheld?: Counts;
  readonly refused?: Counts;
}
type Counts = { readonly [clause: string]: { readonly events: number } };

export function entryWords(statement: Statement, { kind, detail }: RecordedEntry): string {
  const tell = Object.hasOwn(TOLD, kind) ? TOLD[kind] : undefined;
  return sentence(tell?.(statement, detail as Particulars) ?? kind.replaceAll('-', ' '));
}

const sum = (counts: Counts): number => Object.values(counts).reduce((all, { events }) => all + events, 0);
const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
