/** For tests: a small statement with one of everything, and every way to narrow it by one step. */
import { oneOf, text } from '../../statement/field.ts';
import { CHANNELS, type ChoiceClause, type Statement } from '../../statement/statement.ts';

const choice = { of: 'person', tells: 'Nothing else changes.', at: ['app'] } as const;
const optIn = (asks: string, governs: ChoiceClause['governs']): ChoiceClause => ({
  ...choice,
  kind: 'opt-in',
  starts: 'off',
  asks,
  governs,
});

export const world: Statement = {
  id: 'world',
  title: 'One of everything',
  dated: '2026-01-01',
  words: {
    promises: { 'world.asks': 'Nothing is shared that nobody asked for.' },
    situations: { using: { says: 'Using it' } },
    touchpoints: { app: { says: 'the app' }, product: { says: 'the product' } },
    data: {
      account: {
        of: 'person',
        says: 'your account',
        functional: true,
        current: true,
        fields: { name: text('your name', 80), note: text('your note', 80) },
      },
      usage: {
        of: 'person',
        says: 'your usage',
        fields: { service: oneOf('the service', ['a', 'b']), track: text('the track', 80) },
      },
      card: { of: 'person', says: 'your card', passing: true, fields: { number: text('its number', 20) } },
    },
    purposes: {
      serve: { says: 'to serve you', basis: 'contract', byStaff: true },
      improve: { says: 'to improve', basis: 'legitimate-interest' },
      count: { says: 'to count many together', basis: 'legitimate-interest', sees: 'aggregates' },
      tell: { says: 'to tell you news', basis: 'consent', marketing: true },
    },
    recipients: {
      host: { says: 'our host', kind: 'vendor', region: 'far' },
      music: { says: 'a music service', kind: 'music-service', region: 'near', many: true },
      court: { says: 'a court', kind: 'authority', region: 'near' },
    },
    regions: { near: { says: 'here', countries: ['DE'] }, far: { says: 'elsewhere' } },
    sources: { partner: { says: 'a partner', forbids: { longerThan: '1 year' } } },
    facts: { registered: { says: 'it is registered', type: 'flag' } },
    endings: { closed: { says: 'you close your account' } },
    choices: { usage: { says: 'usage data' } },
  },
  collect: {
    'sign-up': { says: 'you sign up', in: 'using', at: ['app'], takes: { account: ['name', 'note?'] } },
    play: { says: 'something plays', in: 'using', at: ['app', 'product'], takes: { usage: ['service', 'track?'] } },
    snapshot: { says: 'you let us look', in: 'using', at: ['app'], takes: { usage: ['track'] }, needs: ['look'] },
    pay: { says: 'you pay', in: 'using', at: ['app'], takes: { card: ['number'] } },
  },
  use: {
    serve: { data: ['account', 'usage'], needs: 'while held' },
    improve: { data: ['usage'], needs: '1 year' },
    tell: { data: ['account.name'], needs: 'while held', on: 'news' },
    count: { data: ['usage'], needs: '1 year', needsOf: { usage: '6 months' } },
  },
  keep: {
    account: { for: '2 years', after: 'closed', because: 'service' },
    usage: { for: '1 year', after: 'collection', because: 'service' },
  },
  choices: {
    usage: { ...choice, kind: 'opt-out', starts: 'on', asks: 'Share usage', governs: { data: ['usage'] }, clicks: 2 },
    look: {
      ...choice,
      kind: 'one-time',
      starts: 'off',
      lasts: '1 day',
      asks: 'Look once',
      governs: {},
      overrides: ['usage'],
    },
    news: optIn('Send me news', { purposes: ['tell'], promotion: ['email'] }),
    music: {
      ...choice,
      kind: 'authorisation',
      starts: 'off',
      asks: 'Link this service',
      governs: { recipients: ['music'] },
    },
    counting: optIn('Count my visits', { cookies: ['analytics'] }),
  },
  share: {
    hosting: { says: 'to hold it', to: ['host'], sends: ['account', 'usage'], for: 'serve', bound: true },
    music: {
      says: 'so that it plays',
      to: ['music'],
      sends: ['usage'],
      for: 'serve',
      on: 'music',
      own: 'usage.service',
    },
    court: { says: 'for the law', to: ['court'], sends: ['account.name'], for: 'serve', grounds: ['law', 'crime'] },
  },
  messages: {
    update: {
      says: 'new software',
      class: 'essential',
      about: 'software-update',
      channels: ['email', 'in-app'],
      for: 'serve',
    },
    news: { says: 'our news', class: 'promotional', channels: ['email'], for: 'tell', on: ['news'] },
  },
  cookies: {
    session: {
      says: 'keeps you signed in',
      class: 'strictly-necessary',
      as: 'cookie',
      lasts: 'session',
      by: 'us',
      for: 'serve',
    },
    counter: { says: 'counts visits', class: 'analytics', as: 'cookie', lasts: '30 days', by: 'us', for: 'improve' },
  },
  requests: { erasure: { says: 'have it erased', within: '30 days', remind: '7 days', warns: 'It is gone for good.' } },
  deadlines: { list: { says: 'the list of vendors is sent', within: '7 days' } },
  age: { says: 'For adults.', minimum: 18 },
  transfers: { out: { from: 'near', to: ['far'], safeguard: 'standard contractual clauses' } },
  changes: { says: 'We tell you.', notice: '30 days' },
  figures: {
    plays: { says: 'how many play', counts: 'play', every: 'day', atLeast: 20, for: 'improve', sharedWith: ['host'] },
  },
  commitments: { safe: { says: 'We keep it safe.', keeps: ['world.asks'] } },
  examples: [
    { says: 'nobody opens a card', ask: { ask: 'hold', category: 'card' }, answer: 'withheld', by: 'collect.pay' },
  ],
  signedOff: [],
  contacts: { desk: { says: 'The desk', name: 'World', address: '1 Long Road', email: 'desk@world.example' } },
};

