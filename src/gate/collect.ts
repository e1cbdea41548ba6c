/** `collect`: decides what of a batch may be held, holds it sealed, and answers for every event and field. */

import type { Values } from '../vault/facts.ts';
import { Fault } from '../vault/fault.ts';
import type { StoredEvent } from '../vault/segment.ts';
import { closedAt } from './close.ts';
import { claimFindables, findablesOf } from './findables.ts';
import type { Batch, Books, Collected, Count } from './gate.ts';
import { OtherVersion } from './other-version.ts';
import { type GateParts, MOST_ATTEMPTS } from './parts.ts';
import type { Sifted } from './sift.ts';
import { standingInForce } from './standing-in-force.ts';

/**
 * Collects a batch. Once this resolves with `collected`, what was stored is durable.
 *
 * The standing at hand decides, and the commit checks under the subject's lock that it still stands; if not, the batch
 * is sifted again by the newer one. See docs/decisions/0002.
 *
 * @throws Fault `storage-unavailable`: it is not known whether the batch was stored, and it may be sent again
 */
export async function collect(parts: GateParts, batch: Batch): Promise<Collected> {
  const { vault, compiled, standings, secrets, hash, clock } = parts;
  const { subject, product, id } = batch;
  const body = batch.body ?? JSON.stringify([secrets.without(batch.events), batch.generation ?? null]);
  const digest = vault.batchDigest(subject, id, body);
  const events = await secrets.hashed(batch.events, batch.touchpoint);

  let standing = await standings.get(subject);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (standing === undefined || standing.tombstone !== null || closedAt(standing.choices) !== undefined)
      return { kind: 'gone' };
    const sifting = {
      touchpoint: batch.touchpoint,
      product,
      events,
      isForm: batch.isForm === true,
      generation: batch.generation,
      standing,
      facts: batch.facts ?? {},
      now: clock(),
    };
    const sifted = parts.sift(sifting);
    const findables = findablesOf(compiled.statement, sifted.facts);
    const claimed = await claimFindables(vault.blind, findables, subject);
    // Nor can a subject that has just been erased claim anything.
    if (claimed.kind === 'taken')
      return (await standingInForce(parts, subject)) === undefined ? { kind: 'gone' } : claimed;

    const committed = await vault.commit({
      subject,
      expected: { generation: standing.generation, statement: hash, stops: parts.stops },
      batch: {
        product,
        // A device makes up the ids of its batches, and could put anything into them.
        id: vault.nameHash(`batch ${id}`),
        digest,
        answer: { books: sifted.books, generation: standing.generation },
        counts: countsOf(sifted, hash),
        refused: sifted.refusals,
      },
      segments: sifted.segments.map(({ category, expiresOn, source, events }) => ({
        category,
        product,
        expiresOn,
        ...(source !== undefined && { source }),
        // Sound: sifting keeps only values that their fields accept, and these came from JSON.
        events: events as readonly StoredEvent[],
      })),
      facts: sifted.facts.map(({ category, values }) => ({ category, product, values: values as Values })),
      figures: sifted.figures,
      consume: sifted.consumed,
      leaf: {
        kind: 'collected',
        detail: { batch: id, product, touchpoint: batch.touchpoint, ...ledgerDetail(sifted) },
      },
    });

    switch (committed.kind) {
      case 'stored':
        if (committed.generation !== standing.generation) standings.forget(subject);
        await claimed.settle();
        if (parts.isAnnounced && product !== '') {
          const { dated } = compiled.statement;
          await parts.continuing.note(standing.owner ?? subject, { hash, dated });
        }
        if (parts.glass.isWatched(subject)) parts.glass.show(subject, parts.see(batch, sifting));
        return { kind: 'collected', repeated: false, books: sifted.books, generation: committed.generation };
      case 'repeated': {
        // Sound: what was recorded for a batch is what this function gave.
        const { books, generation } = committed.answer as { books: Books; generation: number };
        return { kind: 'collected', repeated: true, books, generation };
      }
      case 'conflict':
        return { kind: 'conflict' };
      case 'gone':
        standings.forget(subject);
        return { kind: 'gone' };
      case 'moved':
        if (committed.standing.statement !== hash || committed.standing.stops !== parts.stops) throw new OtherVersion();
        standings.keep(subject, committed.standing);
        standing = committed.standing;
    }
  }
  throw new Fault('storage-unavailable', 'the choices of this subject change too fast', 'send the batch again');
}

/**
 * Names of counts: `events stored collect.playback 3f2a…`, by clause and version of the statement, and `kept activity 3f2a…`, how
 * often something of a category was kept. `/metrics` and the console are made from their sums.
 */
function countsOf({ books, segments, facts }: Sifted, hash: string): { [name: string]: number } {
  const version = shortHash(hash);
  const counts: { [name: string]: number } = {
    'events received': books.received.events,
    'fields received': books.received.fields,
  };
  for (const effect of ['stored', 'withheld', 'refused'] as const) {
    for (const [clause, { events, fields }] of Object.entries(books[effect])) {
      if (events > 0) counts[`events ${effect} ${clause} ${version}`] = events;
      if (fields > 0) counts[`fields ${effect} ${clause} ${version}`] = fields;
    }
  }
  for (const { category, n } of [
    ...segments.map(({ category, events }) => ({ category, n: events.length })),
    ...facts.map(({ category }) => ({ category, n: 1 })),
  ]) {
    const name = `kept ${category} ${version}`;
    counts[name] = (counts[name] ?? 0) + n;
  }
  return counts;
}

/** As much of a hash as tells the versions of one statement apart. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

const ledgerDetail = ({ books, segments, facts }: Sifted) => ({
  books,
  categories: [...new Set([...segments, ...facts].map(({ category }) => category))],
});

/** The sum of counts. */
export function total(counts: { readonly [key: string]: Count }): Count {
  const sum = { events: 0, fields: 0 };
  for (const { events, fields } of Object.values(counts)) {
    sum.events += events;
    sum.fields += fields;
  }
  return sum;
}
