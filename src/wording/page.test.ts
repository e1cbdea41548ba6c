import { describe, expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { words as shopWords } from '../../statements/corner-shop/wording.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import { words as speakerWords } from '../../statements/sonos-2017-08/wording.ts';
import { clauses } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import { anchors, type Section } from './document.ts';
import { markdown } from './markdown.ts';
import { page, said, unsaid } from './page.ts';

const told = [
  { name: 'the corner shop', statement: shop as Statement, words: shopWords },
  { name: 'the speakers', statement: speakers as Statement, words: speakerWords },
];
/** One section of a page as Markdown, without links and anchors. */
const read = (statement: Statement, anchor: string, prose?: typeof shopWords) => {
  const whole = page(statement, prose);
  const sections = whole.sections.filter((one) => one.anchor === anchor);
  const text = markdown({ ...whole, intro: [], sections });
  return text
    .replace(/<a id="[^"]*"><\/a>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split('\n\n')
    .slice(2)
    .join('\n\n')
    .trim();
};

describe.each(told)('the page of $name', ({ statement, words }) => {
  test('has every clause under its id, with prose and without', () => {
    const ids = clauses(statement).map(({ id }) => id);
    for (const prose of [undefined, words]) {
      const found = new Set(anchors(page(statement, prose)).map(({ anchor }) => anchor));
      expect(ids.filter((id) => !found.has(id))).toEqual([]);
      expect(unsaid(statement, prose)).toEqual([]);
    }
  });

  test('tells each situation as what is collected, and why', () => {
    for (const [name, { says }] of Object.entries(statement.words.situations)) {
      const section = page(statement, words).sections.find((one) => one.anchor === `situation.${name}`);
      const parts = section?.blocks.filter((one): one is Section => one.block === 'section') ?? [];
      expect([section?.title, ...parts.map((one) => one.title)]).toEqual([says, 'What is collected', 'Why']);
      expect(parts.every((one) => one.blocks.length > 0)).toBe(true);
    }
  });

  test('shows for every field what it is, when, why and who may get it', () => {
    const text = anchors(page(statement, words));
    for (const [name, category] of Object.entries(statement.words.data)) {
      const shown = text.find(({ anchor }) => anchor === `data.${name}`)?.words ?? '';
      for (const field of Object.values(category.fields))
        expect(shown.toLowerCase()).toContain(field.says.toLowerCase());
      expect(shown).toMatch(category.passing ? /only passes through/ : /kept until/);
    }
  });
});

test('a small section reads well', () => {
  expect(read(shop, 'situation.buying')).toMatchInlineSnapshot(`
    "## Buying from us

    ### What is collected

    - Who and where you are
    - What you bought

    ### Why

    - To bring you what you order
    - To keep the books that the law asks for
    - To suggest things you may like

    ### Each occasion, and exactly what it takes

    - **When you order** (our web shop): your name, your email address, your address, the goods and how many."
  `);
  expect(read(shop, 'choices')).toMatchInlineSnapshot(`
    "## Your choices

    Each of these is yours, and can be changed at any time.

    ### Suggest things from what I bought

    **Off until you turn it on.** While it is off: Without it the shop works just the same.

    #### What it decides, and where to find it

    - It decides whether we use data to suggest things you may like.
    - You find it in our web shop."
  `);
  expect(read(shop, 'share')).toMatchInlineSnapshot(`
    "## Who gets what

    Data leaves by these rules and by no other.

    | Who | What | Why | On what terms |
    | --- | --- | --- | --- |
    | The courier who brings your parcel | your name and your address | To bring the parcel | They are bound by this statement. |

    ### Who they are

    - **The courier who brings your parcel**, working in the country of our shop."
  `);
  expect(read(shop, 'data')).toMatchInlineSnapshot(`
    "## Every kind of data

    Open one to see each part of it: when and where it arises, why, who may get it, and how long it stays.

    ### Who and where you are

    It is kept until 30 days after you close your account.

    | What | When, and where | Why | Who may get it |
    | --- | --- | --- | --- |
    | Your name and your address | When you order (our web shop) | To bring you what you order | The courier who brings your parcel |
    | Your email address | When you order (our web shop) | To bring you what you order | Nobody |

    ### What you bought

    It is kept until 7 years after it happened.

    | What | When, and where | Why | Who may get it |
    | --- | --- | --- | --- |
    | The goods and how many | When you order (our web shop) | To bring you what you order, to keep the books that the law asks for and to suggest things you may like | Nobody |"
  `);
});

test('people hear what has no switch, and why', () => {
  expect(read(speakers, 'functional')).toContain(
    '**What lets you sign in**: we need it to keep products and people safe',
  );
  expect(read(speakers, 'functional')).not.toContain('news, offers');
});

test('a clause whose own words are blank is unsaid', () => {
  const mute: Statement = { ...shop, collect: { order: { ...shop.collect.order!, says: ' ' } } };
  expect(unsaid(mute)).toEqual(['collect.order']);
  expect(unsaid(mute, shopWords)).toEqual(['collect.order']);
});

test('what prose speaks for is said, though the detail has no words for it', () => {
  const mute: Statement = { ...shop, share: { delivery: { ...shop.share.delivery!, says: '' } } };
  expect(unsaid(mute)).toEqual(['share.delivery']);
  expect(said(mute, shopWords).has('share.delivery')).toBe(true);
});
