/**
 * Prose by people. Whoever writes it says how things hang together; every fact in it is a slot that a clause
 * fills, so that words and behaviour cannot differ. A name that the statement does not have does not compile.
 */
import { type ClauseId, clauseId } from '../statement/clause.ts';
import { freeze } from '../statement/freeze.ts';
import type { Statement, TypedStatement } from '../statement/statement.ts';
import type { Words } from '../statement/vocabulary.ts';
import { capital, dataWords, keepWords, listWords, quoted, spanWords, startsWords } from './phrase.ts';

/** A fact in a sentence: what it says, where the page tells it in full, and the clause that it speaks for. */
export interface Slot {
  readonly says: string;
  readonly anchor: string;
  readonly clause?: ClauseId;
}
/** A sentence or two, as text and slots. */
export type Said = readonly (string | Slot)[];

/** Prose for a statement, as plain data. */
export interface Wording {
  /** The id and the date of the statement that filled the slots. */
  readonly statement: string;
  readonly dated: string;
  readonly intro: readonly Said[];
  readonly situations: {
    readonly [situation: string]: { readonly collected: readonly Said[]; readonly why: readonly Said[] };
  };
  readonly faq: readonly { readonly asks: string; readonly answers: readonly Said[] }[];
}

type Key<T> = keyof T & string;
type Slots<T> = { readonly [K in Key<T>]: Slot };
type Clause<C, Section> = Section extends keyof C ? C[Section] : Record<never, never>;

/** The slots that a statement fills. */
export interface Filled<W extends Words, C> {
  /** A category: a noun phrase. */
  readonly data: Slots<W['data']>;
  /** One field of a category: a noun phrase. */
  readonly field: { readonly [D in Key<W['data']>]: Slots<W['data'][D]['fields']> };
  /** A purpose: `to …`. */
  readonly purpose: Slots<W['purposes']>;
  /** What a purpose may see: a list of noun phrases. */
  readonly uses: Slots<W['purposes']>;
  readonly recipient: Slots<W['recipients']>;
  readonly region: Slots<W['regions']>;
  readonly source: Slots<W['sources']>;
  /** When something is collected: words that can follow "when". */
  readonly event: Slots<Clause<C, 'collect'>>;
  /** What it takes: a list of noun phrases. */
  readonly takes: Slots<Clause<C, 'collect'>>;
  /** How long a category is held: `13 months after it happened`. */
  readonly keep: Slots<Clause<C, 'keep'>>;
  /** The words beside a switch, in quotation marks. */
  readonly choice: Slots<W['choices']>;
  /** Where a choice stands at first: `on until you turn it off`. */
  readonly starts: Slots<W['choices']>;
  /** What follows from leaving a choice off: a sentence. */
  readonly tells: Slots<W['choices']>;
  /** Why something is given to others, and which data it is. */
  readonly share: Slots<Clause<C, 'share'>>;
  readonly sends: Slots<Clause<C, 'share'>>;
  readonly message: Slots<Clause<C, 'messages'>>;
  readonly cookie: Slots<Clause<C, 'cookies'>>;
  /** By when a request is answered: `within 30 days`. */
  readonly request: Slots<Clause<C, 'requests'>>;
  /** What is told before a request is carried out: a sentence. */
  readonly warns: Slots<Clause<C, 'requests'>>;
  /** `within 1 week`. */
  readonly deadline: Slots<Clause<C, 'deadlines'>>;
  readonly safeguard: Slots<Clause<C, 'transfers'>>;
  readonly figure: Slots<Clause<C, 'figures'>>;
  readonly commitment: Slots<Clause<C, 'commitments'>>;
  /** The name of a contact, its email address, and its postal one. */
  readonly contact: Slots<C extends { contacts: infer T } ? T : Statement['contacts']>;
  readonly email: Slots<C extends { contacts: infer T } ? T : Statement['contacts']>;
  readonly address: Slots<C extends { contacts: infer T } ? T : Statement['contacts']>;
  /** The minimum age in years: `16`. */
  readonly age: Slot;
  /** How long before it takes effect a material change is announced: `30 days`. */
  readonly notice: Slot;
}

/** The slots of a typed statement, for prose that is written in more than one file. */
export type FilledBy<S> = S extends TypedStatement<infer W, infer C> ? Filled<W, C> : never;

/** What an author writes: every situation, and no other. */
export interface Prose<W extends Words> {
  readonly intro: readonly Said[];
  readonly situations: {
    readonly [S in Key<W['situations']>]: { readonly collected: readonly Said[]; readonly why: readonly Said[] };
  };
  readonly faq: readonly { readonly asks: string; readonly answers: readonly Said[] }[];
}

/**
 * A sentence with slots, and with nothing else in its holes. A slot that begins a sentence gets a capital.
 * Throws a `RangeError` on a slot without words, such as the warning of a request that has none.
 *
 * @example
 * say`We keep ${data.order} until ${keep.order}.`
 */
export function say(texts: TemplateStringsArray, ...slots: readonly Slot[]): Said {
  const begins = (before: string, index: number) => (index === 0 && before === '') || /[.?] $/.test(before);
  return texts.flatMap((text, index) => {
    const slot = slots[index];
    if (slot === undefined) return text === '' ? [] : [text];
    if (slot.says === '') throw new RangeError(`${slot.anchor}: the statement has no words for this slot`);
    const filled = begins(text, index) ? { ...slot, says: capital(slot.says) } : slot;
    return text === '' ? [filled] : [text, filled];
  });
}

