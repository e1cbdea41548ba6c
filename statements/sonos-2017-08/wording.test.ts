import { expect, test } from 'vitest';
import { html } from '../../src/wording/html.ts';
import { page } from '../../src/wording/page.ts';
import type { Said } from '../../src/wording/words.ts';
import { statement } from './statement.ts';
import { words } from './wording.ts';

const sentences = (): readonly Said[] => [
  ...words.intro,
  ...Object.values(words.situations).flatMap(({ collected, why }) => [...collected, ...why]),
  ...words.faq.flatMap(({ answers }) => answers),
];

test('the common questions are answered, each from at least one rule', () => {
  const asked = [
    /know about me/,
    /Why/,
    /used for/,
    /better/,
    /without registering/,
    /say no/,
    /deleted/,
    /music service/,
    /card/,
  ];
  const also = [/speak/, /home automation/, /How long/, /safe/, /cookies and pixels/, /advertise/, /children/, /Whom/];
  const missing = [...asked, ...also].filter((one) => !words.faq.some(({ asks }) => one.test(asks)));
  expect(missing).toEqual([]);
  const bare = words.faq.filter(({ answers }) => !answers.flat().some((one) => typeof one !== 'string' && one.clause));
  expect(bare.map(({ asks }) => asks)).toEqual([]);
});

test('what a slot says stands on the page as the clause has it', () => {
  const shown = html(page(statement, words));
  expect(shown).toContain('>13 months after it happened</a>');
  expect(shown).toContain('>within 30 days</a>');
});

test('prose is calm: no exclamation, no number of its own, no word of the law', () => {
  const own = sentences().map((said) => said.filter((one) => typeof one === 'string').join(' '));
  expect(own.filter((text) => /!|[0-9]|\b(pursuant|hereby|herein|shall|notwithstanding)\b/i.test(text))).toEqual([]);
});

test('no situation is left to the generated words alone', () => {
  for (const name of Object.keys(statement.words.situations)) {
    expect(words.situations[name]?.collected.length, name).toBeGreaterThan(0);
    expect(words.situations[name]?.why.length, name).toBeGreaterThan(0);
  }
});
