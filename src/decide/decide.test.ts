/** Decisions worked out by hand, from a statement about speakers at home. */
import { describe, expect, test } from 'vitest';
import type { Because, Question, Refused, Standing } from '../statement/question.ts';
import type { Statement } from '../statement/statement.ts';
import { household } from '../testing/household-statement.ts';
import { compile } from './compile.ts';
import { decide } from './decide.ts';

type On = 'on' | 'off';
const chose = (choices: { [choice: string]: On }): Standing => ({ choices, facts: {} });
const known = (facts: Standing['facts']): Standing => ({ choices: {}, facts });

const nothing = chose({});
const adaOptsOut = chose({ 'usage-data': 'off' });
const benTalks = chose({ voice: 'on' });
const cemLinks = chose({ 'music-service/hummingbird': 'on' });
const dinaReadsNews = chose({ news: 'on' });

const volume = { ask: 'collect', event: 'played', at: 'product', category: 'usage', field: 'volume' } as const;
const spoken = { ask: 'collect', event: 'spoke', at: 'product', category: 'voice', field: 'words' } as const;
const looked = { ask: 'collect', event: 'examined', at: 'app', category: 'usage', field: 'volume' } as const;
const joins = { ask: 'collect', event: 'register', at: 'app', category: 'registration', field: 'phone' } as const;
const improving = { ask: 'open', purpose: 'improve', category: 'usage', field: 'track' } as const;
const promoting = { ask: 'open', purpose: 'promote', category: 'registration', field: 'email' } as const;
const survey = { ask: 'open', purpose: 'promote', category: 'survey', field: 'taste', source: 'survey-firm' } as const;
const toHost = { ask: 'send', recipient: 'host', purpose: 'improve', category: 'usage', field: 'track' } as const;
const plays = { ask: 'send', recipient: 'music-service', purpose: 'play', category: 'usage', field: 'track' } as const;
const toHummingbird = { ...plays, party: 'hummingbird', own: 'hummingbird' } as const;
const phone = {
  ask: 'send',
  recipient: 'police',
  purpose: 'comply',
  category: 'registration',
  field: 'phone',
} as const;
const launch = { ask: 'contact', message: 'launch', channel: 'email' } as const;

/** What is claimed, who stands how, what is asked, and the clause that permits; or why not, and by which clause. */
type Row = readonly [string, Standing, Question, string] | readonly [string, Standing, Question, Because, string];

