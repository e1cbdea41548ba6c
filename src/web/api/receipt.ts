/**
 * Receipts of the ledger, verified in the page itself, so that nobody has to be believed: the tree of RFC 6962, and checkpoints as
 * C2SP has them (`signed-note`, `tlog-checkpoint`).
 */
export interface Receipt {
  readonly leaf: string;
  readonly opening: string;
  readonly index: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
  readonly key: string;
}

export type Verdict =
  | { readonly kind: 'good'; readonly index: number; readonly size: number; readonly says: Said }
  /** Not a receipt; not what its leaf commits to; not signed with its key; not in the ledger; this browser can't. */
  | { readonly kind: 'no-receipt' | 'not-opened' | 'unsigned' | 'not-included' | 'no-means' };

/** What was recorded: its kind, when, and what more there is to it. */
export interface Said {
  readonly kind?: string;
  readonly at?: number;
}

type Bytes = Uint8Array<ArrayBuffer>;
const SALT_BYTES = 32;
const DOMAIN = new TextEncoder().encode('sotto ledger leaf v1\n');

/** Reads a receipt from the text of a file. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    const { leaf, opening, index, proof, checkpoint, key } = JSON.parse(text) as Partial<Receipt>;
    const texts = [leaf, opening, checkpoint, key, ...(proof ?? [undefined])];
    if (!texts.every((one) => typeof one === 'string') || !Number.isSafeInteger(index)) return undefined;
    return { leaf, opening, index, proof, checkpoint, key } as Receipt;
  } catch {
    return undefined;
  }
}

/** Verifies a receipt with the key that it names; whether that is the ledger's has to be known from elsewhere. */
export async function verifyReceipt(receipt: Receipt): Promise<Verdict> {
  // Browsers have it on pages that came over TLS, or from the same machine.
  if (!isSecureContext) return { kind: 'no-means' };
  try {
    const [leaf, opening] = [bytesIn(receipt.leaf), bytesIn(receipt.opening)];
    const commitment = join(Uint8Array.of(1), await sha256(DOMAIN, opening));
    if (opening.length < SALT_BYTES || !isSame(commitment, leaf)) return { kind: 'not-opened' };
    const checkpoint = await signedIn(receipt.checkpoint, receipt.key);
    if (checkpoint === undefined) return { kind: 'unsigned' };
    const { size, root } = checkpoint;
    const hash = await sha256(Uint8Array.of(0), leaf);
    const proof = receipt.proof.map(bytesIn);
    if (!(await isIncluded(hash, receipt.index, size, proof, root))) return { kind: 'not-included' };
    const says = JSON.parse(new TextDecoder().decode(opening.subarray(SALT_BYTES))) as Said;
    return { kind: 'good', index: receipt.index, size, says };
  } catch {
    return { kind: 'no-receipt' };
  }
}

/** Whether a proof leads from the leaf to the root: RFC 9162, 2.1.3.2. */
async function isIncluded(leaf: Bytes, index: number, size: number, proof: readonly Bytes[], root: Bytes) {
  if (index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else hash = await sha256(Uint8Array.of(1), hash, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSame(hash, root);
}

/** What a checkpoint says, if the holder of the key, `name+hash+key`, signed it. */
async function signedIn(note: string, key: string): Promise<{ size: number; root: Bytes } | undefined> {
  // Base64 has a `+` of its own: only the first two part the text.
  const [, name = '', encoded = ''] = /^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/.exec(key.trim()) ?? [];
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const [origin, size = '', root = ''] = text.split('\n');
  const bytes = bytesIn(encoded);
  // The first byte says which sort of key it is: 1 is Ed25519.
  if (end < 0 || origin !== name || bytes[0] !== 1) return undefined;
  const verifying = await crypto.subtle.importKey('raw', bytes.subarray(1), 'Ed25519', false, ['verify']);
  for (const line of note.slice(end + 2).split('\n')) {
    const [dash, signer, signature = ''] = line.split(' ');
    if (dash !== '—' || signer !== name) continue;
    // Four bytes of a hash of the key stand before it.
    const signed = await crypto.subtle.verify(
      'Ed25519',
      verifying,
      bytesIn(signature).subarray(4),
      new TextEncoder().encode(text),
    );
    if (signed) return { size: Number(size), root: bytesIn(root) };
  }
  return undefined;
}

const bytesIn = (base64: string): Bytes => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const sha256 = async (...parts: readonly Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));
const isSame = (one: Bytes, other: Bytes): boolean =>
  one.length === other.length && one.every((byte, k) => byte === other[k]);

function join(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
