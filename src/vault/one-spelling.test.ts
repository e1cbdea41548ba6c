import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneSpelling } from './one-spelling.ts';

const letter = fc.integer({ min: 0x21, max: 0x2fff }).map((code) => String.fromCodePoint(code));
const mark = fc.constantFrom('', '\u0307', '\u0308', '\u030a', '\u030c', '\u0331', '\u0345');
const written = fc
  .array(
    fc.tuple(letter, mark).map((pair) => pair.join('')),
    { maxLength: 6 },
  )
  .map((all) => all.join(''));

test.each([
  [' Ada@Home.Example ', 'ada@home.example'],
  ['Zoe\u0308@home.example', 'zo\u00eb@home.example'],
  ['J\u030can@home.example', '\u01f0an@home.example'],
  ['B8-E9-37-000001:1', 'b8-e9-37-000001:1'],
])('%j is known as %j', (value, spelling) => {
  expect(oneSpelling(value)).toBe(spelling);
});

test('what is in its one spelling stays so', () => {
  fc.assert(
    fc.property(written, (value) => oneSpelling(oneSpelling(value)) === oneSpelling(value)),
    { numRuns: 5_000 },
  );
});
