/** `open`: reads personal data for a declared purpose, by an actor, and records it before any value leaves. */
import type { Known } from '../decide/compile.ts';
import { endedBy } from '../decide/endings.ts';
import { RESTRICTED } from '../decide/limits.ts';
import { seenUntil } from '../decide/retention.ts';
import { splitPath } from '../statement/clause.ts';
import type { Answer } from '../statement/question.ts';
import { after as spanAfter } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { ExpiryDay } from '../vault/expiry.ts';
import type { SubjectStanding } from '../vault/standing.ts';
import { choicesAt } from './choices-at.ts';
import { closedAt } from './close.ts';
import type { Item, Opened, Opening, Range, SubjectId } from './gate.ts';
import { narrowing } from './old-data.ts';
import { OtherVersion } from './other-version.ts';
import { type GateParts, MOST_ATTEMPTS } from './parts.ts';

const DAY = 86_400_000;
const MOST_ITEMS = 500;

/** Whether a field of a category, from a source, may be seen. */
type MaySee = (category: string, field: string, source: string | null) => Answer;

/** The day from which it is gone: the statement's, or before that by a span of the person's own. */
const endsBy = (expiresOn: ExpiryDay, at: number, goesAfter: readonly string[]): ExpiryDay =>
  goesAfter.map((span) => dayOf(spanAfter(at, span))).reduce((a, b) => (a === 'open' || b < a ? b : a), expiresOn);

/** Opens what a purpose may see of a subject; `undefined` when there is no such subject (any more). */
export async function open(parts: GateParts, opening: Opening): Promise<Opened | undefined> {
  const { vault, compiled, heritage, standings, hash, clock } = parts;
  const { subject, purpose, actor, because } = opening;
  // Seeing all that is held is a right of the person, not a purpose of ours.
  if (purpose === 'self' && actor !== 'self') return { effect: 'refused', because: 'undeclared-purpose' };
  if (actor.startsWith('staff:') && !mayStaffOpen(compiled.statement, purpose, because))
    return { effect: 'refused', because: 'undeclared-purpose' };

  let standing = await standings.get(subject);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (standing === undefined || standing.tombstone !== null) return undefined;
    // What somebody does with their own account is their own view of it: what they had restricted is theirs still.
    const { [RESTRICTED]: restricted, ...others } = choicesAt(compiled.statement, standing.choices, clock());
    const choices = actor === 'self' || restricted === undefined ? others : { ...others, [RESTRICTED]: restricted };
    const maySee = seeing(parts, opening, standing, compiled.know({ choices, facts: {} }));
    const asked = expand(parts, opening.data);
    const answers = asked.map(({ category, field }) => maySee(category, field, null));
    const permitted = asked.filter((_, index) => answers[index]?.effect === 'permitted');
    const first = answers.find((answer) => answer.effect === 'permitted');
    if (first?.effect !== 'permitted')
      return (answers[0] as Opened) ?? { effect: 'refused', because: 'undeclared-use' };

    const categories = [...new Set(permitted.map(({ category }) => category))];
    const recorded = await vault.recordOpening({
      subject,
      expected: { generation: standing.generation, statement: hash },
      leaf: { kind: 'opened', detail: { purpose, actor, because: because ?? null, clause: first.clause, categories } },
    });
    if (recorded.kind === 'gone') return undefined;
    if (recorded.kind === 'moved') {
      if (recorded.standing.statement !== hash) throw new OtherVersion();
      standings.keep(subject, recorded.standing);
      standing = recorded.standing;
      continue;
    }
    const fieldsOf = permittedFields(permitted, maySee);
    const life = { closedAt: closedAt(standing.choices), connectedAt: recorded.connectedAt };
    const ended = endedBy(heritage, standing.kind, life, clock());
    const living = categories.filter((category) => !ended.has(category));
    const narrow = narrowing(parts, opening, standing);
    return {
      effect: 'permitted',
      clause: first.clause,
      ...(await readFacts(parts, subject, living, fieldsOf, narrow)),
      ...readHistory(parts, opening, living, fieldsOf, narrow),
    };
  }
  return undefined;
}

/** People who work here open for the purposes that the statement has them open for, and for a case. */
const mayStaffOpen = ({ words }: Statement, purpose: string, because: string | undefined): boolean =>
  Object.hasOwn(words.purposes, purpose) && words.purposes[purpose]!.byStaff === true && (because ?? '').trim() !== '';

/** Decides field by field. A person sees all that is held about them but secrets, which nobody can see. */
function seeing(parts: GateParts, { purpose }: Opening, standing: SubjectStanding, known: Known): MaySee {
  const { compiled, heritage } = parts;
  if (purpose !== 'self') {
    return (category, field, source) =>
      compiled.open({ purpose, category, field, ...(source !== null && { source }) }, known);
  }
  const { data } = heritage.words;
  return (category, field) => {
    const declared = Object.hasOwn(data, category) ? data[category] : undefined;
    const type = declared && Object.hasOwn(declared.fields, field) ? declared.fields[field]?.type : undefined;
    const isTheirs = declared?.of === standing.kind && type !== undefined && type !== 'secret';
    return isTheirs ? SEES_OWN : { effect: 'refused', because: 'undeclared-use' };
  };
}

const SEES_OWN: Answer = Object.freeze({ effect: 'permitted', clause: 'requests.access' });

