import { beforeEach, describe, expect, it } from 'vitest';
import { writeCheckpoint } from './checkpoint.ts';
import { makeLeaf } from './leaf.ts';
import { readSecretKey, secretKeyText } from './note.ts';
import { asReceipt, type Receipt, verifyReceipt } from './receipt.ts';
import { appendToTiles, bundlePath, bundlesOf, hashesIn, tilePath, writeBundle } from './tile.ts';
import { HASH_BYTES, proveInclusion } from './tree.ts';
import { rootOf, verifyFiles } from './verify-files.ts';

const signer = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 7)))!;
const key = signer.publicKey;
const SIZE = 600;
const made = Array.from({ length: SIZE }, (_, n) => makeLeaf({ kind: 'opened', at: n, detail: {} }));
const leaves = made.map(({ body }) => body);

/** The files of a ledger of these leaves, as its honest operator writes them. */
function filesOf(bodies: readonly Buffer[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const { level, n, hashes } of appendToTiles(0, new Map(), bodies)) {
    files.set(tilePath({ level, n, width: hashes.length / HASH_BYTES }), hashes);
  }
  for (const { n, width } of bundlesOf(bodies.length)) {
    files.set(bundlePath({ n, width }), writeBundle(bodies.slice(n * 256, n * 256 + width)));
  }
  const size = bodies.length;
  const root = rootOf((path) => files.get(path), size, size);
  files.set('checkpoint', Buffer.from(writeCheckpoint({ size, root }, signer)));
  return files;
}

let files: Map<string, Buffer>;
const verdict = () => verifyFiles((path) => files.get(path), key);
const wrongFiles = () => {
  const found = verdict();
  return found.kind === 'wrong' ? found.wrong.map(({ file }) => file) : [];
};
beforeEach(() => {
  files = filesOf(leaves);
});

describe('the files of a ledger', () => {
  it('are good as they were written', () => {
    expect(verdict()).toMatchObject({ kind: 'good', checkpoint: { size: SIZE } });
  });

  it('are found out when any bit of any of them is flipped', () => {
    for (const [path, bytes] of [...files]) {
      if (path === 'checkpoint') continue;
      for (const at of [0, 1, 40, bytes.length - 1].filter((one) => one < bytes.length)) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << (at % 8);
        files.set(path, flipped);
        expect([path, at, wrongFiles().length]).not.toEqual([path, at, 0]);
      }
      files.set(path, bytes);
    }
    expect(verdict().kind).toBe('good');
  });

  it('are found out when a file is missing', () => {
    for (const [path, bytes] of [...files]) {
      files.delete(path);
      expect(wrongFiles()).toContain(path);
      files.set(path, bytes);
    }
  });

  it.each<[string, (bodies: Buffer[]) => Buffer[]]>([
    ['a leaf changed', (bodies) => bodies.with(70, makeLeaf({}).body)],
    ['a leaf dropped', (bodies) => bodies.toSpliced(70, 1)],
    ['two leaves changed over', (bodies) => bodies.with(70, bodies[71]!).with(71, bodies[70]!)],
    ['the last leaves cut off', (bodies) => bodies.slice(0, -10)],
    ['a leaf put in', (bodies) => bodies.toSpliced(70, 0, makeLeaf({}).body)],
  ])('with %s and all tiles made anew are not what was signed', (_, change) => {
    const signed = files.get('checkpoint')!;
    files = filesOf(change([...leaves]));
    files.set('checkpoint', signed);
    expect(verdict().kind).toBe('wrong');
  });

  it('signed by another are not taken', () => {
    const other = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 9)))!;
    expect(verifyFiles((path) => files.get(path), other.publicKey)).toMatchObject({
      wrong: [{ file: 'checkpoint' }],
    });
  });
});

describe('a receipt', () => {
  const receiptOf = (index: number): Receipt => {
    const tiles = hashesIn((tile) => {
      const path = [...files.keys()].find((one) => one === tilePath(tile) || one.startsWith(`${tilePath(tile)}.p/`));
      return files.get(path!)!;
    });
    return {
      leaf: leaves[index]!.toString('base64'),
      opening: made[index]!.opening.toString('base64'),
      index,
      proof: proveInclusion(tiles, index, SIZE).map((hash) => hash.toString('base64')),
      checkpoint: files.get('checkpoint')!.toString(),
      key,
    };
  };

  it('says what was recorded, for whoever has nothing but it', () => {
    const kept = asReceipt(JSON.parse(JSON.stringify(receiptOf(70))))!;
    expect(verifyReceipt(kept, key)).toMatchObject({ kind: 'good', index: 70, size: SIZE, says: { at: 70 } });
  });

  it('is of one leaf at one place, and of nothing else', () => {
    const [mine, other] = [receiptOf(70), receiptOf(71)];
    expect(verifyReceipt({ ...mine, opening: other.opening }, key).kind).toBe('not-opened');
    expect(verifyReceipt({ ...mine, index: 71 }, key).kind).toBe('not-included');
    expect(verifyReceipt({ ...mine, leaf: other.leaf, opening: other.opening }, key).kind).toBe('not-included');
    expect(verifyReceipt({ ...mine, checkpoint: mine.checkpoint.replace('\n600\n', '\n601\n') }, key).kind).toBe(
      'unsigned',
    );
    expect(asReceipt({ ...mine, proof: 'none' })).toBeUndefined();
  });
});
