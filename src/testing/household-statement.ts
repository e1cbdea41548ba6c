/**
 * A small statement about speakers at home, with one of each thing that a decision can turn on. Its decisions
 * are few enough to be worked out by hand: see `src/decide/decide.test.ts`.
 */
import { email, flag, identifier, integer, oneOf, sound, text } from '../statement/field.ts';
import { vocabulary } from '../statement/vocabulary.ts';

const words = vocabulary({
  promises: {},
  situations: { listening: { says: 'Listening' } },
  touchpoints: { product: { says: 'a speaker' }, app: { says: 'the app' }, store: { says: 'the store' } },
  data: {
    registration: {
      of: 'person',
      says: 'who you are',
      functional: true,
      current: true,
      fields: { email: email('your email address'), phone: text('your telephone number', 40) },
    },
    usage: {
      of: 'household',
      says: 'how you listen',
      fields: {
        volume: integer('the volume you set', 'percent', 0, 100),
        track: text('what you played', 200),
        service: identifier('the service it came from', 40),
      },
    },
    snapshot: { of: 'household', says: 'the state of your system', fields: { wired: flag('whether it is wired') } },
    voice: { of: 'person', says: 'what you say to it', passing: true, fields: { words: sound('your words', 9000) } },
    survey: {
      of: 'person',
      says: 'what a survey firm learnt',
      fields: { taste: oneOf('your taste', ['jazz', 'pop']) },
    },
    card: { of: 'person', says: 'how you pay', passing: true, fields: { number: text('the card number', 30) } },
  },
  purposes: {
    play: { says: 'to play your music', basis: 'contract' },
    improve: { says: 'to make the products better', basis: 'legitimate-interest' },
    promote: { says: 'to tell you of new products', basis: 'consent', marketing: true },
    count: { says: 'to know how many listen', basis: 'legitimate-interest', sees: 'aggregates' },
    comply: { says: 'to do what the law demands', basis: 'legal-obligation' },
  },
  recipients: {
    host: { says: 'the firm whose servers we use', kind: 'vendor', region: 'abroad' },
    'survey-host': { says: 'a firm further off', kind: 'vendor', region: 'elsewhere' },
    'music-service': { says: 'your music services', kind: 'music-service', region: 'europe', many: true },
    police: { says: 'the police', kind: 'authority', region: 'europe' },
    broker: { says: 'a broker of data', kind: 'advertiser', region: 'europe' },
    press: { says: 'newspapers', kind: 'public', region: 'europe' },
  },
  regions: { europe: { says: 'Europe' }, abroad: { says: 'abroad' }, elsewhere: { says: 'elsewhere' } },
  sources: { 'survey-firm': { says: 'a survey firm', forbids: { purposes: ['promote'], recipients: ['host'] } } },
  facts: { age: { says: 'your age', type: 'number' }, suspended: { says: 'your account is suspended', type: 'flag' } },
  endings: { closed: { says: 'you close your account', when: ['closing'] } },
  choices: {
    'usage-data': { says: 'usage data' },
    voice: { says: 'voice control' },
    diagnosis: { says: 'one look at your system' },
    'music-service': { says: 'a music service' },
    news: { says: 'news of our products' },
    post: { says: 'news by post' },
    measuring: { says: 'cookies that measure' },
  },
});

const asked = { of: 'household', tells: 'The speakers play without it.', at: ['app'] } as const;
const answered = { within: '30 days', remind: '7 days' } as const;
const kept = { for: '1 year', after: 'collection', because: 'service' } as const;

