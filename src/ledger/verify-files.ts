/** Verifies a whole ledger from its files alone: leaf by leaf, tile by tile, up to what was signed. */
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import {
  bundlePath,
  bundlesOf,
  hashesIn,
  hashesOf,
  hashOfAll,
  readBundle,
  TILE_WIDTH,
  tilePath,
  tilesOf,
} from './tile.ts';
import { HASH_BYTES, hashLeaf, rootAt } from './tree.ts';

/** The bytes at a path such as `tile/0/000`; `undefined` where there is nothing. */
export type ReadFile = (path: string) => Buffer | undefined;

export interface Wrong {
  readonly file: string;
  readonly says: string;
}

export type FilesVerdict =
  | { readonly kind: 'good'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'wrong'; readonly wrong: readonly Wrong[] };

export function verifyFiles(read: ReadFile, key: string): FilesVerdict {
  const checkpoint = readCheckpoint(read('checkpoint')?.toString() ?? '', key);
  if (checkpoint === undefined) {
    return { kind: 'wrong', wrong: [{ file: 'checkpoint', says: 'is missing, or not signed with this key' }] };
  }
  const { size, root } = checkpoint;
  const wrong = [...wrongTiles(read, size)];
  if (wrong.length === 0 && !rootOf(read, size, size).equals(root)) {
    wrong.push({ file: 'checkpoint', says: 'signs another root than that of the leaves' });
  }
  return wrong.length > 0 ? { kind: 'wrong', wrong } : { kind: 'good', checkpoint };
}

/** The root that the first `at` leaves have, out of the tiles of a tree of `size`. */
export function rootOf(read: ReadFile, size: number, at: number): Buffer {
  const widths = new Map([...tilesOf(size)].map((tile) => [tilePath({ level: tile.level, n: tile.n }), tile]));
  const tileOf = hashesIn((tile) => read(tilePath(widths.get(tilePath(tile)) ?? tile)) ?? Buffer.alloc(0));
  return rootAt(tileOf, at);
}

/** Each tile has to follow from what is below it: from leaves, or from full tiles. */
function* wrongTiles(read: ReadFile, size: number): Generator<Wrong> {
  const bundles = bundlesOf(size);
  for (const tile of tilesOf(size)) {
    const file = tilePath(tile);
    const bytes = read(file);
    const isWhole = bytes?.length === tile.width * HASH_BYTES;
    if (!isWhole) yield { file, says: bytes === undefined ? 'is missing' : 'has another length than it should' };
    const hashes = isWhole ? hashesOf(bytes) : [];
    if (tile.level === 0) {
      // Sound: there is a bundle for each tile of the lowest level, in the same order.
      const bundle = bundlePath(bundles.next().value as { n: number; width: number });
      const bodies = readBundle(read(bundle) ?? Buffer.alloc(0));
      if (bodies?.length !== tile.width) yield { file: bundle, says: 'is missing, or does not hold as many leaves' };
      else if (isWhole) {
        const at = bodies.findIndex((body, k) => !hashLeaf(body).equals(hashes[k]!));
        if (at >= 0)
          yield { file: bundle, says: `leaf ${tile.n * TILE_WIDTH + at} is not the one that \`${file}\` has` };
      }
    } else {
      const at = hashes.findIndex((hash, k) => {
        const below = read(tilePath({ level: tile.level - 1, n: tile.n * TILE_WIDTH + k }));
        return below?.length !== TILE_WIDTH * HASH_BYTES || !hashOfAll(hashesOf(below)).equals(hash);
      });
      if (at >= 0) yield { file, says: `hash ${at} is not that of the tile below it` };
    }
  }
}

/** Whether the ledger still begins with what was signed before. */
export function wrongSince(
  read: ReadFile,
  size: number,
  kept: { size: number; root: Buffer; file: string },
): readonly Wrong[] {
  const { file } = kept;
  if (kept.size > size) {
    return [{ file, says: `was signed at ${kept.size} leaves, and the ledger has ${size}: its end was cut off` }];
  }
  if (rootOf(read, size, kept.size).equals(kept.root)) return [];
  return [
    {
      file,
      says: `was signed at ${kept.size} leaves, and they are not the first of this ledger: its past was changed`,
    },
  ];
}
