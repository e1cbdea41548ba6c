/** What we sign and prove, verified by a library that others wrote and keep, and that we share no line with. */
import { createPublicKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { writeCheckpoint } from './checkpoint.ts';
import { makeLeaf } from './leaf.ts';
import { readSecretKey, secretKeyText } from './note.ts';
import { type HashSource, hashLeaf, hashNode, proveInclusion, rootAt } from './tree.ts';

const load = createRequire(import.meta.url);
const { verifyMerkleInclusion } = load('@sigstore/verify/dist/tlog/merkle.js');
const { verifyCheckpoint } = load('@sigstore/verify/dist/tlog/checkpoint.js');

const leaves = Array.from({ length: 300 }, (_, n) => makeLeaf({ kind: 'opened', at: n, detail: {} }).body);
const hashes: HashSource = (level, index) =>
  level === 0 ? hashLeaf(leaves[index]!) : hashNode(hashes(level - 1, 2 * index), hashes(level - 1, 2 * index + 1));
const signer = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 7)))!;

/** The key as the library takes it: its id in front, its bytes as SPKI. */
function logOf(publicKey: string) {
  const [, id = '', key = ''] = publicKey.split('+');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'base64').subarray(1)]);
  return {
    logID: Buffer.from(id, 'hex'),
    baseURL: 'https://sotto.example/ledger',
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
}

const entryOf = (
  size: number,
  index: number,
  checkpoint = writeCheckpoint({ size, root: rootAt(hashes, size) }, signer),
) => ({
  canonicalizedBody: leaves[index],
  inclusionProof: {
    logIndex: String(index),
    hashes: proveInclusion(hashes, index, size),
    checkpoint: { envelope: checkpoint },
  },
});

describe('a library of others', () => {
  it('finds every leaf in what we sign', () => {
    for (const size of [1, 2, 7, 8, 255, 256, 257, 300]) {
      for (const index of new Set([0, 1, size >> 1, size - 1].filter((one) => one < size))) {
        const entry = entryOf(size, index);
        const checkpoint = verifyCheckpoint(entry, [logOf(signer.publicKey)]);
        expect(Number(checkpoint.logSize)).toBe(size);
        expect(() => verifyMerkleInclusion(entry, checkpoint)).not.toThrow();
        const moved = { ...entry, canonicalizedBody: leaves[index + 1] ?? Buffer.alloc(33) };
        expect(() => verifyMerkleInclusion(moved, checkpoint)).toThrow('does not match');
      }
    }
  });

  it('and does not take what another signed, or what was changed after', () => {
    const other = readSecretKey(secretKeyText('sotto.example/ledger', Buffer.alloc(32, 8)))!;
    const log = [logOf(signer.publicKey)];
    const forged = writeCheckpoint({ size: 8, root: rootAt(hashes, 8) }, other);
    expect(() => verifyCheckpoint(entryOf(8, 0, forged), log)).toThrow();
    const changed = writeCheckpoint({ size: 8, root: rootAt(hashes, 8) }, signer).replace('\n8\n', '\n9\n');
    expect(() => verifyCheckpoint(entryOf(8, 0, changed), log)).toThrow();
  });
});
