/** Puts the leaves that were written since the last time into the tree. Whoever writes leaves never waits for it. */
import { readCheckpoint, writeCheckpoint } from '../ledger/checkpoint.ts';
import type { NoteSigner } from '../ledger/note.ts';
import { appendToTiles, hashesIn, TILE_WIDTH, type TileId, tilePath } from '../ledger/tile.ts';
import { rootAt } from '../ledger/tree.ts';
import type { Database } from './database.ts';
import { Fault } from './fault.ts';
import { readTiles } from './ledger.ts';

/** Leaves that a run has at most, unless a single transaction wrote more. */
const RUN = 20_000;

interface State {
  size: string;
  up_to: string;
  until: string;
  checkpoint: string | null;
}

/**
 * Appends what can be appended, and signs what comes of it. May be done in several processes at once, and may break off
 * anywhere: a run is appended whole, in one transaction, by one of them.
 *
 * Left for the next time are leaves of transactions that still run, and all of later ones.
 *
 * @throws Fault `ledger-key-missing` if the ledger is signed with another key than this: one has to go on with the same
 */
export async function integrate(database: Database, signer: NoteSigner): Promise<void> {
  while (await appendOne(database, signer)) {}
}

/** Appends one run; whether there may be more. */
async function appendOne(database: Database, signer: NoteSigner): Promise<boolean> {
  // INVARIANT: `until` is known before leaves are read, by a statement of its own. Below it no transaction runs any more,
  // so that whoever reads the leaves between reads the same.
  const [state] = await database.query<State>(
    `select l.size::text, l.up_to::text, l.checkpoint, least(
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
        (select xact + 1 from leaves where xact >= l.up_to order by xact offset ${RUN - 1} limit 1)
      )::text as until from ledger l`,
  );
  const { up_to: from, until, checkpoint } = state!;
  if (checkpoint !== null && readCheckpoint(checkpoint, signer.publicKey) === undefined) throw otherKey();
  if (BigInt(until) <= BigInt(from)) return false;
  const rows = await database.query<{ body: Buffer }>(
    'select body from leaves where xact >= $1 and xact < $2 order by id',
    [from, until],
  );
  if (rows.length === 0 && checkpoint !== null) return false;
  const size = Number(state!.size);
  const after = size + rows.length;
  const edge = await readTiles(database, edgeOf(size));
  const tiles = appendToTiles(
    size,
    new Map(edge.map(({ level, hashes }) => [level, hashes])),
    rows.map(({ body }) => body),
  );
  // What the new root is made from: new tiles, and of the old ones those at the edge.
  const known = new Map([...edge, ...tiles].map((tile) => [tilePath(tile), tile.hashes]));
  const root = rootAt(
    hashesIn((tile) => known.get(tilePath(tile)) ?? Buffer.alloc(0)),
    after,
  );
  let start = 1;
  const starts = tiles.map(({ hashes }) => {
    start += hashes.length;
    return start - hashes.length;
  });
  await database.query('select append_run($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    size,
    from,
    until,
    rows.length,
    writeCheckpoint({ size: after, root }, signer),
    tiles.map(({ level }) => level),
    tiles.map(({ n }) => n),
    starts,
    tiles.map(({ hashes }) => hashes.length),
    Buffer.concat(tiles.map(({ hashes }) => hashes)),
  ]);
  return rows.length >= RUN;
}

/** The tile at the right edge of each level: where it is full, the one that begins after it is not there yet. */
function edgeOf(size: number): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    tiles.push({ level, n: Math.floor(count / TILE_WIDTH) });
  }
  return tiles;
}

const otherKey = () =>
  new Fault(
    'ledger-key-missing',
    'the ledger is signed with another key than this process has',
    'put `ledger.key` back from its own backup; every process of a service has the same one',
  );
