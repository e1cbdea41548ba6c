import { freshRandom } from './random.ts';

let last = 0;
let sequence = 0;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of epoch milliseconds, a sequence, then randomness. Rows made later by this
 * process sort after rows made earlier; those of different processes do so to the millisecond.
 */
export function rowId(now: number): string {
  sequence = now > last ? 0 : sequence + 1;
  last = sequence > 0xfff ? last + 1 : Math.max(last, now);
  sequence &= 0xfff;
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(sequence, 6);
  freshRandom(8).copy(bytes, 8);
  return format(bytes);
}

/** The smallest id that a row of this moment or later can have. */
export function firstRowId(now: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(0, now), 0, 6);
  return format(bytes);
}

function format(bytes: Buffer): string {
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
