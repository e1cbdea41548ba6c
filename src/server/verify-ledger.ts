/** Verifies the whole ledger as it is stored, as anyone can who copies it: a part at a time, however large it is. */
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { bundlePath, MissingHash, TILE_WIDTH, type TileId, tilePath, tilesOf, writeBundle } from '../ledger/tile.ts';
import { type Kept, type Wrong, wrongBeginning, wrongTiles } from '../ledger/verify-files.ts';
import type { Ledger } from '../vault/ledger.ts';

/** Leaves of a part: those under one tile of the second level. All of them are read into memory. */
export const PART = TILE_WIDTH * TILE_WIDTH;

export interface Verifying {
  /** The leaf to go on from: what the part before came to. */
  readonly from?: number | undefined;
  /** What it is held against: the checkpoint that the first part answered, or the newest. */
  readonly checkpoint?: string | undefined;
  /** A checkpoint that somebody kept. */
  readonly witness?: string | undefined;
}

export type Verified =
  | {
      readonly kind: 'verified';
      readonly size: number;
      readonly root: string;
      readonly checkpoint: string;
      /** So many leaves are looked at. With the last of them the root is, and the checkpoint that was kept. */
      readonly through: number;
      readonly wrong: readonly Wrong[];
    }
  | { readonly kind: 'empty' }
  /** By us. */
  | { readonly kind: 'unsigned'; readonly what: 'checkpoint' | 'witness' };

export async function verifyPart(ledger: Ledger, { from = 0, checkpoint, witness }: Verifying): Promise<Verified> {
  const note = checkpoint ?? (await newest(ledger));
  if (note === undefined) return { kind: 'empty' };
  const signed = readCheckpoint(note, ledger.publicKey);
  if (signed === undefined) return { kind: 'unsigned', what: 'checkpoint' };
  const kept = witness === undefined ? undefined : readCheckpoint(witness, ledger.publicKey);
  if (witness !== undefined && kept === undefined) return { kind: 'unsigned', what: 'witness' };

  const { size, root } = signed;
  const part = Math.floor(from / PART);
  const through = Math.min(size, (part + 1) * PART);
  const wrong = await wrongInPart(ledger, size, part);
  if (through === size && wrong.length === 0) {
    try {
      if (!(await ledger.root(size)).equals(root))
        wrong.push({ file: 'checkpoint', says: 'signs another root than that of the leaves' });
      if (kept !== undefined)
        wrong.push(...(await wrongWith(ledger, size, { ...kept, file: 'the checkpoint that was kept' })));
    } catch (error) {
      if (!(error instanceof MissingHash)) throw error;
      wrong.push({ file: tilePath(error.tile), says: 'is missing' });
    }
  }
  return { kind: 'verified', size, root: root.toString('base64'), checkpoint: note, through, wrong };
}

async function newest(ledger: Ledger): Promise<string | undefined> {
  await ledger.integrate();
  return (await ledger.checkpoint())?.note;
}

const wrongWith = async (ledger: Ledger, size: number, kept: Kept) =>
  wrongBeginning(kept, size, kept.size > size ? undefined : await ledger.root(kept.size));

/** The leaves of a part and the tiles over them; with the last part, what stands above all. */
async function wrongInPart(ledger: Ledger, size: number, part: number): Promise<Wrong[]> {
  const isLast = (part + 1) * PART >= size;
  const isLookedAt = ({ level, n }: TileId) =>
    level === 0 ? Math.floor(n / TILE_WIDTH) === part : level === 1 ? n === part : isLast;
  const first = part * PART;
  const bodies = await ledger.leaves(first, Math.min(size, first + PART));
  const files = new Map<string, Buffer | undefined>();
  for (const tile of tilesOf(size)) {
    // What stands above all follows from the second level, the whole of it.
    if (!isLookedAt(tile) && !(isLast && tile.level === 1)) continue;
    files.set(tilePath(tile), await ledger.tile(tile, tile.width));
    if (tile.level > 0) continue;
    const start = tile.n * TILE_WIDTH - first;
    files.set(bundlePath(tile), writeBundle(bodies.slice(start, start + tile.width)));
  }
  return [...wrongTiles((path) => files.get(path), [...tilesOf(size)].filter(isLookedAt))];
}