const decided: readonly Row[] = [
  ['a speaker that nobody set up sends usage data, as it starts on', nothing, volume, 'collect.played'],
  ['Ada turned usage data off', adaOptsOut, volume, 'choice-off', 'choices.usage-data'],
  ['a field that may be left out may also be sent', nothing, { ...volume, field: 'service' }, 'collect.played'],
  ['nobody is listened to who did not ask', nothing, spoken, 'choice-off', 'choices.voice'],
  ['Ben talks to his speaker', benTalks, spoken, 'collect.spoke'],
  [
    'Ben turned usage data off, which voice needs',
    chose({ voice: 'on', 'usage-data': 'off' }),
    spoken,
    'choice-off',
    'choices.voice',
  ],
  ['no help was asked for', nothing, looked, 'choice-off', 'choices.diagnosis'],
  [
    'Ada wants help once, in spite of her opt-out',
    chose({ 'usage-data': 'off', diagnosis: 'on' }),
    looked,
    'collect.examined',
  ],
  [
    'her asking for help gives leave for nothing else',
    chose({ 'usage-data': 'off', diagnosis: 'on' }),
    volume,
    'choice-off',
    'choices.usage-data',
  ],
  ['Eve does not say how old she is', nothing, joins, 'condition', 'collect.register'],
  ['Eve is twelve', known({ age: 12, suspended: false }), joins, 'condition', 'collect.register'],
  ['Fay is thirteen today', known({ age: 13, suspended: false }), joins, 'collect.register'],
  ['Gil is suspended', known({ age: 40, suspended: true }), joins, 'condition', 'collect.register'],
  ['nobody knows whether Hal is suspended', known({ age: 40 }), joins, 'condition', 'collect.register'],
  ['an age that is a word is no age', known({ age: '40', suspended: false }), joins, 'condition', 'collect.register'],

  ['usage data is held', nothing, { ask: 'hold', category: 'usage' }, 'keep.usage'],
  ['what people say goes through', benTalks, { ask: 'hold', category: 'voice' }, 'passing', 'collect.spoke'],

  ['engineers see what was played', nothing, improving, 'use.improve'],
  ['counting sees no tracks', nothing, { ...improving, purpose: 'count' }, 'aggregates-only', 'use.count'],
  ['Ada wants no news, and her address is not opened', nothing, promoting, 'choice-off', 'choices.news'],
  ['Dina reads the news', dinaReadsNews, promoting, 'use.promote'],
  ['the survey firm forbids promotion, even to Dina', dinaReadsNews, survey, 'source-forbids', 'use.promote'],
  ['the survey firm allows improving', nothing, { ...survey, purpose: 'improve' }, 'use.improve'],

  ['the host stores usage', nothing, toHost, 'share.hosting'],
  ['Ada turned usage data off, so the host gets none', adaOptsOut, toHost, 'choice-off', 'choices.usage-data'],
  [
    'the survey firm keeps its data from the host',
    nothing,
    { ...toHost, source: 'survey-firm' },
    'source-forbids',
    'share.hosting',
  ],
  ['from Europe the host is reached under the clauses', nothing, { ...toHost, region: 'europe' }, 'share.hosting'],
  [
    'nothing covers the way from Europe to elsewhere',
    nothing,
    { ...toHost, recipient: 'survey-host', region: 'europe' },
    'no-safeguard',
    'share.hosting',
  ],
  [
    'what is already abroad is not protected by Europe',
    nothing,
    { ...toHost, recipient: 'survey-host', region: 'abroad' },
    'share.hosting',
  ],
  ['Ada linked no music service', nothing, toHummingbird, 'not-authorised', 'choices.music-service'],
  ['Cem linked Hummingbird', cemLinks, toHummingbird, 'share.linked'],
  [
    'Cem did not link Bluebird',
    cemLinks,
    { ...plays, party: 'bluebird', own: 'bluebird' },
    'not-authorised',
    'choices.music-service',
  ],
  ['a music service without a name is none', cemLinks, plays, 'not-authorised', 'share.linked'],
  [
    'linking some service is not linking this one',
    chose({ 'music-service': 'on' }),
    toHummingbird,
    'not-authorised',
    'choices.music-service',
  ],
  [
    'Hummingbird does not hear of Bluebird',
    cemLinks,
    { ...toHummingbird, own: 'bluebird' },
    'not-its-own',
    'share.linked',
  ],
  [
    'Cem turned usage data off, which linking needs',
    chose({ 'music-service/hummingbird': 'on', 'usage-data': 'off' }),
    toHummingbird,
    'not-authorised',
    'choices.music-service',
  ],
  ['the police ask without a ground', nothing, phone, 'no-ground', 'share.police'],
  ['the police bring a court order', nothing, { ...phone, ground: 'law' }, 'share.police'],
  ['Ivo is in danger, and his number is given', nothing, { ...phone, ground: 'prevent-harm' }, 'share.rescue'],
  [
    'his address is not, as only the number is for that',
    nothing,
    { ...phone, field: 'email', ground: 'prevent-harm' },
    'no-ground',
    'share.police',
  ],
  ['the broker pays, and gets nothing', nothing, { ...toHost, recipient: 'broker' }, 'sold', 'share.deal'],

  ['Ada wants no news but gets her receipt', nothing, { ...launch, message: 'receipt' }, 'messages.receipt'],
  ['Ada gets no news by email', nothing, launch, 'choice-off', 'choices.news'],
  ['Dina gets news by email', dinaReadsNews, launch, 'messages.launch'],
  [
    'Dina wants none by post',
    chose({ news: 'on', post: 'off' }),
    { ...launch, channel: 'post' },
    'choice-off',
    'choices.post',
  ],

  ['signing in needs its cookie', nothing, { ask: 'set', cookie: 'session' }, 'cookies.session'],
  [
    'nobody is measured who did not agree',
    nothing,
    { ask: 'set', cookie: 'visits' },
    'choice-off',
    'choices.measuring',
  ],
  ['Jan agreed to be measured', chose({ measuring: 'on' }), { ask: 'set', cookie: 'visits' }, 'cookies.visits'],
  [
    'nobody could ever agree to a banner',
    dinaReadsNews,
    { ask: 'set', cookie: 'banner' },
    'choice-off',
    'cookies.banner',
  ],

  ['twenty homes make a figure', nothing, { ask: 'figure', figure: 'plays', subjects: 20 }, 'figures.plays'],
  ['nineteen do not', nothing, { ask: 'figure', figure: 'plays', subjects: 19 }, 'too-few', 'figures.plays'],
  [
    'newspapers may have it',
    nothing,
    { ask: 'figure', figure: 'plays', subjects: 20, recipient: 'press' },
    'figures.plays',
  ],
];

