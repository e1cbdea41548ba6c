/** Looks for text in what was opened: nothing is indexed, since an index would be one more thing that is held. */
import type { Statement } from '../statement/statement.ts';

interface Searched {
  readonly category: string;
  readonly event?: string;
  readonly data: { readonly [field: string]: unknown };
}

/** Whether a text stands in a value, or in the words for what it is. Everything is found when none is given. */
export function createSearch(statement: Statement, text: string | undefined): (one: Searched) => boolean {
  if (text === undefined) return () => true;
  const wanted = plain(text);
  const known = new Map<string, boolean>();
  const isSaid = (key: string, words: () => string | undefined) => {
    const said = known.get(key) ?? plain(words() ?? '').includes(wanted);
    known.set(key, said);
    return said;
  };
  const { data } = statement.words;
  return ({ category, event, data: values }) =>
    isSaid(category, () => `${category} ${data[category]?.says}`) ||
    (event !== undefined && isSaid(`when ${event}`, () => `${event} ${statement.collect[event]?.says}`)) ||
    Object.entries(values).some(
      ([field, value]) =>
        isSaid(`${category}.${field}`, () => `${field} ${data[category]?.fields[field]?.says}`) ||
        plain(typeof value === 'string' ? value : JSON.stringify(value)).includes(wanted),
    );
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
