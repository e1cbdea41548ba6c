/** A page as HTML that works without script and asks nobody for anything. */
import type { Block, Field, Inline, Item, Page, Section, Text } from './document.ts';
import { dateWords } from './phrase.ts';
import { STYLE } from './style.ts';

/** Where the style comes from: within the page (allow its hash), or from an address of the same site. */
export type Styled = 'within' | { readonly from: string };

/** A small page of our own style, without script: `body` and what is added to the head are HTML, the title is text. */
export const plainPage = (title: string, body: string, head = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** The whole document. Every value is escaped; anchors are made safe by `htmlId`. */
export function html(page: Page, style: Styled = 'within'): string {
  return `<!doctype html>
<html lang="${escaped(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)}</title>
${style === 'within' ? `<style>${STYLE}</style>` : `<link rel="stylesheet" href="${escaped(style.from)}">`}
</head>
<body>
<a class="skip" href="#content">Skip to the statement</a>
<div class="frame">
<header>
<h1>${escaped(page.title)}</h1>
<p class="dated">Dated <time datetime="${escaped(page.dated)}">${escaped(dateWords(page.dated))}</time></p>
${blocks(page.intro, 2)}
</header>
</div>
<div class="frame body">
<nav aria-label="On this page">
<ul>
${page.sections.map((one) => `<li><a href="#${htmlId(one.anchor)}">${escaped(one.title)}</a></li>`).join('\n')}
</ul>
</nav>
<main id="content">
${page.sections.map((one) => section(one, 2)).join('\n')}
</main>
</div>
</body>
</html>
`;
}

/**
 * An anchor as an `id` that no name can break out of: what is not a letter, digit, `.`, `_` or `-` becomes its
 * code point between tildes, so that two anchors never share an id.
 */
export const htmlId = (anchor: string): string =>
  anchor.replace(/[^A-Za-z0-9._-]/gu, (one) => `~${(one.codePointAt(0) ?? 0).toString(16)}~`);

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for elements and for quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? '');

const idOf = (anchor: string | undefined) => (anchor === undefined ? '' : ` id="${htmlId(anchor)}"`);

const blocks = (all: readonly Block[], level: number): string => all.map((one) => block(one, level)).join('\n');

function block(one: Block, level: number): string {
  switch (one.block) {
    case 'paragraph':
      return item('p', one);
    case 'list':
      return `<ul>\n${one.items.map((each) => item('li', each)).join('\n')}\n</ul>`;
    case 'table':
      return table(one);
    case 'details':
      return `<details${idOf(one.anchor)}>\n<summary>${escaped(one.summary)}</summary>\n${blocks(one.blocks, level)}\n</details>`;
    case 'ask':
      return `<form class="ask" action="${escaped(one.to)}"${one.fields.some((field) => 'typed' in field) ? ' role="search"' : ''}>
${one.fields.map(field).join('\n')}
<button>${escaped(one.button)}</button>
</form>`;
    case 'section':
      return section(one, level);
  }
}

function field(one: Field): string {
  const label = `<label>${escaped(one.label)}`;
  if ('typed' in one)
    return `${label}\n<input name="${escaped(one.name)}" type="search" maxlength="100" value="${escaped(one.typed)}"></label>`;
  const options = one.options.map(
    ({ value, words }) =>
      `<option value="${escaped(value)}"${value === one.chosen ? ' selected' : ''}>${escaped(words)}</option>`,
  );
  return `${label}\n<select name="${escaped(one.name)}">\n${options.join('\n')}\n</select></label>`;
}

/** HTML has six levels of headings; what lies deeper shares the last. */
function section(one: Section, level: number): string {
  const heading = `h${Math.min(level, 6)}`;
  const id = htmlId(one.anchor);
  const look = one.as === undefined ? '' : ` class="${one.as}"`;
  return `<section id="${id}" aria-labelledby="${id}~title"${look}>
<${heading} id="${id}~title">${escaped(one.title)}</${heading}>
${blocks(one.blocks, level + 1)}
</section>`;
}

/** The first cell of a row names it. On small screens the head is repeated beside each cell. */
function table({ caption, head, rows }: Extract<Block, { block: 'table' }>): string {
  const row = ({ anchor, cells }: (typeof rows)[number]) =>
    `<tr${idOf(anchor)}>${cells
      .map((cell, index) =>
        index === 0
          ? `<th scope="row">${inlines(cell)}</th>`
          : `<td data-head="${escaped(head[index] ?? '')}">${inlines(cell)}</td>`,
      )
      .join('')}</tr>`;
  return `<div class="table">
<table>
<caption>${escaped(caption)}</caption>
<thead><tr>${head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(row).join('\n')}
</tbody>
</table>
</div>`;
}

const item = (tag: 'p' | 'li', { text, anchor }: Item): string => `<${tag}${idOf(anchor)}>${inlines(text)}</${tag}>`;

const inlines = (text: Text): string => text.map(inline).join('');

function inline(one: Inline): string {
  if (typeof one === 'string') return escaped(one);
  if ('strong' in one) return `<strong>${escaped(one.strong)}</strong>`;
  const href = 'anchor' in one.to ? `#${htmlId(one.to.anchor)}` : safeAddress(one.to.address);
  return href === undefined ? escaped(one.link) : `<a href="${escaped(href)}">${escaped(one.link)}</a>`;
}

/** Only addresses that cannot run anything, and paths of our own site; any other is shown as words. */
const safeAddress = (address: string) =>
  /^(https|mailto):/i.test(address) || OWN_PATH.test(address) ? address : undefined;

/** Not `//elsewhere`, nor what a browser takes for it. */
export const OWN_PATH = /^\/(?!\/)[\w./?=&-]*$/;
