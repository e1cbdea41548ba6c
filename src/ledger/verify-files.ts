/** Verifies a whole ledger from its files alone: leaf by leaf, tile by tile, up to what was signed. */
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import {
  bundlePath,
  hashesIn,
  hashesOf,
  hashOfAll,
  readBundle,
  TILE_WIDTH,
  type TileOf,
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
  const wrong = [...wrongTiles(read, tilesOf(size))];
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

/** Each of some tiles has to follow from what is below it: from leaves, or from full tiles. */
export function* wrongTiles(read: ReadFile, tiles: Iterable<TileOf>): Generator<Wrong> {
  for (const tile of tiles) {
    const file = tilePath(tile);
    const bytes = read(file);
    const isWhole = bytes?.length === tile.width * HASH_BYTES;
    if (!isWhole) yield { file, says: bytes === undefined ? 'is missing' : 'has another length than it should' };
    const hashes = isWhole ? hashesOf(bytes) : [];
    if (tile.level === 0) {
      const bundle = bundlePath(tile);
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

/** A state of the ledger that was signed before, and where that is kept. */
export interface Kept {
  readonly size: number;
  readonly root: Buffer;
  readonly file: string;
}

/** Whether the ledger still begins with what was signed before. */
export const wrongSince = (read: ReadFile, size: number, kept: Kept): readonly Wrong[] =>
  wrongBeginning(kept, size, kept.size > size ? undefined : rootOf(read, size, kept.size));

/** The same; `root` is that of its first leaves, as many as were signed, if it has so many. */
export function wrongBeginning({ file, ...kept }: Kept, size: number, root: Buffer | undefined): readonly Wrong[] {
  if (root?.equals(kept.root)) return [];
  const says =
    root === undefined
      ? `was signed at ${kept.size} leaves, and the ledger has ${size}: its end was cut off`
      : `was signed at ${kept.size} leaves, and they are not the first of this ledger: its past was changed`;
  return [{ file, says }];
}
