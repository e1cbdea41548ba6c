/** What stands above the statement for who reads it: a search, and the other ways to read it. */
import { type Block, type Inline, list, paragraph, section } from './document.ts';
import type { Found } from './find.ts';

/** The address of the statement in force. */
export const STATEMENT = '/statement';
const MOST_LISTED = 30;
const LONGEST = 160;

/** `typed`: what was looked for, `''` for nothing. */
export const aboutReading = (typed: string, found: readonly Found[]): readonly Block[] => [
  paragraph(
    { strong: 'What it means for you: ' },
    link('your choices, your data now, and who got it', '/me/statement'),
    '. For machines: ',
    link('the statement', '/v1/statement'),
    ', ',
    link('this interface', '/openapi.json'),
    '.',
  ),
  { block: 'ask', fields: [{ name: 'q', label: 'Look for something', typed }], button: 'Look', to: STATEMENT },
  ...(typed.trim() === '' ? [] : [results(typed, found)]),
];

function results(typed: string, found: readonly Found[]): Block {
  if (found.length === 0) {
    return section('found', `Nothing is said of “${typed}”`, [
      paragraph('What the statement does not speak of is not collected. Other words may be closer to its own.'),
    ]);
  }
  const places = found.length === 1 ? 'One place speaks' : `${found.length} places speak`;
  return section('found', `${places} of “${typed}”`, [
    list(
      found.slice(0, MOST_LISTED).map(({ anchor, words }) => ({ text: [{ link: shortened(words), to: { anchor } }] })),
    ),
    ...(found.length > MOST_LISTED ? [paragraph(`The first ${MOST_LISTED} are listed.`)] : []),
  ]);
}

const link = (words: string, address: string): Inline => ({ link: words, to: { address } });

function shortened(words: string): string {
  if (words.length <= LONGEST) return words;
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST))} …`;
}
