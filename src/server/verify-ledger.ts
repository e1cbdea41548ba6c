/** Verifies the whole ledger as it is stored, as anyone can who copies it. */
import type { Checkpoint } from '../ledger/checkpoint.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { bundlePath, bundlesOf, tilePath, tilesOf, writeBundle } from '../ledger/tile.ts';
import { verifyFiles, type Wrong, wrongSince } from '../ledger/verify-files.ts';
import type { Ledger } from '../vault/ledger.ts';

/** Leaves that are verified at a time: all of them are read into memory. A larger ledger is copied, and verified there. */
const MOST = 200_000;

export type Verified =
  | { readonly kind: 'verified'; readonly size: number; readonly root: string; readonly wrong: readonly Wrong[] }
  | { readonly kind: 'too-large' | 'empty' | 'witness-unsigned' };

/** `witness` is a checkpoint that somebody kept. */
export async function verifyLedger(ledger: Ledger, witness?: string): Promise<Verified> {
  await ledger.integrate();
  const newest = await ledger.checkpoint();
  if (newest === undefined) return { kind: 'empty' };
  const { size, note } = newest;
  if (size > MOST) return { kind: 'too-large' };
  const kept: Checkpoint | undefined = witness === undefined ? undefined : readCheckpoint(witness, ledger.publicKey);
  if (witness !== undefined && kept === undefined) return { kind: 'witness-unsigned' };

  const files = new Map<string, Buffer | undefined>([['checkpoint', Buffer.from(note)]]);
  for (const tile of tilesOf(size)) files.set(tilePath(tile), await ledger.tile(tile, tile.width));
  for (const bundle of bundlesOf(size)) {
    const bodies = await ledger.bundle(bundle.n, bundle.width);
    files.set(bundlePath(bundle), bodies && writeBundle(bodies));
  }
  const read = (path: string) => files.get(path);
  const verdict = verifyFiles(read, ledger.publicKey);
  const root = readCheckpoint(note, ledger.publicKey)?.root.toString('base64') ?? '';
  if (verdict.kind === 'wrong') return { kind: 'verified', size, root, wrong: verdict.wrong };
  const wrong = kept === undefined ? [] : wrongSince(read, size, { ...kept, file: 'the checkpoint that was kept' });
  return { kind: 'verified', size, root, wrong };
}
