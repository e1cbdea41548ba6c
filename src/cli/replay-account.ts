/** A replay as people read it. */
import type { Count } from '../gate/gate.ts';
import type { Account, FileAccount } from '../touchpoints/replay/replay.ts';
import { sumCounts } from '../touchpoints/replay/sum-books.ts';
import type { RefusalKind } from './replay-world.ts';

export interface ToldReplay extends Account {
  /** RFC 3339. */
  readonly at: string;
  readonly refusals: readonly RefusalKind[];
}

const EFFECTS = ['stored', 'withheld', 'refused'] as const;

/** Why the gate refuses, in words. */
const REASONS: { readonly [reason: string]: string } = {
  'undeclared-field': 'the statement takes no such field with that event',
  'undeclared-event': 'the statement knows no such event',
  'undeclared-touchpoint': 'that event does not arise there',
  'bad-value': 'the value does not fit its field',
  'bad-time': 'the time is no time',
  'future-time': 'the time lies ahead',
  'missing-field': 'a field that the event must have is missing',
  malformed: 'it can’t be read',
  empty: 'there is nothing in it',
};

/** Whether every event that was sent, and every field, is stored, withheld or refused: once. */
export function areExact({ books, sent }: Account): boolean {
  const { events, fields } = sumCounts(EFFECTS.map((effect) => sumCounts(Object.values(books[effect]))));
  return books.received.events === sent && events === sent && fields === books.received.fields;
}

/** The whole account. Neither values nor names that the statement does not know are in it. */
export function tellReplay(told: ToldReplay, isVerbose: boolean): string {
  const { files, books, at, refusals } = told;
  const unknown = files.reduce((sum, file) => sum + file.unknown, 0);
  const notes = [...new Set(files.flatMap(({ kinds, notes }) => notes.map((note) => `${kinds.join(', ')}: ${note}`)))];
  return [
    `${amount(files.length, 'capture')} at ${at}, as the data of one household with usage data on`,
    '',
    ...table(files, isVerbose),
    '',
    equation('events', told),
    equation('fields', told),
    areExact(told) ? 'The books are exact.' : 'The books are NOT exact: please report this.',
    ...EFFECTS.flatMap((effect) => section(effect, books[effect])),
    ...(refusals.length === 0
      ? []
      : ['', 'refused, by the type of the value (at most 100 names of a batch are recorded)']),
    ...refusals.map(({ reason, type, n }) => `  ${reason.padEnd(28)} ${type.padEnd(8)} ${number(n, 8)}`),
    ...(unknown === 0 ? [] : ['', `of no known kind: ${number(unknown)}; nothing of these reached the gate`]),
    ...notes.flatMap((note) => ['', note]),
  ].join('\n');
}

function table(files: readonly FileAccount[], isVerbose: boolean): string[] {
  const width = Math.max(7, ...files.map(({ file }) => file.length));
  const head = ['events:  received', 'stored', 'withheld', 'refused'].map((name) => name.padStart(9)).join(' ');
  return [
    `${'capture'.padEnd(width)}  ${'kind'.padEnd(18)} ${head}`,
    ...files.flatMap((file) => {
      const counts = [file.books.received, ...EFFECTS.map((effect) => sumCounts(Object.values(file.books[effect])))];
      const figures = file.unknown > 0 && counts[0]?.events === 0 ? [] : counts.map(({ events }) => number(events, 9));
      const [first = '', ...rest] = figures;
      const line = `${file.file.padEnd(width)}  ${kindOf(file).padEnd(18)} ${[first.padStart(17), ...rest].join(' ')}`;
      return [line.trimEnd(), ...(isVerbose ? details(file) : [])];
    }),
  ];
}

const kindOf = ({ kinds, malformed, unknown }: FileAccount): string =>
  [...kinds, ...(malformed > 0 ? ['malformed'] : []), ...(unknown > 0 ? ['unknown kind'] : [])].join(', ') || 'nothing';

const details = ({ books }: FileAccount): string[] =>
  EFFECTS.flatMap((effect) =>
    Object.entries(books[effect]).map(([key, count]) => `    ${effect.padEnd(9)} ${key.padEnd(26)} ${both(count)}`),
  );

function section(effect: string, counts: { readonly [key: string]: Count }): string[] {
  const lines = Object.entries(counts)
    .sort(([, a], [, b]) => b.fields - a.fields || b.events - a.events)
    .map(([key, count]) => {
      const why =
        effect === 'refused' ? REASONS[key] : key.startsWith('keep.') ? 'past the time it may be kept' : undefined;
      return `  ${key.padEnd(28)} ${both(count)}${why === undefined ? '' : `  ${why}`}`;
    });
  return lines.length === 0 ? [] : ['', effect, ...lines];
}

function equation(what: 'events' | 'fields', { books }: Account): string {
  const parts = EFFECTS.map((effect) => `${number(sumCounts(Object.values(books[effect]))[what])} ${effect}`);
  return `${what}: ${number(books.received[what])} received = ${parts.join(' + ')}`;
}

const both = ({ events, fields }: Count): string => `${number(events, 8)} events ${number(fields, 8)} fields`;
const number = (n: number, width = 0): string => n.toLocaleString('en').padStart(width);
const amount = (n: number, what: string): string => `${number(n)} ${what}${n === 1 ? '' : 's'}`;
