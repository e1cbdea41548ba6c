/** A letter as text and as HTML, of the same paragraphs. The HTML fetches nothing, and has the reader's own colours. */
import type { MessageClause } from '../../statement/statement.ts';
import { escaped } from '../../wording/html.ts';
import type { Letter, Paragraph } from './template.ts';

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `clause` is the message that it goes out under: at its foot it says why it comes. */
export function render({ subject, paragraphs, unsubscribe }: Letter, clause: MessageClause): Rendered {
  const foot: Paragraph[] =
    unsubscribe === undefined
      ? [`This letter is of a kind that comes whatever you chose about news and offers:\n${clause.says}.`]
      : [`This is ${clause.says}. You can stop it at any time, without signing in:`, { link: unsubscribe }];
  return {
    subject,
    text: `${inText(paragraphs)}\n\n-- \n${inText(foot)}\n`,
    html: page(subject, [...paragraphs.map(inHtml), '<hr>', ...foot.map(inHtml)].join('\n')),
  };
}

const inText = (all: readonly Paragraph[]): string =>
  all.map((one) => (typeof one === 'string' ? one : one.link)).join('\n\n');

const inHtml = (one: Paragraph): string =>
  typeof one === 'string'
    ? `<p>${escaped(one).replaceAll('\n', '<br>\n')}</p>`
    : `<p><a href="${escaped(one.link)}">${escaped(one.link)}</a></p>`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
</head>
<body style="margin: 0 auto; max-width: 36em; padding: 1em; font: 1em/1.5 sans-serif; overflow-wrap: anywhere">
${body}
</body>
</html>
`;
