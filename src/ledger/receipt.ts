/** A receipt: that something was recorded, kept by whom it is about, and verified years later without anybody's help. */
import { readCheckpoint } from './checkpoint.ts';
import { readLeaf } from './leaf.ts';
import { hashLeaf, isIncluded } from './tree.ts';

/** Bytes are base64. */
export interface Receipt {
  readonly leaf: string;
  /** What opens the leaf: whoever has it can read what was recorded. */
  readonly opening: string;
  readonly index: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
  /** The public key of the ledger. */
  readonly key: string;
}

export type ReceiptVerdict =
  | {
      readonly kind: 'good';
      readonly index: number;
      readonly size: number;
      readonly root: Buffer;
      readonly says: object;
    }
  | { readonly kind: 'unsigned' | 'not-opened' | 'not-included' };

/** Verifies a receipt with the ledger's key, which the reader had better know from elsewhere. */
export function verifyReceipt(receipt: Receipt, key: string): ReceiptVerdict {
  const checkpoint = readCheckpoint(receipt.checkpoint, key);
  if (checkpoint === undefined) return { kind: 'unsigned' };
  const [leaf, opening] = [Buffer.from(receipt.leaf, 'base64'), Buffer.from(receipt.opening, 'base64')];
  const says = readLeaf(leaf, opening);
  if (typeof says !== 'object' || says === null) return { kind: 'not-opened' };
  const proof = receipt.proof.map((hash) => Buffer.from(hash, 'base64'));
  const { size, root } = checkpoint;
  if (!isIncluded(hashLeaf(leaf), receipt.index, size, proof, root)) return { kind: 'not-included' };
  return { kind: 'good', index: receipt.index, size, root, says };
}

/** A receipt as it is read from a file; `undefined` if it isn't one. */
export function asReceipt(value: unknown): Receipt | undefined {
  const { leaf, opening, index, proof, checkpoint, key } = (value ?? {}) as { [name in keyof Receipt]?: unknown };
  const texts = [leaf, opening, checkpoint, key, ...(Array.isArray(proof) ? proof : [undefined])];
  if (!texts.every((text) => typeof text === 'string') || !Number.isSafeInteger(index)) return undefined;
  return value as Receipt;
}
