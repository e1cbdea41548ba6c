import { type ExpiryDay, monthOf } from './expiry.ts';
import type { KeyName } from './keyring.ts';
import { type Key, seal, unseal } from './seal.ts';
import { decodeSegment, encodeSegment, type StoredEvent } from './segment.ts';

/** All that stands in the open beside a sealed segment, and is bound to it. */
export interface SegmentPlace {
  readonly subject: string;
  readonly id: string;
  readonly expiresOn: ExpiryDay;
  readonly category: string;
  readonly product: string;
  readonly source: string | null;
  readonly generation: number;
  /** The hash of the statement under which it was collected. */
  readonly statement: string;
}

/** A segment is written once, so its row has one version only. */
const ROW_VERSION = 1;

export const segmentKey = ({ category, expiresOn }: Pick<SegmentPlace, 'category' | 'expiresOn'>): KeyName => ({
  category,
  month: monthOf(expiresOn),
});

export const sealSegment = (key: Key, place: SegmentPlace, events: readonly StoredEvent[]): Buffer =>
  seal(key, boundTo(place), encodeSegment(events));

/** @throws Fault `storage-damaged` if any of the place is not what the segment was sealed with */
export const unsealSegment = (key: Key, place: SegmentPlace, sealed: Buffer): StoredEvent[] =>
  decodeSegment(unseal(key, boundTo(place), sealed), place.generation);

const boundTo = (place: SegmentPlace) => [
  'segment',
  place.subject,
  place.id,
  ROW_VERSION,
  place.expiresOn,
  place.category,
  place.product,
  place.source === null ? 'ours' : `from ${place.source}`,
  place.generation,
  place.statement,
];