const everythingOn = chose({
  voice: 'on',
  diagnosis: 'on',
  'music-service/hummingbird': 'on',
  news: 'on',
  measuring: 'on',
});

/** Refused for everybody, also for Kim, who turned everything on. */
const refused: readonly (readonly [string, Question, Refused])[] = [
  ['an event of no clause', { ...volume, event: 'smashed' }, 'undeclared-event'],
  ['the constructor of all objects', { ...volume, event: 'constructor' }, 'undeclared-event'],
  ['a speaker that registers', { ...joins, at: 'product' }, 'undeclared-touchpoint'],
  ['a registration with usage', { ...joins, category: 'usage', field: 'volume' }, 'undeclared-category'],
  ['a field that the event does not take', { ...looked, field: 'track' }, 'undeclared-field'],
  ['a field by the mark of what may be left out', { ...joins, field: 'phone?' }, 'undeclared-field'],
  ['holding what nobody declared', { ask: 'hold', category: 'dreams' }, 'undeclared-category'],
  ['holding what passes and is never even taken', { ask: 'hold', category: 'card' }, 'undeclared-category'],
  ['opening for fun', { ...improving, purpose: 'fun' }, 'undeclared-purpose'],
  ['opening dreams', { ...improving, category: 'dreams' }, 'undeclared-category'],
  ['opening a field that usage has not', { ...improving, field: 'mood' }, 'undeclared-field'],
  ['playing with the volume, which it does not use', { ...improving, purpose: 'play' }, 'undeclared-use'],
  ['data from a stranger', { ...improving, source: 'stranger' }, 'undeclared-source'],
  ['sending to a stranger', { ...toHost, recipient: 'stranger' }, 'undeclared-recipient'],
  ['sending dreams', { ...toHost, category: 'dreams' }, 'undeclared-category'],
  ['sending a mood', { ...toHost, field: 'mood' }, 'undeclared-field'],
  ['sending to the host for promotion', { ...toHost, purpose: 'promote' }, 'undeclared-share'],
  ['the volume to Hummingbird', { ...toHummingbird, field: 'volume' }, 'undeclared-share'],
  ['sending what a stranger gave', { ...toHost, source: 'stranger' }, 'undeclared-source'],
  ['a message of no clause', { ...launch, message: 'gossip' }, 'undeclared-message'],
  ['a receipt by post', { ask: 'contact', message: 'receipt', channel: 'post' }, 'undeclared-channel'],
  ['a cookie of no clause', { ask: 'set', cookie: 'crumb' }, 'undeclared-cookie'],
  ['a figure of no clause', { ask: 'figure', figure: 'moods', subjects: 99 }, 'undeclared-figure'],
  [
    'a figure for the broker',
    { ask: 'figure', figure: 'plays', subjects: 99, recipient: 'broker' },
    'undeclared-share',
  ],
];

