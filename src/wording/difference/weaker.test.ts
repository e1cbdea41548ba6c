import { describe, expect, test } from 'vitest';
import { world as patched } from '../../../tests/corpus/sample.ts';
import type { Statement } from '../../statement/statement.ts';
import { difference } from '../difference.ts';
import { world } from './world.ts';

const brief = (before: Statement, after: Statement) =>
  difference(before, after).map(({ clause, kind, material }) => `${material ? 'material' : 'not'} ${kind} ${clause}`);
const materialAmong = (all: readonly string[]) => all.filter((one) => one.startsWith('material'));

describe('what is weaker one way, and stronger the other', () => {
  test.each<[string, object, string]>([
    ['a later deadline', { deadlines: { list: { within: '2 weeks' } } }, 'deadlines.list'],
    ['a later answer', { requests: { erasure: { within: '2 months' } } }, 'requests.erasure'],
    ['a warning that is gone', { requests: { erasure: { warns: undefined } } }, 'requests.erasure'],
    ['a cookie that stays longer', { cookies: { counter: { lasts: '2 months' } } }, 'cookies.counter'],
    ['a cookie that outlives its session', { cookies: { session: { lasts: '1 day' } } }, 'cookies.session'],
    ['a cookie set by others', { cookies: { counter: { by: 'host' } } }, 'cookies.counter'],
    ['a choice in fewer places', { choices: { usage: { at: [] } } }, 'choices.usage'],
    ['a choice more steps away', { choices: { usage: { clicks: 3 } } }, 'choices.usage'],
    ['a choice any steps away', { choices: { usage: { clicks: undefined } } }, 'choices.usage'],
    ['a permission that stands longer', { choices: { look: { lasts: '2 days' } } }, 'choices.look'],
    ['an authorisation that becomes one yes for all', { choices: { music: { kind: 'opt-in' } } }, 'choices.music'],
    ['a field demanded', { collect: { 'sign-up': { takes: { account: ['name', 'note'] } } } }, 'collect.sign-up'],
    ['a pixel', { messages: { news: { pixel: true } } }, 'messages.news'],
    ['figures told apart', { figures: { plays: { by: 'usage.service' } } }, 'figures.plays'],
    ['a purpose that needs data longer', { use: { improve: { needs: '2 years' } } }, 'use.improve'],
    ['data longer in figures', { use: { count: { needsOf: { usage: '1 year' } } } }, 'use.count'],
    ['more in figures', { use: { count: { data: ['usage', 'account'] } } }, 'use.count'],
    [
      'a purpose that needs no consent',
      { words: { purposes: { tell: { basis: 'contract' } } } },
      'words.purposes.tell',
    ],
    [
      'a source that bounds less',
      { words: { sources: { partner: { forbids: { longerThan: '2 years' } } } } },
      'words.sources.partner',
    ],
    [
      'a source that bounds nothing',
      { words: { sources: { partner: { forbids: { longerThan: undefined } } } } },
      'words.sources.partner',
    ],
    [
      'data that devices send whatever is chosen',
      { words: { data: { usage: { functional: true } } } },
      'words.data.usage',
    ],
    ['data that piles up', { words: { data: { account: { current: undefined } } } }, 'words.data.account'],
    ['data that no longer only passes', { words: { data: { card: { passing: undefined } } } }, 'words.data.card'],
    [
      'a way to find people',
      { words: { data: { account: { fields: { name: { findable: true } } } } } },
      'words.data.account',
    ],
    ['a recipient no longer bound', { share: { hosting: { bound: undefined } } }, 'share.hosting'],
    ['something in return', { share: { hosting: { inReturn: 'a service to us' } } }, 'share.hosting'],
    [
      'a message no preference silences',
      { messages: { news: { class: 'essential', on: undefined } } },
      'messages.news',
    ],
    ['a later clock', { keep: { usage: { after: 'closed' } } }, 'keep.usage'],
    ['a commitment that is gone', { commitments: { safe: undefined } }, 'commitments.safe'],
    ['a promise that is gone', { words: { promises: { 'world.asks': undefined } } }, 'words.promises.world.asks'],
    ['a right that is gone', { requests: { erasure: undefined } }, 'requests.erasure'],
    ['a deadline that is gone', { deadlines: { list: undefined } }, 'deadlines.list'],
    ['an address that is gone', { contacts: { desk: { address: undefined } } }, 'contacts.desk'],
    ['a safeguard that is gone', { transfers: { out: undefined } }, 'transfers.out'],
    ['a lower age', { age: { minimum: 16 } }, 'age'],
    ['a shorter notice', { changes: { notice: '2 weeks' } }, 'changes'],
  ])('%s', (_, patch, place) => {
    const after = patched(patch, world);
    expect(brief(world, after)).toContain(`material weaker ${place}`);
    expect(materialAmong(brief(after, world))).toEqual([]);
  });
});

