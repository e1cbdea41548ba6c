/** The tree as it is stored: what anyone may read of it. */
import { readCheckpoint } from '../ledger/checkpoint.ts';
import type { NoteSigner } from '../ledger/note.ts';
import type { Receipt } from '../ledger/receipt.ts';
import { TILE_WIDTH, type TileId, withTiles } from '../ledger/tile.ts';
import { HASH_BYTES, proveConsistency, proveInclusion, rootAt } from '../ledger/tree.ts';
import type { Database } from './database.ts';
import { integrate } from './integrate.ts';
import type { ReadLeaf } from './read-leaves.ts';

export interface Ledger {
  /** The text of the public key. */
  readonly publicKey: string;
  /** The newest checkpoint; `undefined` before there is one. */
  checkpoint(): Promise<SignedCheckpoint | undefined>;
  /** The first `width` hashes of a tile; `undefined` if it has fewer. */
  tile(tile: TileId, width: number): Promise<Buffer | undefined>;
  /** The first `width` leaves of a bundle; `undefined` if it has fewer. */
  bundle(n: number, width: number): Promise<Buffer[] | undefined>;
  /** The leaves at the places `from` to `to`, as far as there are any. */
  leaves(from: number, to: number): Promise<Buffer[]>;
  proveInclusion(index: number, size: number): Promise<Buffer[]>;
  proveConsistency(before: number, size: number): Promise<Buffer[]>;
  /** The root that the first `size` leaves have. @throws MissingHash */
  root(size: number): Promise<Buffer>;
  /** A receipt for each leaf; `undefined` for those that are not in the tree yet. */
  receipts(leaves: readonly ReadLeaf[]): Promise<(Receipt | undefined)[]>;
  /** Puts into the tree what was written since. */
  integrate(): Promise<void>;
}

export interface SignedCheckpoint {
  readonly size: number;
  readonly note: string;
}

export function openLedger(database: Database, signer: NoteSigner): Ledger {
  const load = (tiles: readonly TileId[]) => readTiles(database, tiles);

  async function checkpoint(): Promise<SignedCheckpoint | undefined> {
    const [row] = await database.query<{ size: string; checkpoint: string | null }>(
      'select size::text, checkpoint from ledger',
    );
    return row?.checkpoint == null ? undefined : { size: Number(row.size), note: row.checkpoint };
  }

  return {
    publicKey: signer.publicKey,
    checkpoint,
    async tile(tile, width) {
      const [found] = await load([tile]);
      const bytes = width * HASH_BYTES;
      return found !== undefined && found.hashes.length >= bytes ? found.hashes.subarray(0, bytes) : undefined;
    },
    async bundle(n, width) {
      const bodies = await readBodies(database, n * TILE_WIDTH, n * TILE_WIDTH + width);
      return bodies.length === width ? bodies : undefined;
    },
    proveInclusion: (index, size) => withTiles(load, (hashes) => proveInclusion(hashes, index, size)),
    proveConsistency: (before, size) => withTiles(load, (hashes) => proveConsistency(hashes, before, size)),
    leaves: (from, to) => readBodies(database, from, to),
    root: (size) => withTiles(load, (hashes) => rootAt(hashes, size)),
    async receipts(leaves) {
      const newest = await checkpoint();
      if (newest === undefined || readCheckpoint(newest.note, signer.publicKey) === undefined)
        return leaves.map(() => undefined);
      const places = await placesOf(
        database,
        leaves.map(({ leaf }) => leaf),
      );
      const known = leaves
        .map(({ leaf }) => places.get(leaf))
        .map((index) => (index! < newest.size ? index : undefined));
      const proofs = await withTiles(load, (hashes) =>
        known.map((index) => (index === undefined ? [] : proveInclusion(hashes, index, newest.size))),
      );
      return leaves.map(({ body, opening }, k) => {
        const index = known[k];
        if (index === undefined) return undefined;
        return {
          leaf: body.toString('base64'),
          opening: opening.toString('base64'),
          index,
          proof: proofs[k]!.map((hash) => hash.toString('base64')),
          checkpoint: newest.note,
          key: signer.publicKey,
        };
      });
    },
    integrate: () => integrate(database, signer),
  };
}

/** Those of the tiles that there are. */
export async function readTiles(
  database: Database,
  tiles: readonly TileId[],
): Promise<(TileId & { readonly hashes: Buffer })[]> {
  if (tiles.length === 0) return [];
  const rows = await database.query<{ level: number; n: string; hashes: Buffer }>(
    `select t.level, t.n::text, t.hashes from ledger_tiles t
      join unnest($1::int[], $2::bigint[]) as wanted (level, n) on t.level = wanted.level and t.n = wanted.n`,
    [tiles.map(({ level }) => level), tiles.map(({ n }) => n)],
  );
  return rows.map(({ level, n, hashes }) => ({ level, n: Number(n), hashes }));
}

/** The leaves at the places `from` to `to`. */
async function readBodies(database: Database, from: number, to: number): Promise<Buffer[]> {
  const rows = await database.query<{ body: Buffer }>(
    `select body from (
        select l.body, r.start + row_number() over (partition by r.start order by l.id) - 1 as place
          from ledger_runs r join leaves l on l.xact >= r.from_xact and l.xact < r.to_xact
          where r.start < $2 and r.start + r.size > $1) placed
      where place >= $1 and place < $2 order by place`,
    [from, to],
  );
  return rows.map(({ body }) => body);
}

/** The places of leaves, by their ids; those that are in the tree. */
async function placesOf(database: Database, leaves: readonly number[]): Promise<Map<number, number>> {
  const rows = await database.query<{ id: string; place: string }>(
    `select l.id::text, (r.start + (
        select count(*) from leaves b where b.xact >= r.from_xact and b.xact < r.to_xact and b.id < l.id))::text as place
      from leaves l join lateral (
        select * from ledger_runs where from_xact <= l.xact order by from_xact desc limit 1) r on l.xact < r.to_xact
      where l.id = any($1::bigint[])`,
    [leaves],
  );
  return new Map(rows.map(({ id, place }) => [Number(id), Number(place)]));
}