describe('a household', () => {
  const compiled = compile(household);

  test.each(decided)('%s', (_, standing, question, ...[reason, clause]) => {
    expect(decide(compiled, question, standing)).toEqual(
      clause === undefined ? { effect: 'permitted', clause: reason } : { effect: 'withheld', because: reason, clause },
    );
  });

  test.each(refused)('refuses %s', (_, question, because) => {
    expect(decide(compiled, question, nothing)).toEqual({ effect: 'refused', because });
    expect(decide(compiled, question, everythingOn)).toEqual({ effect: 'refused', because });
  });
});

describe('a careless statement', () => {
  test('has no leave in a choice that nobody declared, whatever a permission overrides', () => {
    const careless: Statement = {
      ...household,
      choices: {
        ...household.choices,
        diagnosis: {
          ...household.choices.diagnosis!,
          kind: 'one-time',
          starts: 'off',
          lasts: '1 day',
          overrides: ['x', 'y'],
        },
      },
      collect: {
        examined: { ...household.collect.examined!, needs: ['diagnosis', 'x'] },
        looked: { ...household.collect.examined!, needs: ['diagnosis', 'z'] },
      },
    };
    const compiled = compile(careless);
    const standing = chose({ diagnosis: 'on', x: 'on', y: 'on', z: 'on' });
    expect(decide(compiled, looked, standing)).toMatchObject({ effect: 'withheld', clause: 'choices.x' });
    expect(decide(compiled, { ...looked, event: 'looked' }, standing)).toMatchObject({ clause: 'choices.z' });
  });

  test('has choices that need each other, and both are off', () => {
    const careless: Statement = {
      ...household,
      choices: {
        ...household.choices,
        'usage-data': { ...household.choices['usage-data']!, kind: 'opt-out', starts: 'on', needs: ['voice'] },
      },
    };
    expect(decide(compile(careless), spoken, benTalks)).toMatchObject({ effect: 'withheld', clause: 'choices.voice' });
    expect(decide(compile(careless), volume, benTalks)).toMatchObject({ clause: 'choices.usage-data' });
  });
});

describe('a permission for one of many', () => {
  const helping: Statement = {
    ...household,
    choices: {
      ...household.choices,
      'look-together': {
        ...household.choices.diagnosis!,
        kind: 'one-time',
        starts: 'off',
        lasts: '1 day',
        needs: ['music-service'],
      },
    },
    share: { ...household.share, linked: { ...household.share.linked!, needs: ['look-together'] } },
  };
  const compiled = compile(helping);
  const toBluebird = { ...plays, party: 'bluebird', own: 'bluebird' };
  const bothLinked = { 'music-service/hummingbird': 'on', 'music-service/bluebird': 'on' } as const;

  test('opens that one', () => {
    const standing = chose({ ...bothLinked, 'look-together/hummingbird': 'on' });
    expect(decide(compiled, toHummingbird, standing)).toEqual({ effect: 'permitted', clause: 'share.linked' });
  });

  test.each([
    ['another that is linked as well', { ...bothLinked, 'look-together/hummingbird': 'on' }],
    ['one of them, when it names none', { ...bothLinked, 'look-together': 'on' }],
  ] as const)('does not open %s', (_, choices) => {
    expect(decide(compiled, toBluebird, chose(choices))).toEqual({
      effect: 'withheld',
      because: 'choice-off',
      clause: 'choices.look-together',
    });
  });

  test('works while that very one is linked, and not by another', () => {
    const known = compiled.know(chose({ 'music-service/bluebird': 'on', 'look-together/hummingbird': 'on' }));
    expect(compiled.isOn('look-together/hummingbird', known)).toBe(false);
    expect(compiled.isOn('look-together', known)).toBe(false);
    const linked = compiled.know(chose({ ...bothLinked, 'look-together/hummingbird': 'on' }));
    expect(compiled.isOn('look-together/hummingbird', linked)).toBe(true);
    expect(compiled.isOn('look-together', linked)).toBe(true);
  });
});
