/** Where the hashes of a tree are kept: tiles of 256, as C2SP's tlog-tiles describes them (https://c2sp.org/tlog-tiles). */
import { HASH_BYTES, type HashSource, hashLeaf, hashNode } from './tree.ts';

/** Leaves to a tile, and tiles to a tile of the level above. */
export const TILE_WIDTH = 256;
const HEIGHT = 8;

/** One tile. Level 0 holds the hashes of leaves; each hash of a higher level stands for a full tile of the one below. */
export interface TileId {
  readonly level: number;
  readonly n: number;
}

export interface TileOf extends TileId {
  /** How many hashes a tree of some size has in it. */
  readonly width: number;
}

/** Reads hashes out of tiles; a tile may be wider than the tree that is asked about. */
export const hashesIn =
  (tileOf: (tile: TileId) => Uint8Array): HashSource =>
  (level, index) => {
    const { tile, from, count } = placeOf(level, index);
    const bytes = Buffer.from(tileOf(tile));
    if (bytes.length < (from + count) * HASH_BYTES) throw new MissingHash(tile);
    return hashOfAll(
      Array.from({ length: count }, (_, k) => bytes.subarray((from + k) * HASH_BYTES, (from + k + 1) * HASH_BYTES)),
    );
  };

/** A tile that is not there, or not wide enough. */
export class MissingHash extends Error {
  readonly tile: TileId;
  constructor(tile: TileId) {
    super(`\`tile/${tile.level}/${tile.n}\` is too short`);
    this.name = 'MissingHash';
    this.tile = tile;
  }
}

/** The tile that a hash is in or is made from. */
function placeOf(level: number, index: number) {
  const rest = level % HEIGHT;
  const first = index * 2 ** rest;
  const n = Math.floor(first / TILE_WIDTH);
  return { tile: { level: (level - rest) / HEIGHT, n }, from: first - n * TILE_WIDTH, count: 2 ** rest };
}

/** The root over hashes whose number is a power of two. */
export function hashOfAll(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, k) => hashNode(row[2 * k]!, row[2 * k + 1]!));
  }
  return row[0]!;
}

/**
 * Does a piece of work with the tiles that it needs, of which it says nothing beforehand: it is done once to see what it
 * asks for, and once with what came.
 */
export async function withTiles<T>(
  load: (tiles: readonly TileId[]) => Promise<readonly (TileId & { readonly hashes: Uint8Array })[]>,
  work: (hashes: HashSource) => T,
): Promise<T> {
  const needed = new Map<string, TileId>();
  work((level, index) => {
    const { tile } = placeOf(level, index);
    needed.set(tilePath(tile), tile);
    return Buffer.alloc(HASH_BYTES);
  });
  const found = new Map((await load([...needed.values()])).map((tile) => [tilePath(tile), tile.hashes]));
  return work(
    hashesIn((tile) => {
      const hashes = found.get(tilePath(tile));
      if (hashes === undefined) throw new MissingHash(tile);
      return hashes;
    }),
  );
}

/**
 * The tiles that change when leaves are appended to a tree of `size`: whole, as they are afterwards.
 *
 * `edge`: the tiles at the right edge before, by level, where there are any.
 */
export function appendToTiles(
  size: number,
  edge: ReadonlyMap<number, Uint8Array>,
  bodies: readonly Uint8Array[],
): (TileId & { readonly hashes: Buffer })[] {
  const tiles: (TileId & { readonly hashes: Buffer })[] = [];
  let added: readonly Buffer[] = bodies.map(hashLeaf);
  let before = size;
  for (let level = 0; added.length > 0; level += 1) {
    const first = Math.floor(before / TILE_WIDTH);
    const kept = (before - first * TILE_WIDTH) * HASH_BYTES;
    const held = edge.get(level) ?? Buffer.alloc(0);
    if (held.length < kept && kept > 0) throw new MissingHash({ level, n: first });
    const all = Buffer.concat([held.subarray(0, kept), ...added]);
    const above: Buffer[] = [];
    for (let at = 0; at < all.length; at += TILE_WIDTH * HASH_BYTES) {
      const hashes = all.subarray(at, at + TILE_WIDTH * HASH_BYTES);
      tiles.push({ level, n: first + at / (TILE_WIDTH * HASH_BYTES), hashes });
      if (hashes.length === TILE_WIDTH * HASH_BYTES) above.push(hashOfAll(hashesOf(hashes)));
    }
    added = above;
    before = first;
  }
  return tiles;
}

/** The hashes of a tile. */
export const hashesOf = (tile: Uint8Array): Buffer[] =>
  Array.from({ length: Math.floor(tile.length / HASH_BYTES) }, (_, k) =>
    Buffer.from(tile.subarray(k * HASH_BYTES, (k + 1) * HASH_BYTES)),
  );

/** Every tile of a tree, level by level. */
export function* tilesOf(size: number): Generator<TileOf> {
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let n = 0; n * TILE_WIDTH < count; n += 1) {
      yield { level, n, width: Math.min(TILE_WIDTH, count - n * TILE_WIDTH) };
    }
  }
}

/** Every bundle of leaves of a tree. */
export function* bundlesOf(size: number): Generator<{ readonly n: number; readonly width: number }> {
  for (let n = 0; n * TILE_WIDTH < size; n += 1) yield { n, width: Math.min(TILE_WIDTH, size - n * TILE_WIDTH) };
}

/** `tile/0/x001/x234/067`, or `….p/12` for one that is not full. */
export const tilePath = ({ level, n, width }: TileId & { readonly width?: number }): string =>
  `tile/${level}/${numberPath(n, width)}`;
export const bundlePath = ({ n, width }: { readonly n: number; readonly width?: number }): string =>
  `tile/entries/${numberPath(n, width)}`;

function numberPath(n: number, width = TILE_WIDTH): string {
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const last = groups.pop();
  return [...groups.map((group) => `x${group}`), last].join('/') + (width < TILE_WIDTH ? `.p/${width}` : '');
}

/** What such a path names; `undefined` for one that is not exactly as we write it. */
export function readTilePath(path: string): { level: number | 'entries'; n: number; width: number } | undefined {
  const [, first = '', groups = '', part] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const n = Number(groups.replaceAll(/[x/]/g, ''));
  const width = part === undefined ? TILE_WIDTH : Number(part);
  const level = first === 'entries' ? first : Number(first);
  const written = level === 'entries' ? bundlePath({ n, width }) : tilePath({ level, n, width });
  return written === path && width > 0 ? { level, n, width } : undefined;
}

/** Leaves one after the other, each with its length before it, two bytes. */
export const writeBundle = (bodies: readonly Uint8Array[]): Buffer =>
  Buffer.concat(bodies.flatMap((body) => [Buffer.of(body.length >> 8, body.length & 255), body]));

/** The leaves of a bundle; `undefined` if it is not made of whole ones. */
export function readBundle(bundle: Buffer): Buffer[] | undefined {
  const bodies: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    if (at + 2 > bundle.length) return undefined;
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) return undefined;
    bodies.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return bodies;
}
