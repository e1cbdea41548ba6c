/**
 * The Merkle tree of RFC 6962, section 2.1. Nothing here holds a tree: it asks for hashes of complete subtrees, wherever
 * these are kept.
 */
import { createHash } from 'node:crypto';

/** The hash of the complete subtree over the leaves from `index · 2^level`, `2^level` of them; level 0 is a leaf's own. */
export type HashSource = (level: number, index: number) => Buffer;

export const HASH_BYTES = 32;
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const hashLeaf = (body: Uint8Array): Buffer => createHash('sha256').update(LEAF).update(body).digest();

export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();

/** The hash of the tree of the first `size` leaves. */
export const rootAt = (hashes: HashSource, size: number): Buffer =>
  size === 0 ? createHash('sha256').digest() : hashOf(hashes, 0, size);

/** What leads from one leaf to the root of the first `size` leaves, from below (2.1.1). */
export function proveInclusion(hashes: HashSource, index: number, size: number): Buffer[] {
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...path(from, middle), hashOf(hashes, middle, to)]
      : [...path(middle, to), hashOf(hashes, from, middle)];
  };
  return path(0, size);
}

/** What shows that the tree of `size` leaves begins with the tree of the first `before` (2.1.2). */
export function proveConsistency(hashes: HashSource, before: number, size: number): Buffer[] {
  const path = (from: number, to: number, isWhole: boolean): Buffer[] => {
    if (to === before) return isWhole ? [] : [hashOf(hashes, from, to)];
    const middle = from + split(to - from);
    return before <= middle
      ? [...path(from, middle, isWhole), hashOf(hashes, middle, to)]
      : [...path(middle, to, false), hashOf(hashes, from, middle)];
  };
  return before === 0 || before === size ? [] : path(0, size, true);
}

/** Whether a proof leads from the leaf to the root. `leaf`: its hash. The algorithm of RFC 9162, 2.1.3.2. */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !proof.every(isHash)) return false;
  let [at, last] = [index, size - 1];
  let hash: Buffer = Buffer.from(leaf);
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hashNode(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = hashNode(hash, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether a proof shows that the later tree begins with the earlier one. The algorithm of RFC 9162, 2.1.4.2. */
export function isConsistent(
  before: number,
  size: number,
  proof: readonly Uint8Array[],
  rootBefore: Uint8Array,
  root: Uint8Array,
): boolean {
  if (!isCount(before) || !isCount(size) || before > size || !proof.every(isHash)) return false;
  // Every tree begins with the empty one, whose root there is only one of.
  if (before === 0) return proof.length === 0 && rootAt(noHashes, 0).equals(rootBefore);
  if (before === size) return proof.length === 0 && Buffer.from(root).equals(rootBefore);
  const path = isPowerOfTwo(before) ? [rootBefore, ...proof] : [...proof];
  let [at, last] = [before - 1, size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const first = path.shift();
  if (first === undefined) return false;
  let older: Buffer = Buffer.from(first);
  let newer = older;
  for (const beside of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [older, newer] = [hashNode(beside, older), hashNode(beside, newer)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = hashNode(newer, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && older.equals(rootBefore) && newer.equals(root);
}

/** The hash of the leaves `from` to `to`, where both are as the tree divides. */
function hashOf(hashes: HashSource, from: number, to: number): Buffer {
  const count = to - from;
  if (isPowerOfTwo(count)) return hashes(Math.log2(count), from / count);
  const middle = from + split(count);
  return hashNode(hashOf(hashes, from, middle), hashOf(hashes, middle, to));
}

/** The largest power of two below `count`. Not by bits: those of JavaScript end at 32. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

const noHashes: HashSource = () => {
  throw new RangeError('there are no leaves');
};
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n)) && 2 ** Math.log2(n) === n;
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
