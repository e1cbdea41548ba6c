import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { words as shopWords } from '../../statements/corner-shop/wording.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import { words as speakerWords } from '../../statements/sonos-2017-08/wording.ts';
import { clauses } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import { html, htmlId } from './html.ts';
import { markdown } from './markdown.ts';
import { page } from './page.ts';
import { STYLE } from './style.ts';

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}
/** The tags of a document whose text and attributes are escaped: whatever else it holds would show up here. */
function tags(document: string): readonly Tag[] {
  const body = document.replace(`<style>${STYLE}</style>`, '').replace('<!doctype html>', '');
  return [...body.matchAll(/<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g)].map(
    ([, slash, name = '', rest = '']) => ({
      name,
      closes: slash === '/',
      attributes: new Map([...rest.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
    }),
  );
}
const EMPTY = ['meta', 'link'];
const ALLOWED =
  /^(html|head|meta|title|link|body|a|div|header|h[1-6]|p|time|nav|ul|li|main|section|details|summary|strong|table|caption|thead|tbody|tr|th|td)$/;

/** What any page must be, whatever its statement says. */
function expectSound(document: string) {
  const found = tags(document);
  // Every angle bracket belongs to a tag that we make.
  const brackets = document.replace(`<style>${STYLE}</style>`, '').replace('<!doctype html>', '').split('<').length - 1;
  expect(found).toHaveLength(brackets);
  expect(found.filter(({ name }) => !ALLOWED.test(name))).toEqual([]);
  const open: string[] = [];
  for (const { name, closes } of found) {
    if (EMPTY.includes(name)) continue;
    if (closes) expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  const ids = found.flatMap(({ attributes }) => attributes.get('id') ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const links = found.flatMap(({ name, attributes }) => (name === 'a' ? (attributes.get('href') ?? []) : []));
  expect(links.filter((to) => !to.startsWith('mailto:') && !(to.startsWith('#') && ids.includes(to.slice(1))))).toEqual(
    [],
  );
}

describe.each([
  { name: 'the corner shop', statement: shop as Statement, words: shopWords },
  { name: 'the speakers', statement: speakers as Statement, words: speakerWords },
])('the HTML of $name', ({ statement, words }) => {
  const document = html(page(statement, words));
  const found = tags(document);

  test('is well formed, its ids are unique and its links lead somewhere', () => {
    expectSound(document);
  });

  test('has an anchor for every clause', () => {
    const ids = new Set(found.flatMap(({ attributes }) => attributes.get('id') ?? []));
    expect(clauses(statement).filter(({ id }) => !ids.has(htmlId(id)))).toEqual([]);
  });

  test('asks nobody for anything, and runs nothing', () => {
    expect(document).not.toMatch(/<script|<img|<iframe|@import|url\(|\bsrc=|\bon[a-z]+="|style="|https?:/);
  });

  test('can be walked by ear and by keyboard', () => {
    expect(found[0]?.attributes.get('lang')).toBe('en');
    expect(document.indexOf('class="skip" href="#content"')).toBeLessThan(document.indexOf('<header>'));
    expect(found.filter((one) => one.name === 'main' && !one.closes)).toHaveLength(1);
    expect(found.find((one) => one.name === 'nav')?.attributes.get('aria-label')).toBe('On this page');
    const levels = found.filter((one) => /^h[1-6]$/.test(one.name) && !one.closes).map((one) => Number(one.name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => index > 0 && level > levels[index - 1]! + 1)).toEqual([]);
    const heads = found.filter((one) => one.name === 'th' && !one.closes);
    expect(heads.every((one) => ['row', 'col'].includes(one.attributes.get('scope') ?? ''))).toBe(true);
    expect(document.split('<table>').length).toBe(document.split('<caption>').length);
    const sections = found.filter((one) => one.name === 'section' && !one.closes);
    const ids = new Set(found.flatMap(({ attributes }) => attributes.get('id') ?? []));
    expect(sections.every((one) => ids.has(one.attributes.get('aria-labelledby') ?? ''))).toBe(true);
  });
});

test('the style can come from an address of its own, with nothing inline', () => {
  const document = html(page(shop), { from: '/statement.css' });
  expect(document).toContain('<link rel="stylesheet" href="/statement.css">');
  expect(document).not.toContain('<style');
});

test('the style follows light and dark, and print', () => {
  expect(STYLE).toContain('color-scheme: light dark');
  expect(STYLE).toContain('@media print');
  expect(STYLE).not.toContain('</');
});

describe('a statement with hostile names and words', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='x",
      '</style>',
      '](javascript:x)',
      '&lt;',
      'a b',
      'ü~75~',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  );
  const poisoned = fc.tuple(hostile, hostile, hostile).map(
    ([name, says, mail]): Statement => ({
      ...shop,
      title: says,
      words: {
        ...shop.words,
        situations: { buying: { says } },
        data: {
          ...shop.words.data,
          [`x${name}`]: { of: 'person', says, fields: { [name]: { type: 'flag', says: name } } },
        },
      },
      collect: { ...shop.collect, [`x${name}`]: { says, in: 'buying', at: [name], takes: { [`x${name}`]: [name] } } },
      choices: { ...shop.choices, [`x${name}`]: { ...shop.choices.suggestions!, asks: says, tells: name } },
      contacts: { [`x${name}`]: { says, name, email: mail } },
    }),
  );

  test('stays a sound page', () => {
    fc.assert(
      fc.property(poisoned, (statement) => {
        expectSound(html(page(statement)).replaceAll(/href="mailto:[^"]*"/g, 'href="mailto:x"'));
      }),
      { numRuns: 200 },
    );
  });

  test('makes no tag and no link of its own in Markdown', () => {
    fc.assert(
      fc.property(poisoned, (statement) => {
        const text = markdown(page(statement)).replaceAll(/<a id="[A-Za-z0-9._~-]*"><\/a>/g, '');
        expect(text).not.toMatch(/(?<!\\)</);
        expect(text).not.toMatch(/(?<!\\)\]\((?!#|mailto:)/);
      }),
      { numRuns: 200 },
    );
  });

  test('two names never share an id', () => {
    fc.assert(fc.property(hostile, hostile, (one, other) => (htmlId(one) === htmlId(other)) === (one === other)));
  });
});