/** Categories and paths as single fields. */
function expand({ heritage }: GateParts, data: readonly string[]): { category: string; field: string }[] {
  return data.flatMap((path) => {
    const { category, field } = splitPath(path);
    if (field !== undefined) return [{ category, field }];
    const declared = heritage.words.data;
    const fields = Object.hasOwn(declared, category) ? Object.keys(declared[category]!.fields) : [''];
    return fields.map((one) => ({ category, field: one }));
  });
}

/** The fields of a category that were asked for and are permitted, for data of a source. */
type FieldsOf = (category: string, source: string | null) => ReadonlySet<string>;

/** Decides once a category and source. */
function permittedFields(permitted: readonly { category: string; field: string }[], maySee: MaySee): FieldsOf {
  const known = new Map<string, ReadonlySet<string>>();
  return (category, source) => {
    const key = JSON.stringify([category, source]);
    let fields = known.get(key);
    if (fields === undefined) {
      const own = permitted.filter((one) => one.category === category).map(({ field }) => field);
      fields = new Set(
        own.filter((field) => source === null || maySee(category, field, source).effect === 'permitted'),
      );
      known.set(key, fields);
    }
    return fields;
  };
}

async function readFacts(
  { vault, heritage }: GateParts,
  subject: SubjectId,
  categories: readonly string[],
  fieldsOf: FieldsOf,
  narrow: ReturnType<typeof narrowing>,
): Promise<Pick<Extract<Opened, { effect: 'permitted' }>, 'facts' | 'written'>> {
  const current = categories.filter((category) => heritage.words.data[category]?.current);
  if (current.length === 0) return { facts: {}, written: {} };
  const facts: { [category: string]: { [product: string]: { readonly [field: string]: unknown } } } = {};
  const written: { [category: string]: { readonly [product: string]: string } } = {};
  for (const { category, product, values, statement } of await vault.readFacts(subject, current)) {
    const now = fieldsOf(category, null);
    const old = await narrow(statement);
    const seen = only(values, old?.(now, { category, source: null }) ?? now);
    if (seen === undefined) continue;
    const products = facts[category] ?? {};
    products[product] = seen;
    facts[category] = products;
    written[category] = { ...written[category], [product]: statement };
  }
  return { facts, written };
}

function readHistory(
  { vault, compiled, heritage, clock }: GateParts,
  { subject, purpose }: Opening,
  permitted: readonly string[],
  fieldsOf: FieldsOf,
  narrow: ReturnType<typeof narrowing>,
): Pick<Extract<Opened, { effect: 'permitted' }>, 'history' | 'stream'> {
  const happened = permitted.filter((category) => !heritage.words.data[category]?.current);

  const isPast = (category: string, at: number) => {
    const end = seenUntil(compiled.statement, purpose, category, at);
    return end !== 'open' && clock() >= end;
  };

  /** The items of one segment after another, with the cursor behind them. */
  async function* read({ categories, product, from, to, after, limit }: Range) {
    const wanted = categories === undefined ? happened : happened.filter((category) => categories.includes(category));
    if (wanted.length === 0) return;
    const segments = vault.readSegments(subject, {
      categories: wanted,
      order: 'newest',
      ...(limit !== undefined && { limit }),
      ...(product !== undefined && { product }),
      ...(from !== undefined && { fromDay: dayOf(from) }),
      ...(to !== undefined && { toDay: dayOf(to) }),
      ...(after !== undefined && { after }),
    });
    for await (const segment of segments) {
      const { id, events, cursor, category, product, statement, source, expiresOn, goesAfter } = segment;
      const items: Item[] = [];
      const fields = fieldsOf(category, source);
      const old = await narrow(statement);
      // Newest first, and what is newer is seen longer: where the last is not past, none is.
      const somePast = isPast(category, events.at(-1)!.at);
      for (const { event, at, data, position } of events) {
        if ((from !== undefined && at < from) || (to !== undefined && at >= to)) continue;
        if (somePast && isPast(category, at)) continue;
        // Sound: events are held as objects of fields, see `collect`.
        const kept = only(data as Item['data'], old?.(fields, { category, source, at }) ?? fields);
        if (kept === undefined) continue;
        const origin = source === null ? {} : { source };
        items.push({
          id: `${id}.${position}`,
          category,
          product,
          event,
          at,
          data: kept,
          clause: `collect.${event}`,
          statement,
          ends: endsBy(expiresOn, at, goesAfter),
          ...origin,
        });
      }
      yield { items, cursor, read: events.length };
    }
  }

  return {
    async history(range) {
      const most = Math.min(range.limit ?? 100, MOST_ITEMS);
      const items: Item[] = [];
      let after = range.after;
      for (;;) {
        let seen = 0;
        for await (const part of read({ ...range, after, limit: most - items.length })) {
          items.push(...part.items);
          after = part.cursor;
          seen += part.read;
        }
        // Where items were left out, the page is filled from further on.
        if (seen === 0 || after === undefined) return { items };
        if (items.length >= most) return { items, next: after };
      }
    },
    async *stream(range) {
      for await (const { items } of read(range)) if (items.length > 0) yield items;
    },
  };
}

const dayOf = (instant: number): string => new Date(Math.floor(instant / DAY) * DAY).toISOString().slice(0, 10);

/** The members with these names, the object itself where it has no others; `undefined` when there are none. */
function only(values: { readonly [field: string]: unknown }, fields: ReadonlySet<string>) {
  const names = Object.keys(values);
  if (names.length > 0 && names.every((name) => fields.has(name))) return values;
  const kept = names.filter((name) => fields.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept.map((name) => [name, values[name]]));
}
