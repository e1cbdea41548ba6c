import type { Collected } from './collector.ts';
import { Raised } from './database.ts';
import { type ExpiryDay, toDate } from './expiry.ts';
import { type FactPlace, openFacts, sealFact, type Values } from './facts.ts';
import { Fault } from './fault.ts';
import { type Counted, markOf, summed } from './figures.ts';
import { type KeyName, unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { rowId } from './row-id.ts';
import type { Key } from './seal.ts';
import { type Entry, LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';
import { type SegmentPlace, sealSegment, segmentKey } from './sealed-segment.ts';
import type { StoredEvent } from './segment.ts';
import { readStanding, type SubjectStanding, standingAfter } from './standing.ts';

/** All that one collection writes, decided before. */
export interface Write {
  readonly subject: string;
  /** What the decision rested on. If it is no longer so, nothing is written. */
  readonly expected: { readonly generation: number; readonly statement: string; readonly stops?: number };
  /** How a repetition is known, and what it is answered. `digest` is keyed: see `batchDigest`. */
  readonly batch?: {
    readonly product: string;
    readonly id: string;
    readonly digest: Buffer;
    readonly answer: object;
    /** Whole numbers by name; `counts()` gives their sums over all batches. */
    readonly counts: { readonly [name: string]: number };
    readonly refused: readonly object[];
  };
  readonly segments: readonly {
    readonly category: string;
    readonly product: string;
    readonly expiresOn: ExpiryDay;
    /** Who gave us the data, if not the subject. */
    readonly source?: string;
    readonly events: readonly StoredEvent[];
  }[];
  /** Merged, field by field, into what is there. `product` is empty for what is true of the subject itself. */
  readonly facts: readonly { readonly category: string; readonly product: string; readonly values: Values }[];
  readonly figures: readonly Counted[];
  /** One-time permissions that this uses up. They go off, which raises the generation. */
  readonly consume: readonly string[];
  readonly leaf: Entry;
}

export type Committed =
  | { readonly kind: 'stored'; readonly leaf: number; readonly generation: number }
  /** The same batch was stored before: this was the answer. */
  | { readonly kind: 'repeated'; readonly answer: object }
  /** Another body was stored under the batch's id. */
  | { readonly kind: 'conflict' }
  /** The subject stands otherwise than expected, or a fact was changed meanwhile. Decide again. */
  | { readonly kind: 'moved'; readonly standing: SubjectStanding }
  /** The subject was erased. */
  | { readonly kind: 'gone' };

/**
 * Writes one collection, all of it or nothing, in one round trip, which it may share with others; one more where facts
 * are merged. When it resolves with `stored`, it is on disk.
 *
 * @throws Fault `subject-unknown`, or what a database throws; after `storage-unavailable` it is not known whether it was
 *   stored, and the same batch may be sent again
 */
export async function commit(parts: Parts, write: Write): Promise<Committed> {
  const values = await prepare(parts, write);
  if (values === 'gone') return { kind: 'gone' };
  const outcome = await run(parts, write, values);
  if (outcome === 'overtaken') {
    const standing = await readStanding(parts, write.subject);
    return standing && standing.tombstone === null ? { kind: 'moved', standing } : { kind: 'gone' };
  }
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'stored', leaf: Number(outcome.leaf), generation: outcome.generation };
    case 'repeated':
      return { kind: 'repeated', answer: outcome.answer };
    case 'moved':
      return { kind: 'moved', standing: await standingAfter(parts, write.subject, outcome) };
    case 'conflict':
    case 'gone':
      return { kind: outcome.kind };
    case 'unknown':
      throw unknownSubject();
  }
}

/** `overtaken` if a fact was changed meanwhile. */
async function run(parts: Parts, write: Write, values: readonly unknown[]): Promise<Collected | 'overtaken'> {
  const days = write.segments.map((segment) => segment.expiresOn);
  for (let attempt = 1; ; attempt += 1) {
    await parts.months.ensure(days);
    try {
      return await parts.collect({ subject: write.subject, alone: write.consume.length > 0, values });
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      if (error.state === 'SO001') return 'overtaken';
      // A partition that was known is gone: the month was swept by another process.
      if (attempt === 2) throw new Fault('storage-failed', `the database refused a row (${error.state})`, 'report it');
      parts.months.forget();
    }
  }
}

