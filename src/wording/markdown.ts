/** A page as Markdown (CommonMark with tables), for repositories, mail and reading aloud. */
import type { Block, Inline, Page, Section, Text } from './document.ts';
import { htmlId, OWN_PATH } from './html.ts';
import { dateWords } from './phrase.ts';

/** The whole document. What an author wrote never becomes markup. */
export function markdown(page: Page): string {
  const parts = [
    `# ${escaped(page.title)}`,
    `Dated ${escaped(dateWords(page.dated))}`,
    ...blocks(page.intro, 2),
    ...blocks(page.sections, 2),
  ];
  return `${parts.join('\n\n')}\n`;
}

const blocks = (all: readonly Block[], level: number): string[] => all.flatMap((one) => block(one, level));

function block(one: Block, level: number): string[] {
  switch (one.block) {
    case 'paragraph':
      return [inlines(one.text)];
    case 'list':
      return [one.items.map(({ text, anchor }) => `- ${named(anchor)}${inlines(text)}`).join('\n')];
    case 'table':
      return [table(one)];
    case 'details':
      return [
        `${'#'.repeat(Math.min(level, 6))} ${named(one.anchor)}${escaped(one.summary)}`,
        ...blocks(one.blocks, level + 1),
      ];
    case 'ask':
      return [];
    case 'section':
      return section(one, level);
  }
}

const section = ({ title, anchor, blocks: inner }: Section, level: number): string[] => [
  `${'#'.repeat(Math.min(level, 6))} ${named(anchor)}${escaped(title)}`,
  ...blocks(inner, level + 1),
];

function table({ head, rows }: Extract<Block, { block: 'table' }>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head.map(escaped)),
    line(head.map(() => '---')),
    ...rows.map(({ anchor, cells }) =>
      line(cells.map((cell, index) => `${index === 0 ? named(anchor) : ''}${inlines(cell)}`)),
    ),
  ].join('\n');
}

const named = (anchor: string | undefined) => (anchor === undefined ? '' : `<a id="${htmlId(anchor)}"></a>`);

const inlines = (text: Text): string => text.map(inline).join('');

function inline(one: Inline): string {
  if (typeof one === 'string') return escaped(one);
  if ('strong' in one) return `**${escaped(one.strong)}**`;
  return 'anchor' in one.to
    ? `[${escaped(one.link)}](#${htmlId(one.to.anchor)})`
    : /^(https|mailto):[^\s()<>]+$/i.test(one.to.address) || OWN_PATH.test(one.to.address)
      ? `[${escaped(one.link)}](${one.to.address})`
      : escaped(one.link);
}

/** Every character that could start markup stands behind a backslash, and a line break is a space. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
