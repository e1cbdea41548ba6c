import { anchors, type Page } from './document.ts';

/** A piece of a page, by its anchor, and its words. */
export interface Found {
  readonly anchor: string;
  readonly words: string;
}

/**
 * Where a page speaks of something: the smallest pieces in which every word of it occurs, in the order of reading. Words are
 * found in any case, and within longer ones. Nothing is found where nothing is sought.
 */
export function find(page: Page, sought: string): readonly Found[] {
  const words = spelled(sought).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const all = anchors(page).filter((one) => {
    const text = spelled(one.words);
    return words.every((word) => text.includes(word));
  });
  return all.filter(
    (one) => !all.some((other) => other.words.length < one.words.length && one.words.includes(other.words)),
  );
}

const spelled = (text: string): string => text.normalize('NFKC').toLowerCase();