export interface Narrowing {
  readonly what: string;
  readonly statement: Statement;
}

/** Every statement that is one step narrower: something removed, or one more condition. */
export function narrowings(from: Statement): readonly Narrowing[] {
  const found: Narrowing[] = [];
  const add = (what: string, change: Partial<Statement>) => found.push({ what, statement: { ...from, ...change } });

  for (const section of ['collect', 'share', 'messages', 'cookies', 'figures'] as const)
    for (const name of Object.keys(from[section]))
      add(`no ${section}.${name}`, { [section]: without<unknown>(from[section], name) });

  for (const [name, one] of Object.entries(from.collect)) {
    const put = (what: string, change: Partial<typeof one>) =>
      add(`${what} in ${name}`, { collect: { ...from.collect, [name]: { ...one, ...change } } });
    if (one.at.length > 1) for (const at of one.at) put(`no ${at}`, { at: one.at.filter((other) => other !== at) });
    for (const [category, fields] of Object.entries(one.takes))
      for (const field of fields)
        put(`no ${field}`, { takes: { ...one.takes, [category]: fields.filter((other) => other !== field) } });
    if (one.needs === undefined) put('a choice more', { needs: ['counting'] });
    if (one.when === undefined) put('a condition', { when: { fact: 'registered', is: true } });
    else put('a stricter condition', { when: { all: [one.when, { fact: 'age', atLeast: 18 }] } });
  }
  for (const [name, one] of Object.entries(from.use)) {
    // What sees figures alone permits nothing that a question could find.
    if (from.words.purposes[name]?.sees === 'aggregates') continue;
    for (const data of one.data)
      add(`no ${data} for ${name}`, {
        use: { ...from.use, [name]: { ...one, data: one.data.filter((other) => other !== data) } },
      });
    if (one.on === undefined) add(`consent for ${name}`, { use: { ...from.use, [name]: { ...one, on: 'counting' } } });
  }
  for (const [name, one] of Object.entries(from.share)) {
    const put = (what: string, change: Partial<typeof one>) =>
      add(`${what} in ${name}`, { share: { ...from.share, [name]: { ...one, ...change } } });
    for (const data of one.sends) put(`no ${data}`, { sends: one.sends.filter((other) => other !== data) });
    if (one.on === undefined) put('an authorisation', { on: 'counting' });
    if (one.own === undefined) put('own content alone', { own: 'usage.service' });
    if (one.grounds === undefined) put('a ground', { grounds: ['law'] });
    else
      for (const ground of one.grounds)
        if (one.grounds.length > 1) put(`no ${ground}`, { grounds: one.grounds.filter((other) => other !== ground) });
    if (one.inReturn === undefined) put('sold', { inReturn: 'money' });
  }
  for (const [name, one] of Object.entries(from.messages)) {
    if (one.channels.length > 1)
      for (const channel of CHANNELS.filter((other) => one.channels.includes(other)))
        add(`${name} not by ${channel}`, {
          messages: {
            ...from.messages,
            [name]: { ...one, channels: one.channels.filter((other) => other !== channel) },
          },
        });
    if (one.class === 'promotional' && one.on.length < 2)
      add(`one more choice for ${name}`, {
        messages: { ...from.messages, [name]: { ...one, on: [...one.on, 'counting'] } },
      });
  }
  const usage = from.choices.usage!;
  if (usage.starts === 'on')
    add('usage starts off', { choices: { ...from.choices, usage: { ...optIn(usage.asks, usage.governs) } } });
  if (!usage.governs.purposes)
    add('usage governs improvement', {
      choices: { ...from.choices, usage: { ...usage, governs: { ...usage.governs, purposes: ['improve'] } } },
    });
  const { look } = from.choices;
  if (look?.kind === 'one-time' && look.overrides)
    add('no override', { choices: { ...from.choices, look: { ...look, overrides: [] } } });
  if (Object.keys(from.keep).includes('usage')) add('usage not held', { keep: without(from.keep, 'usage') });
  if (from.words.sources.partner?.forbids.purposes === undefined)
    add('a source forbids more', {
      words: {
        ...from.words,
        sources: {
          partner: { says: 'a partner', forbids: { longerThan: '1 year', purposes: ['serve'], recipients: ['host'] } },
        },
      },
    });
  if (from.transfers.out?.to.includes('far'))
    add('no way out of the region', { transfers: { out: { ...from.transfers.out, to: [] } } });
  for (const [name, one] of Object.entries(from.figures))
    add(`${name} about more`, { figures: { ...from.figures, [name]: { ...one, atLeast: one.atLeast + 1 } } });
  return found;
}

const without = <T>(named: { readonly [name: string]: T }, name: string) =>
  Object.fromEntries(Object.entries(named).filter(([other]) => other !== name));