describe('what no machine can weigh is weaker either way', () => {
  test.each<[string, object, string]>([
    ['a recipient in other words', { words: { recipients: { host: { says: 'any host' } } } }, 'words.recipients.host'],
    [
      'a recipient of another sort',
      { words: { recipients: { host: { kind: 'advertiser' } } } },
      'words.recipients.host',
    ],
    ['a recipient elsewhere', { words: { recipients: { host: { region: 'near' } } } }, 'words.recipients.host'],
    [
      'another country in a region',
      { words: { regions: { near: { countries: ['DE', 'US'] } } } },
      'words.regions.near',
    ],
    ['a region in other words', { words: { regions: { near: { says: 'around here' } } } }, 'words.regions.near'],
    ['an ending in other words', { words: { endings: { closed: { says: 'we close it' } } } }, 'words.endings.closed'],
    ['a source in other words', { words: { sources: { partner: { says: 'anyone' } } } }, 'words.sources.partner'],
    [
      'a fact in other words',
      { words: { facts: { registered: { says: 'we know of it' } } } },
      'words.facts.registered',
    ],
    ['a place in other words', { words: { touchpoints: { app: { says: 'any app' } } } }, 'words.touchpoints.app'],
    ['a purpose in other words', { words: { purposes: { serve: { says: 'to earn' } } } }, 'words.purposes.serve'],
    ['a purpose that promotes', { words: { purposes: { serve: { marketing: true } } } }, 'words.purposes.serve'],
    ['a category in other words', { words: { data: { card: { says: 'all you pay with' } } } }, 'words.data.card'],
    [
      'a field in other words',
      { words: { data: { usage: { fields: { track: { says: 'all' } } } } } },
      'words.data.usage',
    ],
    ['a category about someone else', { words: { data: { usage: { of: 'household' } } } }, 'words.data.usage'],
    ['a promise in other words', { words: { promises: { 'world.asks': 'We may ask.' } } }, 'words.promises.world.asks'],
    ['a warning in other words', { requests: { erasure: { warns: 'It goes.' } } }, 'requests.erasure'],
    ['a right in other words', { requests: { erasure: { says: 'have it hidden' } } }, 'requests.erasure'],
    ['a commitment in other words', { commitments: { safe: { says: 'We may keep it safe.' } } }, 'commitments.safe'],
    ['a safeguard in other words', { transfers: { out: { safeguard: 'our word' } } }, 'transfers.out'],
    ['a question in other words', { choices: { look: { asks: 'Look at will' } } }, 'choices.look'],
    ['a consequence in other words', { choices: { look: { tells: 'No help for you.' } } }, 'choices.look'],
    ['a choice of someone else', { choices: { look: { of: 'household' } } }, 'choices.look'],
    ['data given by someone else', { collect: { play: { from: 'partner' } } }, 'collect.play'],
    ['content known by another value', { share: { music: { own: 'usage.track' } } }, 'share.music'],
    ['someone else who answers', { contacts: { desk: { name: 'Another' } } }, 'contacts.desk'],
    ['figures of something else', { figures: { plays: { counts: 'pay' } } }, 'figures.plays'],
    ['a month in the place of 30 days', { requests: { erasure: { within: '1 month' } } }, 'requests.erasure'],
    [
      'another fair reason',
      { words: { purposes: { serve: { basis: 'legitimate-interest' } } } },
      'words.purposes.serve',
    ],
  ])('%s', (_, patch, place) => {
    const after = patched(patch, world);
    expect(brief(world, after)).toContain(`material weaker ${place}`);
    expect(brief(after, world)).toContain(`material weaker ${place}`);
  });
});

describe('what binds nobody is told, and not material', () => {
  test.each<[string, object, string]>([
    ['the title', { title: 'One of all' }, 'not reworded title'],
    ['the examples', { examples: [] }, 'not reworded examples'],
    ['a situation', { words: { situations: { using: { says: 'Use' } } } }, 'not reworded words.situations.using'],
    ['what a choice is called', { words: { choices: { usage: { says: 'use' } } } }, 'not reworded words.choices.usage'],
    ['when something is collected', { collect: { pay: { says: 'you buy' } } }, 'not reworded collect.pay'],
    ['why it is held', { keep: { usage: { because: 'law' } } }, 'not reworded keep.usage'],
    ['where to write to', { contacts: { desk: { email: 'ada@world.example' } } }, 'not reworded contacts.desk'],
    ['a year of twelve months', { keep: { usage: { for: '12 months' } } }, 'not reworded keep.usage'],
    [
      'a word that no clause uses',
      { words: { endings: { moved: { says: 'you move' } } } },
      'not added words.endings.moved',
    ],
    ['the promises a clause cites', { commitments: { safe: { keeps: [] } } }, 'not reworded commitments.safe'],
  ])('%s', (_, patch, told) => {
    expect(brief(world, patched(patch, world))).toEqual([told]);
  });
});

test('a permission that becomes permanent is weaker', () => {
  const after = patched({ choices: { look: { kind: 'opt-in', lasts: undefined, overrides: undefined } } }, world);
  expect(brief(world, after)).toContain('material weaker choices.look');
  expect(brief(after, world)).toContain('not stronger choices.look');
});

describe('a name is no way around', () => {
  test('a clause that sends the same under another name, or beside the first, and binds nobody', () => {
    const { bound: _, ...loose } = world.share.hosting!;
    expect(brief(world, patched({ share: { hosting: undefined, storing: loose } }, world))).toContain(
      'material weaker share.storing',
    );
    expect(brief(world, patched({ share: { storing: loose } }, world))).toContain('material weaker share.storing');
  });

  test('a way to another region under another name, on less', () => {
    const bare = { from: 'near', to: ['far'], safeguard: 'our word' };
    expect(brief(world, patched({ transfers: { out: undefined, away: bare } }, world))).toContain(
      'material weaker transfers.away',
    );
    expect(materialAmong(brief(world, patched({ transfers: { out: { to: [] } } }, world)))).toEqual([]);
  });

  test('a choice that no longer stands over figures', () => {
    const asked = patched({ use: { count: { on: 'counting' } } }, world);
    expect(brief(asked, world)).toContain('material weaker use.count');
  });

  test('one change for the better does not hide another', () => {
    const after = patched(
      { keep: { usage: { for: '6 months', because: 'law' } }, choices: { look: { lasts: '1 hour', tells: 'Tough.' } } },
      world,
    );
    expect(brief(world, after)).toEqual(
      expect.arrayContaining([
        'material weaker choices.look',
        'not stronger keep.usage',
        'not reworded keep.usage',
        'not stronger choices.look',
      ]),
    );
  });
});
