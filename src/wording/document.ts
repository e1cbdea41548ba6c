/** A page as a tree of plain data, between a statement and the ways to show it (HTML, Markdown, a screen). */
export type Inline =
  | string
  | { readonly strong: string }
  /** `to` is an anchor of the same page, an address with its scheme, or a path of our own site. */
  | { readonly link: string; readonly to: { readonly anchor: string } | { readonly address: string } };

export type Text = readonly Inline[];

export interface Item {
  readonly text: Text;
  /** The name by which a link finds it: the id of the clause that it tells, or another dotted name. */
  readonly anchor?: string;
}
export interface Row {
  readonly cells: readonly Text[];
  readonly anchor?: string;
}

export type Block =
  | ({ readonly block: 'paragraph' } & Item)
  | { readonly block: 'list'; readonly items: readonly Item[] }
  | {
      readonly block: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly Row[];
    }
  /** Shown on demand. */
  | { readonly block: 'details'; readonly summary: string; readonly blocks: readonly Block[]; readonly anchor?: string }
  /** What a reader is asked; the page at the address shows what comes of it. */
  | { readonly block: 'ask'; readonly fields: readonly Field[]; readonly button: string; readonly to: string }
  | Section;

/** A line to type something into, or a list to choose from. */
export type Field =
  | { readonly name: string; readonly label: string; readonly typed: string }
  | {
      readonly name: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly words: string }[];
      readonly chosen: string;
    };

export interface Section {
  readonly block: 'section';
  readonly title: string;
  readonly anchor: string;
  readonly blocks: readonly Block[];
  /** How it is laid out: two columns side by side where there is room, or a card of its own. */
  readonly as?: 'pair' | 'half';
}

export interface Page {
  readonly title: string;
  /** The date on the statement. */
  readonly dated: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly intro: readonly Block[];
  readonly sections: readonly Section[];
}

export const paragraph = (...text: Text): Block => ({ block: 'paragraph', text });
export const list = (items: readonly (Item | string)[]): Block => ({
  block: 'list',
  items: items.map((item) => (typeof item === 'string' ? { text: [item] } : item)),
});
export const details = (summary: string, blocks: readonly Block[], anchor?: string): Block => ({
  block: 'details',
  summary,
  blocks,
  ...(anchor === undefined ? {} : { anchor }),
});
export const section = (anchor: string, title: string, blocks: readonly Block[], as?: 'pair' | 'half'): Section => ({
  block: 'section',
  title,
  anchor,
  blocks,
  ...(as === undefined ? {} : { as }),
});
export const table = (caption: string, head: readonly string[], rows: readonly Row[]): Block => ({
  block: 'table',
  caption,
  head,
  rows,
});

/** The words of a text, without what makes it look like something. */
export const plain = (text: Text): string =>
  text.map((one) => (typeof one === 'string' ? one : 'strong' in one ? one.strong : one.link)).join('');

/** Every anchor of a page with the words that stand under it, in the order of reading. */
export function anchors(page: Page): readonly { readonly anchor: string; readonly words: string }[] {
  const found: { anchor: string; words: string }[] = [];
  const note = (anchor: string | undefined, words: string) => {
    if (anchor !== undefined) found.push({ anchor, words: words.trim() });
    return words;
  };
  const read = (blocks: readonly Block[]): string => blocks.map(readOne).join(' ');
  const readOne = (one: Block): string => {
    switch (one.block) {
      case 'paragraph':
        return note(one.anchor, plain(one.text));
      case 'list':
        return one.items.map((item) => note(item.anchor, plain(item.text))).join(' ');
      case 'table':
        return one.rows.map((row) => note(row.anchor, row.cells.map(plain).join(' '))).join(' ');
      case 'ask':
        return '';
      case 'details':
      case 'section':
        return note(one.anchor, read(one.blocks));
    }
  };
  read([...page.intro, ...page.sections]);
  return found;
}
