import { describe, expect, test } from 'vitest';
import { statement } from '../../statements/corner-shop/statement.ts';
import { words } from '../../statements/corner-shop/wording.ts';
import { ownTexts, say, spoken, wording } from './words.ts';

const text = (said: ReturnType<typeof say>) => said.map((one) => (typeof one === 'string' ? one : one.says)).join('');

describe('prose', () => {
  test('a slot is filled by the clause that decides', () => {
    const longer = {
      ...statement,
      keep: { ...statement.keep, order: { ...statement.keep.order!, for: '10 years' as const } },
    };
    const prose = (of: typeof statement) =>
      wording(of, ({ keep }) => ({
        intro: [say`We forget an order ${keep.order}.`],
        situations: { buying: { collected: [], why: [] } },
        faq: [],
      }));
    expect(text(prose(statement).intro[0]!)).toBe('We forget an order 7 years after it happened.');
    expect(text(prose(longer).intro[0]!)).toBe('We forget an order 10 years after it happened.');
  });

  test('a slot that begins a sentence has a capital, and one within has none', () => {
    const slot = { says: 'your name', anchor: 'data.contact' };
    expect(text(say`${slot} is kept. ${slot} is yours; ${slot} is short.`)).toBe(
      'Your name is kept. Your name is yours; your name is short.',
    );
  });

  test('a slot without words is a mistake, and said at once', () => {
    expect(() =>
      wording(statement, ({ warns }) => ({
        intro: [say`${warns.erasure}`],
        situations: { buying: { collected: [], why: [] } },
        faq: [],
      })),
    ).toThrow(new RangeError('requests.erasure: the statement has no words for this slot'));
  });

  test('a name that the statement does not have does not compile', () => {
    wording(statement, ({ data, keep, choice }) => {
      // @ts-expect-error there is no such category
      expect(data.orders).toBeUndefined();
      // @ts-expect-error nor such a retention
      expect(keep.orders).toBeUndefined();
      // @ts-expect-error nor such a choice
      expect(choice.suggestion).toBeUndefined();
      return { intro: [], situations: { buying: { collected: [], why: [] } }, faq: [] };
    });
  });

  test('its author’s own words have places, and what a slot says is not among them', () => {
    const own = new Map(ownTexts(words).map(({ at, text }) => [at, text]));
    expect(own.get('wording.faq.5.asks')).toBe('How old must I be?');
    expect(own.get('wording.faq.5.answers.1')).toBe('You have to be … to have an account.');
    expect(own.get('wording.situations.buying.collected.1')).toBe(
      'When you order we note … and …. We ask for no more.',
    );
  });

  test('prose is frozen plain data, and names the version that filled it', () => {
    expect(JSON.parse(JSON.stringify(words))).toEqual(words);
    expect(Object.isFrozen(words.faq[0]!.answers)).toBe(true);
    expect([words.statement, words.dated]).toEqual(['corner-shop', '2026-03-01']);
  });

  test('it knows the clauses that it speaks for', () => {
    expect([...spoken(words)].sort()).toEqual([
      'age',
      'choices.suggestions',
      'contacts.controller',
      'keep.contact',
      'keep.order',
      'requests.erasure',
      'share.delivery',
      'use.books',
      'use.deliver',
      'use.suggest',
    ]);
  });
});
