import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import { compile } from '../decide/compile.ts';
import { decide } from '../decide/decide.ts';
import type { Statement } from '../statement/statement.ts';
import { anyQuestion, anyStanding } from '../testing/arbitrary-question.ts';
import { anyStatement } from '../testing/arbitrary-statement.ts';
import { narrowings, world } from './difference/world.ts';
import { difference } from './difference.ts';

const brief = (before: Statement, after: Statement) =>
  difference(before, after).map(({ clause, kind, material }) => `${material ? 'material' : 'not'} ${kind} ${clause}`);

describe('between two versions', () => {
  test('the same statement differs in nothing', () => {
    expect(difference(speakers, speakers)).toEqual([]);
    expect(difference(world, structuredClone(world))).toEqual([]);
  });

  test('a field that newly goes to a recipient is told in plain words, and is material', () => {
    const after: Statement = {
      ...shop,
      share: { delivery: { ...shop.share.delivery!, sends: ['contact', 'order.item'] } },
    };
    expect(difference(shop, after)).toEqual([
      {
        clause: 'share.delivery',
        kind: 'now-permitted',
        material: true,
        says: 'Your email address and the goods may go to the courier who brings your parcel, to bring you what you order.',
        before: 'not at all',
        after: 'permitted',
      },
    ]);
    expect(difference(after, shop)).toEqual([
      {
        clause: 'share.delivery',
        kind: 'no-longer-permitted',
        material: false,
        says: 'Your email address and the goods may no longer go to the courier who brings your parcel, to bring you what you order.',
        before: 'permitted',
        after: 'not at all',
      },
    ]);
  });

  test('a choice that goes away is material, and so is a default that moves to on', () => {
    const { suggestions } = shop.choices;
    expect(
      brief(shop, { ...shop, choices: {}, use: { ...shop.use, suggest: { data: ['order'], needs: '1 year' } } }),
    ).toEqual(['material now-permitted use.suggest', 'material weaker choices.suggestions']);
    const on = { ...suggestions!, kind: 'opt-out', starts: 'on' } as const;
    expect(brief(shop, { ...shop, choices: { suggestions: on } })).toEqual([
      'material now-permitted use.suggest',
      'material weaker choices.suggestions',
    ]);
  });

  test('turning usage data into what no choice governs is told event by event, with the choice that stood before it', () => {
    const { 'usage-data': usage, ...others } = speakers.choices;
    const after = { ...speakers, choices: { ...others, 'usage-data': { ...usage, governs: {} } } } as Statement;
    const told = difference(speakers, after).filter(({ kind }) => kind === 'now-permitted');
    expect(told.map(({ clause }) => clause)).toContain('collect.playback');
    expect(told.every(({ before }) => before === 'not while “Share additional usage data” is off')).toBe(true);
  });

  test('one of three choices that falls away is found, though each of the others still stands', () => {
    const three = (needs: string[]): Statement => ({ ...world, collect: { play: { ...world.collect.play!, needs } } });
    const told = difference(three(['news', 'counting']), three(['news']));
    expect(told.map(({ clause, kind, before }) => [clause, kind, before])).toEqual([
      ['collect.play', 'now-permitted', 'not while “Count my visits” is off'],
    ]);
  });

  test('one of many conditions that falls away is found', () => {
    const flags = 'abcdefghijkl'.split('').map((fact) => ({ fact, is: true }));
    const when = (all: typeof flags): Statement => ({
      ...world,
      collect: { play: { ...world.collect.play!, when: { all } } },
    });
    expect(brief(when(flags), when(flags.slice(1)))).toEqual(['material now-permitted collect.play']);
    expect(brief(when(flags.slice(1)), when(flags))).toEqual(['not no-longer-permitted collect.play']);
  });

  test('clauses that each had a condition of their own are no leave to have none', () => {
    const { hosting } = world.share;
    const each = (...all: Partial<typeof hosting>[]): Statement => ({
      ...world,
      share: Object.fromEntries(all.map((one, index) => [`hosting-${index}`, { ...hosting!, ...one }])),
    });
    const widened = ['material now-permitted share.hosting-0'];
    const told = (before: Statement, after: Statement) =>
      brief(before, after).filter((one) => one.startsWith('material'));
    expect(told(each({ own: 'usage.service' }, { grounds: ['law'] }), each({}))).toEqual(widened);
    const others = each({ on: 'usage' }, { on: 'news' }, { on: 'look' });
    expect(told(others, each({ needs: ['music', 'counting'] }))).toEqual(widened);
  });

  const order = shop.keep.order!;
  const { bound: _, ...unbound } = shop.share.delivery!;
  test.each<[string, Partial<Statement>, string]>([
    ['a longer retention', { keep: { ...shop.keep, order: { ...order, for: '8 years' } } }, 'weaker keep.order'],
    [
      'a clock that starts with an ending',
      { keep: { ...shop.keep, order: { ...order, after: 'closed' } } },
      'weaker keep.order',
    ],
    [
      'a later answer',
      { requests: { ...shop.requests, access: { ...shop.requests.access!, within: '6 weeks' } } },
      'weaker requests.access',
    ],
    ['a right that is gone', { requests: { access: shop.requests.access! } }, 'weaker requests.erasure'],
    ['a lower age', { age: { ...shop.age, minimum: 16 } }, 'weaker age'],
    ['a shorter notice', { changes: { ...shop.changes, notice: '1 week' } }, 'weaker changes'],
    ['a recipient no longer bound', { share: { delivery: unbound } }, 'weaker share.delivery'],
    [
      'a purpose that needs data longer',
      { use: { ...shop.use, suggest: { ...shop.use.suggest!, needs: 'while held' } } },
      'weaker use.suggest',
    ],
    [
      'a purpose that needs one category longer',
      { use: { ...shop.use, suggest: { ...shop.use.suggest!, needsOf: { order: '2 years' } } } },
      'weaker use.suggest',
    ],
    [
      'a promise put in other words',
      { commitments: { safe: { says: 'We may keep it safe.' } } },
      'weaker commitments.safe',
    ],
    [
      'a safeguard replaced',
      { transfers: { out: { from: 'here', to: ['here'], safeguard: 'our word' } } },
      'weaker transfers.out',
    ],
  ])('%s is material, and its reverse is not', (_, change, told) => {
    const before: Statement = {
      ...shop,
      commitments: { safe: { says: 'We keep it safe.' } },
      transfers: { out: { from: 'here', to: ['here'], safeguard: 'standard contractual clauses' } },
    };
    expect(brief(before, { ...before, ...change })).toContain(`material ${told}`);
    const isReversible = !/promise|safeguard/.test(_);
    if (isReversible)
      expect(brief({ ...before, ...change }, before).filter((one) => one.startsWith('material'))).toEqual([]);
  });

  test('a field that may hold more is material, and one that may hold less is not', () => {
    const contact = shop.words.data.contact!;
    const shorter: Statement = {
      ...shop,
      words: {
        ...shop.words,
        data: {
          ...shop.words.data,
          contact: { ...contact, fields: { ...contact.fields, name: { type: 'text', says: 'your name', max: 50 } } },
        },
      },
    };
    expect(brief(shop, shorter)).toEqual(['not stronger words.data.contact']);
    expect(brief(shorter, shop)).toEqual(['material weaker words.data.contact']);
  });

  test('other words and a new explanation are not material', () => {
    const after: Statement = {
      ...shop,
      collect: { order: { ...shop.collect.order!, says: 'you place an order' } },
      commitments: { kind: { says: 'We answer kindly.' } },
    };
    expect(brief(shop, after)).toEqual(['not reworded collect.order', 'not added commitments.kind']);
  });
});

