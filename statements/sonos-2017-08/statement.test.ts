import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { check } from '../../src/checks/check.ts';
import { inWords } from '../../src/checks/diagnostic.ts';
import { accepts } from '../../src/decide/accept.ts';
import { compile } from '../../src/decide/compile.ts';
import { decide } from '../../src/decide/decide.ts';
import { clauses } from '../../src/statement/clause.ts';
import type { Example, KeepClause } from '../../src/statement/statement.ts';
import { said } from '../../src/wording/page.ts';
import { ownTexts } from '../../src/wording/words.ts';
import { statement } from './statement.ts';
import { words } from './wording.ts';

/** The document itself stands beside the repository where its authors work, and is not part of it. */
const document = join(import.meta.dirname, '../../../shared/statement');
const hasDocument = existsSync(document);
if (!hasDocument) console.info('skipped: the document is not beside the repository, so nothing is compared with it');

const compiled = compile(statement);
const examples: readonly Example[] = statement.examples;

describe('promises', () => {
  const promised = Object.keys(statement.words.promises);

  it('are ninety', () => expect(promised).toHaveLength(90));

  it.skipIf(!hasDocument)('are those of the document, in its order', () => {
    const [table] = readFileSync(join(document, 'clauses.md'), 'utf8').split('## Where the source is open');
    expect(promised).toEqual([...table!.matchAll(/^\| `([^`]+)`/gm)].map(([, id]) => id));
  });

  it('are each cited by a clause', () => {
    const cited = new Set(clauses(statement).flatMap(({ keeps }) => keeps));
    expect(promised.filter((id) => !cited.has(id))).toEqual([]);
  });

  it('are cited by every clause', () => {
    expect(clauses(statement).filter(({ keeps }) => keeps.length === 0)).toEqual([]);
  });
});

test('no check finds anything wrong, in the clauses or in what people read', () => {
  expect([...check(statement, said(statement, words), ownTexts(words))].map(inWords)).toEqual([]);
});

test.each(['activity', 'performance', 'noise', 'visit', 'searches', 'settings', 'diagnostic', 'mail-reading'] as const)(
  'keeping %s for 99 years is found: nothing needs it that long',
  (category) => {
    const longer: KeepClause = { ...statement.keep[category]!, for: '99 years' };
    const keep = { ...statement.keep, [category]: longer };
    expect(check({ ...statement, keep }).map(({ name, at }) => ({ name, at }))).toContainEqual({
      name: 'kept-longer-than-needed',
      at: `keep.${category}`,
    });
  },
);

describe('examples', () => {
  it('are a hundred or so, each with its own sentence', () => {
    expect(examples.length).toBeGreaterThanOrEqual(90);
    expect(new Set(examples.map(({ says }) => says)).size).toBe(examples.length);
  });

  it.each(examples.map((example) => [example.says, example] as const))('%s', (_, { ask, given, answer, by }) => {
    const decided = decide(compiled, ask, { choices: {}, facts: {}, ...given });
    expect({ effect: decided.effect, by: 'clause' in decided ? decided.clause : undefined }).toEqual({
      effect: answer,
      by,
    });
  });

  it('permit and refuse every sort of question that can be, and withhold for every reason that can be', () => {
    const shown = new Set(
      examples.map(({ ask, given }) => {
        const decided = decide(compiled, ask, { choices: {}, facts: {}, ...given });
        return decided.effect === 'withheld' ? decided.because : `${ask.ask} ${decided.effect}`;
      }),
    );
    // Never here: `sold`, since no clause sells, and `no-safeguard`, since Europe's transfers cover every region.
    // A category is asked about when it is held, so `hold` has no example that is refused.
    expect([...shown].sort()).toEqual([
      'aggregates-only',
      'choice-off',
      'collect permitted',
      'collect refused',
      'condition',
      'contact permitted',
      'contact refused',
      'figure permitted',
      'figure refused',
      'hold permitted',
      'no-ground',
      'not-authorised',
      'not-its-own',
      'open permitted',
      'open refused',
      'passing',
      'send permitted',
      'send refused',
      'set permitted',
      'set refused',
      'source-forbids',
      'too-few',
    ]);
  });
});

describe('values as products and services really write them', () => {
  const fits = (category: string, field: string, value: unknown) =>
    accepts(statement.words.data[category]!.fields[field]!)(value);

  it.each([
    ['registration', 'serial', '78-28-CA-0B-1C-2D:7'],
    ['registration', 'systemId', 'HH_k3v9Qm2Xw7Lb'],
    ['system', 'softwareVersion', '33.1-32290b'],
    ['system', 'hardwareVersion', '1.16.4.1-2'],
    ['system', 'wifiChannel', 5180],
    ['system', 'bass', -10],
    ['system', 'room', 'Bad & Küche'],
    ['performance', 'temperature', 47.5],
    ['performance', 'signalStrength', -61],
    ['activity', 'coordinator', 'RINCON_7828CA0B1C2D01400'],
    ['activity', 'volume', 12],
    ['activity', 'track', 'Étude No. 3 in E, Op. 10: “Tristesse”'],
    ['activity', 'elapsed', 61],
    ['activity', 'trackDuration', 318],
    ['activity', 'listenedFor', 191_250],
    ['activity', 'playMode', 'shuffle'],
    ['noise', 'spectrum', [-12.5, 3, 40]],
  ] as const)('%s.%s takes %j', (category, field, value) => {
    expect(fits(category, field, value)).toBe(true);
  });

  it.each([
    ['registration', 'country', 'Germany'],
    ['activity', 'service', 'a service nobody declared'],
    ['activity', 'volume', 101],
    ['activity', 'track', '\u0000Prelude'],
    ['performance', 'temperature', Number.NaN],
  ] as const)('%s.%s does not take %j', (category, field, value) => {
    expect(fits(category, field, value)).toBe(false);
  });
});

describe('data', () => {
  const categories = Object.entries(statement.words.data);

  it('that passes has no retention, and what is held has one', () => {
    const passing = categories.filter(([, one]) => 'passing' in one).map(([name]) => name);
    expect(passing).toEqual(['payment', 'relay', 'voice-recording', 'tuning-sound', 'visitor-address']);
    expect(Object.keys(statement.keep).sort()).toEqual(
      categories
        .map(([name]) => name)
        .filter((name) => !passing.includes(name))
        .sort(),
    );
  });

  it('that is functional is governed by no choice', () => {
    const governed = new Set(Object.values(statement.choices).flatMap(({ governs }) => governs.data ?? []));
    const functional = categories.filter(([, one]) => 'functional' in one).map(([name]) => name);
    expect(functional).toEqual(['account', 'sign-in', 'registration', 'system']);
    expect(functional.filter((name) => governed.has(name))).toEqual([]);
  });

  it('that is functional arrives whatever anyone chose', () => {
    const allOff = Object.fromEntries(Object.keys(statement.choices).map((name) => [name, 'off' as const]));
    const status = statement.collect['system-status']!;
    for (const taken of status.takes.system!) {
      const question = { ask: 'collect', event: 'system-status', at: 'product', category: 'system' } as const;
      const answer = decide(compiled, { ...question, field: taken.replace('?', '') }, { choices: allOff, facts: {} });
      expect(answer.effect, taken).toBe('permitted');
    }
  });

  it('with a voice, a card or a room’s noise in it can be sent to one sort of recipient alone', () => {
    const recipientsOf = (category: string) => [
      ...new Set(
        Object.values(statement.share)
          .filter(({ sends }) => sends.some((path) => path === category || path.startsWith(`${category}.`)))
          .flatMap(({ to }) => to),
      ),
    ];
    expect(recipientsOf('voice-recording')).toEqual(['voice-partner']);
    expect(recipientsOf('payment')).toEqual(['card-processor']);
    // Who holds our servers is a vendor; no partner gets the noise.
    expect(recipientsOf('noise')).toEqual(['hosting']);
    expect(recipientsOf('tuning-sound')).toEqual([]);
    expect(recipientsOf('sign-in')).toEqual([]);
  });
});

test('advertisers get no data from us', () => {
  const advertisers = Object.entries(statement.words.recipients)
    .filter(([, { kind }]) => kind === 'advertiser')
    .map(([name]) => name);
  expect(advertisers).toEqual(['social-network', 'search-network', 'ad-network']);
  expect(Object.values(statement.share).flatMap(({ to }) => to.filter((one) => advertisers.includes(one)))).toEqual([]);
});

test('every deadline of a request is 30 days', () => {
  expect(Object.values(statement.requests).map((one) => one?.within)).toEqual(Array(6).fill('30 days'));
});

test('a version is dated when the document is', () => {
  expect(statement.dated.startsWith('2017-08')).toBe(true);
});

test.skipIf(!hasDocument)('no eight words in a row are the document’s own', () => {
  const runs = (text: string) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.slice(7).map((_, start) => words.slice(start, start + 8).join(' '));
  };
  const own = new Set(runs(readFileSync(join(document, 'source.txt'), 'utf8')));
  expect(own.size).toBeGreaterThan(3000);

  const copied = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => runs(readFileSync(join(import.meta.dirname, name), 'utf8')).map((run) => ({ name, run })))
    .filter(({ run }) => own.has(run));
  expect(copied).toEqual([]);
});
