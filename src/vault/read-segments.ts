import { concerns, isMeant } from './deletion-scope.ts';
import { deletionsOf } from './deletions.ts';
import { dayOf, type ExpiryDay, fromDate } from './expiry.ts';
import { lastKnown } from './known-time.ts';
import type { Parts } from './parts.ts';
import { firstRowId } from './row-id.ts';
import { type SegmentPlace, segmentKey, unsealSegment } from './sealed-segment.ts';
import { isHole, type StoredEvent } from './segment.ts';

/** Which of a subject's events to read. All, oldest first, when nothing is said. */
export interface Reading {
  readonly categories?: readonly string[];
  readonly product?: string;
  /** The first and the last UTC day on which the events happened. */
  readonly fromDay?: string;
  readonly toDay?: string;
  readonly order?: 'oldest' | 'newest';
  /** The cursor of what was read last. */
  readonly after?: string;
  /** How many events at most. */
  readonly limit?: number;
}

/** An event, with its place in its segment, by which it is deleted. */
export interface ReadEvent extends StoredEvent {
  readonly position: number;
}

/** Events that were collected together, in the order of their times. */
export interface ReadSegment {
  readonly id: string;
  readonly category: string;
  readonly product: string;
  readonly source: string | null;
  readonly statement: string;
  readonly expiresOn: ExpiryDay;
  /** Spans of the person's own, after which it goes before. */
  readonly goesAfter: readonly string[];
  readonly events: readonly ReadEvent[];
  /** Reading `after` it goes on behind the last of these events. */
  readonly cursor: string;
}

type Row = Omit<SegmentPlace, 'subject' | 'expiresOn'> & { expires_on: string; sealed: Buffer };

const DAY = 86_400_000;
/** INVARIANT: the gate refuses events from further in the future, so none arrived so long before it happened. */
const MOST_AHEAD = 2 * DAY;
/**
 * Segments of one round trip: few at first, since most readers want a page of items, and twice as many each time, up to a
 * few hundred kilobytes, so that an export of any size needs the memory of one round trip.
 */
const FIRST_PAGE = 12;
const LARGEST_PAGE = 200;

/**
 * Reads what happened, a segment at a time in the order of arrival. Nothing that has expired is given, swept or not, nor when the clock is
 * set back;
 * nothing at all once the subject is erased; nothing whose key is destroyed.
 *
 * @throws Fault `storage-damaged` if a segment is not what was sealed
 */
export async function* readSegments(
  { vault, keyring, clock }: Parts,
  subject: string,
  reading: Reading = {},
): AsyncGenerator<ReadSegment, void, void> {
  const isNewest = reading.order === 'newest';
  const from = reading.fromDay === undefined ? Number.NEGATIVE_INFINITY : Date.parse(reading.fromDay);
  const to = reading.toDay === undefined ? Number.POSITIVE_INFINITY : Date.parse(reading.toDay) + DAY;
  let left = reading.limit ?? Number.POSITIVE_INFINITY;
  let { id, skip } = parseCursor(reading.after);
  const earliest = Number.isFinite(from) ? firstRowId(from - MOST_AHEAD) : null;

  const deletions = await deletionsOf({ vault }, subject);
  const now = deletions.some(({ state }) => state === 'rolling') ? await lastKnown({ vault, clock }) : clock();

  let page = FIRST_PAGE;
  while (left > 0) {
    const rows: Row[] = await vault.query<Row>(
      isNewest ? NEWEST : OLDEST,
      [
        subject,
        dayOf(clock()),
        id ?? null,
        skip > 0,
        reading.categories ?? null,
        reading.product ?? null,
        earliest,
        page,
      ],
      isNewest ? 'segments-newest' : 'segments-oldest',
    );
    const places = rows.map(({ expires_on, sealed: _, ...row }) => ({
      ...row,
      subject,
      expiresOn: fromDate(expires_on),
    }));
    const keys = await keyring.find(subject, places.map(segmentKey));
    for (const [k, place] of places.entries()) {
      const key = keys[k];
      const done = place.id === id ? skip : 0;
      id = place.id;
      skip = 0;
      if (!key) continue;
      const all = inOrder(placed(unsealSegment(key, place, rows[k]!.sealed)), isNewest);
      const about = deletions.filter(
        ({ scope }) => scope.item?.segment === id || concerns(scope, place.category, place.product),
      );
      const events: ReadEvent[] = [];
      let read = done;
      for (; read < all.length && events.length < left; read += 1) {
        const event = all[read]!;
        if (event.at < from || event.at >= to || isHole(event)) continue;
        if (about.some((one) => isMeant(one, place, event.position, event.at, now))) continue;
        events.push(event);
      }
      left -= events.length;
      if (events.length === 0) continue;
      const { category, product, source, statement, expiresOn } = place;
      const goesAfter = about.flatMap(({ state, scope }) => (state === 'rolling' ? (scope.olderThan ?? []) : []));
      yield { id, category, product, source, statement, expiresOn, goesAfter, events, cursor: `${id}.${read}` };
      if (left === 0) return;
    }
    if (rows.length < page) return;
    page = Math.min(2 * page, LARGEST_PAGE);
  }
}

const select = (beyond: '>' | '<', order: 'asc' | 'desc') =>
  `select g.id, g.expires_on::text, g.category, g.product, g.source, g.generation, g.sealed,
      (select hash from statements where n = g.statement) as statement
    from segments g
    where g.subject = $1 and g.expires_on > greatest($2::date, (select through from known_time))
      and ($3::uuid is null or g.id ${beyond} $3 or ($4 and g.id = $3))
      and ($5::text[] is null or g.category = any ($5)) and ($6::text is null or g.product = $6)
      and ($7::uuid is null or g.id >= $7)
      and exists (select from subjects where id = $1 and tombstone is null)
    order by g.id ${order} limit $8`;
const OLDEST = select('>', 'asc');
const NEWEST = select('<', 'desc');

function placed(events: StoredEvent[]): ReadEvent[] {
  // Sound: these were made a moment ago, and are nobody else's; a copy of each would be a tenth of the reading.
  for (let k = 0; k < events.length; k += 1) (events[k] as { position?: number }).position = k;
  return events as ReadEvent[];
}

function inOrder(events: ReadEvent[], isNewest: boolean): ReadEvent[] {
  return events.sort(isNewest ? (a, b) => b.at - a.at : (a, b) => a.at - b.at);
}

function parseCursor(cursor: string | undefined): { id: string | undefined; skip: number } {
  const match = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(cursor ?? '');
  return { id: match?.[1], skip: Number(match?.[2] ?? 0) };
}
