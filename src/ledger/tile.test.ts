import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendToTiles,
  bundlePath,
  hashesIn,
  readBundle,
  readTilePath,
  tilePath,
  tilesOf,
  withTiles,
  writeBundle,
} from './tile.ts';
import { HASH_BYTES, type HashSource, hashLeaf, hashNode, proveInclusion, rootAt } from './tree.ts';

const body = (n: number) => Buffer.from(`leaf ${n}`);

test('tiles have the paths that the format gives them', () => {
  expect(tilePath({ level: 0, n: 5 })).toBe('tile/0/005');
  expect(tilePath({ level: 2, n: 1_234_067, width: 8 })).toBe('tile/2/x001/x234/067.p/8');
  expect(bundlePath({ n: 1_000, width: 256 })).toBe('tile/entries/x001/000');
});

test('a path is read as it is written, and no other spelling of it', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(), fc.integer({ min: 1, max: 256 }), (level, n, width) => {
      expect(readTilePath(tilePath({ level, n, width }))).toEqual({ level, n, width });
      expect(readTilePath(bundlePath({ n, width }))).toEqual({ level: 'entries', n, width });
    }),
  );
  for (const odd of [
    'tile/0/5',
    'tile/0/x000/005',
    'tile/00/005',
    'tile/0/005.p/0',
    'tile/0/005.p/256',
    'tile/0/../key',
  ])
    expect(readTilePath(odd)).toBeUndefined();
});

test('leaves of any length come back out of a bundle, and half a leaf does not', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (leaves) => {
      const bundle = writeBundle(leaves);
      expect(readBundle(bundle)).toEqual(leaves.map((leaf) => Buffer.from(leaf)));
      if (bundle.length > 0) expect(readBundle(bundle.subarray(0, -1))).toBeUndefined();
    }),
  );
});

test('leaves appended in any portions make the tiles and the root that they make at once', async () => {
  const hashes: HashSource = (level, index) =>
    level === 0 ? hashLeaf(body(index)) : hashNode(hashes(level - 1, 2 * index), hashes(level - 1, 2 * index + 1));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }), async (portions) => {
      const tiles = new Map<string, Buffer>();
      let size = 0;
      for (const portion of portions) {
        const edge = new Map(
          [0, 1, 2].map((level) => {
            const n = Math.floor(Math.floor(size / 256 ** level) / 256);
            return [level, tiles.get(tilePath({ level, n })) ?? Buffer.alloc(0)] as const;
          }),
        );
        const bodies = Array.from({ length: portion }, (_, k) => body(size + k));
        for (const tile of appendToTiles(size, edge, bodies)) tiles.set(tilePath(tile), tile.hashes);
        size += portion;
      }
      const expected = [...tilesOf(size)].map(({ level, n, width }) => [tilePath({ level, n }), width * HASH_BYTES]);
      expect([...tiles].map(([path, bytes]) => [path, bytes.length]).sort()).toEqual(expected.sort());
      const ours = hashesIn((tile) => tiles.get(tilePath(tile))!);
      expect(rootAt(ours, size)).toEqual(rootAt(hashes, size));
      const load = async (needed: readonly { level: number; n: number }[]) =>
        needed.map((tile) => ({ ...tile, hashes: tiles.get(tilePath(tile))! }));
      expect(await withTiles(load, (source) => proveInclusion(source, size >> 1, size))).toEqual(
        proveInclusion(hashes, size >> 1, size),
      );
    }),
    { numRuns: 15 },
  );
});