/** Fills the slots of prose from a statement. The result is frozen plain data. */
export function wording<W extends Words, C>(
  statement: TypedStatement<W, C>,
  write: (slots: Filled<W, C>) => Prose<W>,
): Wording {
  // Sound: `fill` makes one slot for every name that the statement has, and the types take them from the same
  // statement; the tests hold the two to each other.
  const prose = write(fill(statement) as unknown as Filled<W, C>);
  return freeze({ statement: statement.id, dated: statement.dated, ...prose });
}

/** The clauses that prose speaks for. */
export function spoken(prose: Wording): ReadonlySet<ClauseId> {
  const said = [
    ...prose.intro,
    ...Object.values(prose.situations).flatMap(({ collected, why }) => [...collected, ...why]),
    ...prose.faq.flatMap(({ answers }) => answers),
  ].flat();
  return new Set(said.flatMap((one) => (typeof one === 'string' || one.clause === undefined ? [] : [one.clause])));
}

/** The author's own words, sentence by sentence, each with its place; what a slot says stands in a clause. */
export function ownTexts({
  intro,
  situations,
  faq,
}: Wording): readonly { readonly at: string; readonly text: string }[] {
  const each = (at: string, all: readonly Said[]) =>
    all.map((said, index) => ({
      at: `${at}.${index + 1}`,
      text: said.map((one) => (typeof one === 'string' ? one : '…')).join(''),
    }));
  return [
    ...each('wording.intro', intro),
    ...Object.entries(situations).flatMap(([name, { collected, why }]) => [
      ...each(`wording.situations.${name}.collected`, collected),
      ...each(`wording.situations.${name}.why`, why),
    ]),
    ...faq.flatMap(({ asks, answers }, index) => [
      { at: `wording.faq.${index + 1}.asks`, text: asks },
      ...each(`wording.faq.${index + 1}.answers`, answers),
    ]),
  ];
}

function fill(statement: Statement) {
  const { words } = statement;
  const data = (paths: readonly string[]) => listWords(paths.map((path) => dataWords(statement, path)));
  const word = (sort: string, named: { readonly [name: string]: { readonly says: string } }) =>
    each(named, (one, name): Slot => ({ says: one.says, anchor: `${sort}.${name}` }));
  const clause = <T>(
    section: Parameters<typeof clauseId>[0],
    named: { readonly [name: string]: T },
    tell: (one: T, name: string) => string,
  ) =>
    each(named, (one, name): Slot => {
      const id = clauseId(section, name);
      return { says: tell(one, name), anchor: id, clause: id };
    });

  return {
    data: word('data', words.data),
    field: each(words.data, (category, name) =>
      each(category.fields, (field): Slot => ({ says: field.says, anchor: `data.${name}` })),
    ),
    purpose: clause('use', statement.use, (_, name) => words.purposes[name]?.says ?? name),
    uses: clause('use', statement.use, (one) => data(one.data)),
    recipient: word('recipient', words.recipients),
    region: word('region', words.regions),
    source: word('source', words.sources),
    event: clause('collect', statement.collect, (one) => one.says),
    takes: clause('collect', statement.collect, (one) =>
      data(
        Object.entries(one.takes).flatMap(([category, fields]) =>
          fields.map((field) => `${category}.${field.replace('?', '')}`),
        ),
      ),
    ),
    keep: clause('keep', statement.keep, (one, name) => keepWords(statement, name, one)),
    choice: clause('choices', statement.choices, (one) => quoted(one.asks)),
    starts: clause('choices', statement.choices, (one) => startsWords(one.starts)),
    tells: clause('choices', statement.choices, (one) => one.tells),
    share: clause('share', statement.share, (one) => one.says),
    sends: clause('share', statement.share, (one) => data(one.sends)),
    message: clause('messages', statement.messages, (one) => one.says),
    cookie: clause('cookies', statement.cookies, (one) => one.says),
    request: clause('requests', requests(statement), (one) => `within ${spanWords(one.within)}`),
    warns: clause('requests', requests(statement), (one) => one.warns ?? ''),
    deadline: clause('deadlines', statement.deadlines, (one) => `within ${spanWords(one.within)}`),
    safeguard: clause('transfers', statement.transfers, (one) => one.safeguard),
    figure: clause('figures', statement.figures, (one) => one.says),
    commitment: clause('commitments', statement.commitments, (one) => one.says),
    contact: clause('contacts', statement.contacts, (one) => one.name),
    email: clause('contacts', statement.contacts, (one) => one.email),
    address: clause('contacts', statement.contacts, (one) => one.address ?? ''),
    age: { says: String(statement.age.minimum), anchor: 'age', clause: 'age' } satisfies Slot,
    notice: { says: spanWords(statement.changes.notice), anchor: 'changes', clause: 'changes' } satisfies Slot,
  };
}

const requests = ({ requests }: Statement) =>
  Object.fromEntries(Object.entries(requests).flatMap(([kind, one]) => (one === undefined ? [] : [[kind, one]])));

const each = <T, R>(named: { readonly [name: string]: T }, make: (one: T, name: string) => R) =>
  Object.fromEntries(Object.entries(named).map(([name, one]) => [name, make(one, name)]));
