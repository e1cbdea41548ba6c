import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFrom, seal, unseal } from './seal.ts';

const key = keyFrom(randomBytes(32));
const plain = Buffer.from('Ada was in the kitchen');

test('what was sealed opens under the same key and in the same place alone', () => {
  const sealed = seal(key, ['ada', 'activity', 1], plain);
  expect(unseal(key, ['ada', 'activity', 1], sealed)).toEqual(plain);
  const wrong = { code: 'storage-damaged' };
  expect(() => unseal(keyFrom(randomBytes(32)), ['ada', 'activity', 1], sealed)).toThrow(
    expect.objectContaining(wrong),
  );
  for (const place of [
    ['ben', 'activity', 1],
    ['ada', 'activity', 2],
    ['ada', 'activity'],
    ['ada', 'activity', 1, ''],
  ]) {
    expect(() => unseal(key, place, sealed)).toThrow(expect.objectContaining(wrong));
  }
});

test('no two places have one binding, however their parts are cut', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '1', ':', ','), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(() => unseal(key, other, seal(key, one, plain))).toThrow();
    }),
  );
});

test('a single bit changed anywhere is noticed', () => {
  const sealed = seal(key, ['ada'], plain);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const altered = Buffer.from(sealed);
    altered[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => unseal(key, ['ada'], altered)).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => unseal(key, ['ada'], sealed.subarray(0, length))).toThrow();
  }
});

test('a nonce is never used twice', () => {
  const nonces = Array.from({ length: 2_000 }, () => seal(key, ['ada'], plain).toString('hex', 1, 13));
  expect(new Set(nonces).size).toBe(2_000);
});
