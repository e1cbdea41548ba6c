/**
 * Signs a text in the page itself, as https://c2sp.org/signed-note has it, with a key that is read from a file and sent nowhere:
 * the service sees signatures alone.
 */
type Bytes = Uint8Array<ArrayBuffer>;

export interface Signer {
  readonly name: string;
  /** The note: the text with the signature under it. */
  sign(text: string): Promise<string>;
}

const ED25519 = 1;
const SEED_BYTES = 32;
/** What stands before the bytes of a key of this sort in PKCS #8. */
const PKCS8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

/** The signer in a file that `sotto publish key` made; `undefined` if it holds none, or this browser can't sign. */
export async function signerIn(text: string): Promise<Signer | undefined> {
  const [, name = '', id = '', encoded = ''] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  try {
    const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
    if (bytes.length !== SEED_BYTES + 1 || bytes[0] !== ED25519) return undefined;
    const key = await crypto.subtle.importKey('pkcs8', joined(PKCS8, bytes.subarray(1)), 'Ed25519', false, ['sign']);
    const hash = Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    return {
      name,
      async sign(note) {
        const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(note)));
        return `${note}\n— ${name} ${btoa(String.fromCharCode(...hash, ...signature))}\n`;
      },
    };
  } catch {
    return undefined;
  }
}

function joined(one: Uint8Array, two: Uint8Array): Bytes {
  const whole = new Uint8Array(one.length + two.length);
  whole.set(one);
  whole.set(two, one.length);
  return whole;
}
