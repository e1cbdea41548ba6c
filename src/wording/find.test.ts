import { describe, expect, it } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';
import { anchors } from './document.ts';
import { find } from './find.ts';
import { page } from './page.ts';

const reference = page(statement, words);

describe('what is looked for in a statement', () => {
  it('is found where every word of it occurs, in any case, in the smallest piece that has them', () => {
    const found = find(reference, 'EQUALISER  levels');
    expect(found.map(({ anchor }) => anchor)).toContain('collect.system-status');
    for (const { words } of found) expect(words.toLowerCase()).toMatch(/equaliser/);
    for (const one of found) {
      for (const other of found) {
        if (one !== other && one.words.length > other.words.length) expect(one.words).not.toContain(other.words);
      }
    }
  });

  it('is found under every anchor by its own words, and nowhere when it is nothing, or nothing that is said', () => {
    for (const { anchor, words } of anchors(reference).filter(({ words }) => words !== '')) {
      const found = find(reference, words);
      expect([anchor, found.length > 0]).toEqual([anchor, true]);
    }
    for (const nothing of ['', '  ', 'zqvjxwk', 'equaliser zqvjxwk']) expect(find(reference, nothing)).toEqual([]);
  });
});