/** The parameters of `collect_commit`, sealed. INVARIANT: as many as `PARAMETERS` of `collector.ts`. */
async function prepare(parts: Parts, write: Write): Promise<readonly unknown[] | 'gone'> {
  const { subject, expected, batch, consume } = write;
  const now = parts.clock();
  const pieces = write.segments.flatMap((segment) => piecesOf(segment, write, now));
  const facts = mergedByPlace(write.facts);
  const factKey = (category: string): KeyName => ({ category, month: '' });
  const keys = await parts.keyring.mint(subject, [
    LEDGER_KEY,
    ...pieces.map(({ place }) => segmentKey(place)),
    ...facts.map(({ category }) => factKey(category)),
  ]);
  if (keys === 'destroyed') return 'gone';
  const [ledgerKey, ...others] = keys;
  const sealed = pieces.map(({ place, events }, k) => sealSegment(others[k]!, place, events));
  const factKeys = new Map(facts.map(({ category }, k) => [category, others[pieces.length + k]!]));
  const written = facts.length > 0 ? await merge(parts, write, facts, factKeys) : [];
  const figures = summed(write.figures);
  const marks = await Promise.all(figures.map((figure) => markOf(parts.keyring, figure, subject)));
  const leaf = sealLeaf(ledgerKey!, subject, write.leaf, now);
  let start = 1;
  const starts = sealed.map(({ length }) => {
    start += length;
    return start - length;
  });
  const orNull = <T>(list: readonly T[]) => (list.length > 0 ? list : null);
  const ofPieces = <T>(column: (place: SegmentPlace) => T) => orNull(pieces.map(({ place }) => column(place)));
  return [
    subject,
    expected.generation,
    expected.statement,
    new Date(now).toISOString(),
    batch?.product ?? null,
    batch?.id ?? null,
    batch?.digest ?? null,
    batch ? JSON.stringify(batch.answer) : null,
    batch ? JSON.stringify(batch.counts) : null,
    batch && batch.refused.length > 0 ? JSON.stringify(batch.refused) : null,
    ofPieces((place) => place.id),
    ofPieces((place) => toDate(place.expiresOn)),
    ofPieces((place) => place.generation),
    orNull(pieces.map(({ events }) => events.length)),
    ofPieces((place) => place.category),
    ofPieces((place) => place.product),
    ofPieces((place) => place.source),
    orNull(starts),
    orNull(sealed.map(({ length }) => length)),
    // One parameter for them all: binary, where members of an array would be sent as hexadecimal text.
    sealed.length > 0 ? (sealed.length === 1 ? sealed[0] : Buffer.concat(sealed)) : null,
    orNull(facts.map(({ category }) => category)),
    orNull(facts.map(({ product }) => product)),
    orNull(written.map(({ version }) => version)),
    orNull(written.map((fact) => fact.sealed)),
    orNull(figures.map(({ figure }) => figure)),
    orNull(figures.map(({ period }) => period)),
    orNull(figures.map(({ value }) => value)),
    orNull(marks),
    orNull(figures.map(({ n }) => n)),
    orNull(consume),
    leaf.body,
    leaf.sealed,
    expected.stops ?? 0,
  ];
}

/** A segment has one generation; events of several are several segments. */
function piecesOf(segment: Write['segments'][number], { subject, expected }: Write, now: number) {
  const { category, product, expiresOn, source = null, events } = segment;
  const generations: number[] = [];
  for (const event of events) if (!generations.includes(event.generation)) generations.push(event.generation);
  return generations.map((generation) => ({
    place: { subject, id: rowId(now), expiresOn, category, product, source, generation, statement: expected.statement },
    events: generations.length === 1 ? events : events.filter((event) => event.generation === generation),
  }));
}

/** One entry a category and product, in a fixed order, so that two commits never wait for each other in a ring. */
function mergedByPlace(facts: Write['facts']) {
  const places = new Map<string, Write['facts'][number]>();
  for (const fact of facts) {
    const name = JSON.stringify([fact.category, fact.product]);
    places.set(name, { ...fact, values: { ...places.get(name)?.values, ...fact.values } });
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
}

async function merge(parts: Parts, write: Write, facts: Write['facts'], keys: ReadonlyMap<string, Key>) {
  const { subject, expected } = write;
  const held = await openFacts(parts.vault, subject, [...keys.keys()], async (categories) =>
    categories.map((category) => keys.get(category)),
  );
  return facts.map(({ category, product, values }) => {
    const before = held.find((fact) => fact.category === category && fact.product === product);
    const version = (before?.version ?? 0) + 1;
    const place: FactPlace = { subject, category, product, version, statement: expected.statement };
    return { version, sealed: sealFact(keys.get(category)!, place, { ...before?.values, ...values }) };
  });
}
