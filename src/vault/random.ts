import { randomFillSync } from 'node:crypto';

/** A call for randomness costs more than sealing a small value, so it is drawn by the kilobyte. */
const DRAWN = 8192;
let drawn = Buffer.alloc(0);
let used = 0;

/**
 * So many random bytes, at most 8,192. They are a view, and the caller's alone.
 *
 * INVARIANT: every byte is handed out once.
 */
export function freshRandom(length: number): Buffer {
  if (used + length > drawn.length) {
    drawn = randomFillSync(Buffer.allocUnsafeSlow(DRAWN));
    used = 0;
  }
  used += length;
  return drawn.subarray(used - length, used);
}
