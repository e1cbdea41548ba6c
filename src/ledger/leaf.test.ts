import { expect, test } from 'vitest';
import { makeLeaf, readLeaf } from './leaf.ts';

const detail = { kind: 'collected', at: 1, detail: { events: 3 } };

test('a leaf is read with its own opening, and with no other', () => {
  const leaf = makeLeaf(detail);
  expect(leaf.body).toHaveLength(33);
  expect(readLeaf(leaf.body, leaf.opening)).toEqual(detail);
  expect(readLeaf(leaf.body, makeLeaf(detail).opening)).toBeUndefined();
  expect(readLeaf(leaf.body, Buffer.alloc(0))).toBeUndefined();
});

test('leaves of the same detail share nothing but the version byte', () => {
  const bodies = Array.from({ length: 200 }, () => makeLeaf(detail).body);
  for (let at = 1; at < 33; at += 1) expect(new Set(bodies.map((body) => body[at])).size).toBeGreaterThan(50);
  expect(new Set(bodies.map((body) => body[0])).size).toBe(1);
  expect(new Set(bodies.map((body) => body.toString('hex'))).size).toBe(200);
});