describe('however a statement narrows or widens', () => {
  const one = fc.constantFrom(...narrowings(world));

  test('what is narrower never permits anything new', () => {
    fc.assert(
      fc.property(one, fc.nat(), fc.nat(), (first, second, third) => {
        let narrowed = first.statement;
        for (const pick of [second, third]) {
          const more = narrowings(narrowed);
          narrowed = more[pick % more.length]!.statement;
        }
        expect(difference(world, narrowed).filter(({ kind }) => kind === 'now-permitted')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(narrowings(world))('taking back “$what” is found, and material', ({ statement }) => {
    const told = difference(statement, world);
    expect(told.filter(({ kind, material }) => kind === 'now-permitted' && material)).not.toEqual([]);
    expect(difference(world, statement).filter(({ kind }) => kind === 'no-longer-permitted')).not.toEqual([]);
  });

  const pair = fc.tuple(anyStatement, anyStatement, fc.nat(6)).map(([before, other, which]) => {
    const section = (['collect', 'use', 'choices', 'share', 'messages', 'cookies', 'transfers'] as const)[which]!;
    return { before, after: { ...before, [section]: other[section] } as Statement };
  });
  const asked = pair.chain(({ before, after }) =>
    fc.record({
      before: fc.constant(before),
      after: fc.constant(after),
      questions: fc.array(fc.tuple(anyQuestion(after), fc.oneof(anyStanding(before), anyStanding(after))), {
        minLength: 20,
        maxLength: 20,
      }),
    }),
  );

  test('whatever is permitted now and was not before is among the material changes', () => {
    let opened = 0;
    fc.assert(
      fc.property(asked, ({ before, after, questions }) => {
        const [old, now] = [compile(before), compile(after)];
        const permitted = questions.flatMap(([question, standing]) => {
          const answer = decide(now, question, standing);
          return answer.effect === 'permitted' && decide(old, question, standing).effect !== 'permitted'
            ? [answer.clause]
            : [];
        });
        if (permitted.length === 0) return;
        opened += 1;
        const told = difference(before, after).filter(({ kind, material }) => kind === 'now-permitted' && material);
        // Where two clauses permit the same, the change is told under the first: it is the section that has to agree.
        const sections = (ids: readonly string[]) => [...new Set(ids.map((id) => id.split('.')[0]))];
        expect(sections(told.map(({ clause }) => clause))).toEqual(expect.arrayContaining(sections(permitted)));
      }),
      { numRuns: 400 },
    );
    // The property is about something: widenings do come up.
    expect(opened).toBeGreaterThan(20);
  });
});
