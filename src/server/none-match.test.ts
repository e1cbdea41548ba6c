import { expect, it } from 'vitest';
import { namesEtag } from './none-match.ts';

it.each([
  ['"7-abc"', true],
  ['W/"7-abc"', true],
  ['"6-xyz", W/"7-abc"', true],
  ['*', true],
  ['"7-ab"', false],
  ['7-abc', false],
  ['', false],
  [undefined, false],
])('%s names it: %s', (header, names) => {
  expect(namesEtag(header, '"7-abc"')).toBe(names);
});