export const household = words.statement({
  id: 'household',
  title: 'What our speakers know about you',
  dated: '2026-03-01',
  contacts: { controller: { says: 'The maker', name: 'Kettle Lane Audio', email: 'hello@kettle-lane.example' } },
  collect: {
    register: {
      says: 'you register',
      in: 'listening',
      at: ['app', 'store'],
      takes: { registration: ['email', 'phone?'] },
      when: { all: [{ fact: 'age', atLeast: 13 }, { not: { fact: 'suspended', is: true } }] },
    },
    played: { says: 'you play', in: 'listening', at: ['product'], takes: { usage: ['volume', 'track', 'service?'] } },
    spoke: { says: 'you speak', in: 'listening', at: ['product'], takes: { voice: ['words'] }, needs: ['voice'] },
    examined: {
      says: 'you ask us for help',
      in: 'listening',
      at: ['app'],
      takes: { snapshot: ['wired'], usage: ['volume'] },
      needs: ['diagnosis'],
    },
  },
  use: {
    play: { data: ['registration', 'usage.service', 'voice'], needs: 'while held' },
    improve: { data: ['usage', 'snapshot', 'survey'], needs: '1 year' },
    promote: { data: ['registration.email', 'survey'], needs: '1 year', on: 'news' },
    count: { data: ['usage'], needs: '1 year' },
    comply: { data: ['registration'], needs: '1 year' },
  },
  keep: { registration: kept, usage: kept, snapshot: kept, survey: kept },
  choices: {
    'usage-data': {
      ...asked,
      kind: 'opt-out',
      starts: 'on',
      asks: 'Send it',
      governs: { data: ['usage', 'snapshot'] },
    },
    voice: {
      ...asked,
      kind: 'opt-in',
      starts: 'off',
      asks: 'Listen to me',
      governs: { data: ['voice'] },
      needs: ['usage-data'],
    },
    diagnosis: {
      ...asked,
      kind: 'one-time',
      starts: 'off',
      lasts: '1 day',
      asks: 'Look now',
      governs: {},
      overrides: ['usage-data'],
    },
    'music-service': {
      ...asked,
      kind: 'authorisation',
      starts: 'off',
      asks: 'Link it',
      governs: { recipients: ['music-service'] },
      needs: ['usage-data'],
    },
    news: {
      ...asked,
      kind: 'opt-in',
      starts: 'off',
      asks: 'Tell me news',
      governs: { purposes: ['promote'], promotion: ['email'] },
    },
    post: { ...asked, kind: 'opt-out', starts: 'on', asks: 'Write to me', governs: { promotion: ['post'] } },
    measuring: { ...asked, kind: 'opt-in', starts: 'off', asks: 'Measure', governs: { cookies: ['analytics'] } },
  },
  share: {
    hosting: {
      says: 'to store it',
      to: ['host', 'survey-host'],
      sends: ['usage', 'survey'],
      for: 'improve',
      needs: ['usage-data'],
      bound: true,
    },
    linked: {
      says: 'to pay your artists',
      to: ['music-service'],
      sends: ['usage.track', 'usage.service'],
      for: 'play',
      on: 'music-service',
      own: 'usage.service',
    },
    police: { says: 'as the law demands', to: ['police'], sends: ['registration'], for: 'comply', grounds: ['law'] },
    rescue: {
      says: 'to prevent harm',
      to: ['police'],
      sends: ['registration.phone'],
      for: 'comply',
      grounds: ['prevent-harm'],
    },
    deal: { says: 'for a fee', to: ['broker'], sends: ['usage'], for: 'improve', inReturn: 'money' },
  },
  messages: {
    receipt: { says: 'your receipt', channels: ['email'], for: 'play', class: 'essential', about: 'order' },
    launch: { says: 'what is new', channels: ['email', 'post', 'sms'], for: 'promote', class: 'promotional', on: [] },
  },
  cookies: {
    session: {
      says: 'who is here',
      class: 'strictly-necessary',
      as: 'cookie',
      lasts: 'session',
      by: 'us',
      for: 'play',
    },
    visits: { says: 'who was here', class: 'analytics', as: 'cookie', lasts: '1 year', by: 'us', for: 'count' },
    banner: {
      says: 'an advertisement',
      class: 'third-party',
      as: 'pixel',
      lasts: '1 day',
      by: 'broker',
      for: 'promote',
    },
  },
  requests: {
    access: { says: 'see it', ...answered },
    export: { says: 'take it along', ...answered },
    correction: { says: 'have it put right', ...answered },
    erasure: { says: 'have it erased', ...answered },
    restriction: { says: 'have its use stopped', ...answered },
    objection: { says: 'object', ...answered },
  },
  age: { says: 'Our speakers are for people of 13 and more.', minimum: 13 },
  transfers: { clauses: { from: 'europe', to: ['abroad'], safeguard: 'standard clauses' } },
  changes: { says: 'We tell you before we change this.', notice: '30 days' },
  figures: {
    plays: { says: 'how many play', counts: 'played', every: 'day', atLeast: 20, for: 'count', sharedWith: ['press'] },
  },
});
