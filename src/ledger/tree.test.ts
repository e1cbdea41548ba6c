import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type HashSource,
  hashLeaf,
  hashNode,
  isConsistent,
  isIncluded,
  proveConsistency,
  proveInclusion,
  rootAt,
} from './tree.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const bodies = (size: number) => Array.from({ length: size }, (_, n) => Buffer.from(`leaf ${n}`));

/** The definition of RFC 6962, word for word and slow. */
function slowRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return hashLeaf(leaves[0]!);
  let k = 1;
  while (k < leaves.length) k *= 2;
  return hashNode(slowRoot(leaves.slice(0, k / 2)), slowRoot(leaves.slice(k / 2)));
}

const hashesOver =
  (leaves: readonly Buffer[]): HashSource =>
  (level, index) => {
    const part = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    if (part.length !== 2 ** level) throw new Error(`asked for a subtree that is not whole: ${level}, ${index}`);
    return slowRoot(part);
  };

const flipped = (bytes: Buffer, at: number) => {
  const other = Buffer.from(bytes);
  other[at % other.length]! ^= 1 << (at % 8);
  return other;
};

/** The eight leaves of the tests of Certificate Transparency, and the root of the first so many of them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the vectors of Certificate Transparency', () => {
  const hashes = hashesOver(LEAVES.map(hex));

  it('have the roots that are known', () => {
    expect(ROOTS.map((_, size) => rootAt(hashes, size).toString('hex'))).toEqual(ROOTS);
  });

  it('have the proofs that are known', () => {
    const inHex = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('hex'));
    expect(inHex(proveInclusion(hashes, 0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(inHex(proveInclusion(hashes, 5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(inHex(proveConsistency(hashes, 6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(inHex(proveConsistency(hashes, 2, 5))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

test('every tree up to forty leaves has the root of the definition, and every proof in it holds', () => {
  const leaves = bodies(40);
  const hashes = hashesOver(leaves);
  const roots = Array.from({ length: 41 }, (_, size) => slowRoot(leaves.slice(0, size)));
  for (let size = 0; size <= 40; size += 1) {
    expect(rootAt(hashes, size)).toEqual(roots[size]);
    for (let at = 0; at < size; at += 1) {
      expect(isIncluded(hashLeaf(leaves[at]!), at, size, proveInclusion(hashes, at, size), roots[size]!)).toBe(true);
    }
    for (let before = 0; before <= size; before += 1) {
      const proof = proveConsistency(hashes, before, size);
      expect(isConsistent(before, size, proof, roots[before]!, roots[size]!)).toBe(true);
    }
  }
});

const trees = fc.integer({ min: 1, max: 70 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat()));

test('no proof holds for another leaf, place, size or root, nor with a hash changed, missing or too many', () => {
  fc.assert(
    fc.property(trees, ([size, at, odd]) => {
      const leaves = bodies(size);
      const hashes = hashesOver(leaves);
      const [leaf, root, proof] = [hashLeaf(leaves[at]!), rootAt(hashes, size), proveInclusion(hashes, at, size)];
      const holds = [
        isIncluded(flipped(leaf, odd), at, size, proof, root),
        isIncluded(leaf, at, size, proof, flipped(root, odd)),
        isIncluded(leaf, at, size, [...proof, root], root),
        isIncluded(leaf, at + size, size, proof, root),
        size > 1 && isIncluded(leaf, (at + 1) % size, size, proof, root),
        size > 1 && isIncluded(leaf, at, size, proof.slice(1), root),
        size > 1 &&
          isIncluded(leaf, at, size, proof.with(odd % proof.length, flipped(proof[odd % proof.length]!, odd)), root),
      ];
      expect(holds).not.toContain(true);
    }),
  );
});

test('a tree whose past was changed is not consistent with what it was', () => {
  fc.assert(
    fc.property(trees, ([size, at, odd]) => {
      const before = at + 1;
      const leaves = bodies(size);
      const was = rootAt(hashesOver(leaves), before);
      // As forged as can be: the proof is the one that the changed tree itself gives.
      const forged = hashesOver(leaves.with(odd % before, Buffer.from('another')));
      const root = rootAt(forged, size);
      expect(isConsistent(before, size, proveConsistency(forged, before, size), was, root)).toBe(false);
      expect(isConsistent(size, before, [], root, was)).toBe(before === size && was.equals(root));
    }),
  );
});

test('places beyond 32 bits are proved as others are', () => {
  const size = 2 ** 40 + 3;
  const leaf = hashLeaf(Buffer.from('late'));
  // All leaves are the same, so that a subtree's hash depends on its level alone.
  const levels = [leaf];
  while (levels.length < 42) levels.push(hashNode(levels.at(-1)!, levels.at(-1)!));
  const hashes: HashSource = (level) => levels[level]!;
  for (const at of [0, 2 ** 33 + 5, 2 ** 40, size - 1]) {
    expect(isIncluded(leaf, at, size, proveInclusion(hashes, at, size), rootAt(hashes, size))).toBe(true);
  }
  const before = 2 ** 35 + 1;
  const proof = proveConsistency(hashes, before, size);
  expect(isConsistent(before, size, proof, rootAt(hashes, before), rootAt(hashes, size))).toBe(true);
});
