import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { openTestGate, TEN_O_CLOCK, type TestGate } from '../testing/gate.ts';
import { keeps } from '../testing/keeps.ts';
import { total } from './collect.ts';
import { createGate } from './create-gate.ts';
import type { Actor, Batch, Collected, Item, SubjectId } from './gate.ts';

/** Nobody is told of anything. */
const silence = { onStanding: () => () => {}, onStatement: () => () => {}, close: async () => {} };

let world: TestGate;
beforeAll(async () => {
  world = await openTestGate();
});
afterAll(() => world.close());

const at = (minutes: number) => new Date(TEN_O_CLOCK + minutes * 60_000).toISOString();
let batches = 0;
const sent = (subject: SubjectId, events: unknown[], more: Partial<Batch> = {}): Batch => ({
  subject,
  product: 'kitchen',
  touchpoint: 'product',
  id: `batch-${++batches}`,
  events,
  facts: { registered: true },
  ...more,
});
const playing = (track: string, minutes = -1) => ({
  event: 'playback',
  at: at(minutes),
  data: { track, room: 'Kitchen' },
});

function collected(answer: Collected) {
  if (answer.kind !== 'collected') throw new Error(`expected collected, got ${answer.kind}`);
  return answer;
}

async function seen(subject: SubjectId) {
  const opened = await world.gate.open({
    subject,
    purpose: 'self',
    data: ['activity', 'system', 'performance'],
    actor: 'self',
  });
  if (opened?.effect !== 'permitted') throw new Error('a person may see their own');
  return (await opened.history({})).items;
}

describe('opening', () => {
  test('all that is held is for the person alone: staff and services name a purpose', async () => {
    const olga = await world.newSubject('household');
    await world.gate.collect(sent(olga, [playing('Lullaby')]));
    for (const actor of ['staff:support', 'service:reports'] as const) {
      const opened = await world.gate.open({ subject: olga, purpose: 'self', data: ['activity'], actor });
      expect(opened).toEqual({ effect: 'refused', because: 'undeclared-purpose' });
    }
    expect(await seen(olga)).toHaveLength(1);
  });

  test('people who work here open what the statement has people open, and for a case', async () => {
    keeps('security.limited-access');
    const omar = await world.newSubject('household');
    await world.gate.collect(
      sent(omar, [{ event: 'system-status', at: at(-1), data: { softwareVersion: '79.1-51030' } }]),
    );
    const open = (purpose: string, because?: string) =>
      world.gate.open({
        subject: omar,
        purpose,
        data: ['system'],
        actor: 'staff:support/test',
        ...(because && { because }),
      });
    expect(await open('support', 'case 4711')).toMatchObject({ effect: 'permitted', clause: 'use.support' });
    // Programs improve with it, and nobody looks.
    const refused = { effect: 'refused', because: 'undeclared-purpose' };
    for (const purpose of ['improve', 'provide', 'business']) expect(await open(purpose, 'case 4711')).toEqual(refused);
    for (const because of [undefined, ' ']) expect(await open('support', because)).toEqual(refused);
    const openings = (await world.vault.readEntries({ subject: omar })).filter(({ kind }) => kind === 'opened');
    expect(openings.map(({ detail }) => detail)).toMatchObject([{ actor: 'staff:support/test', because: 'case 4711' }]);
  });
});

describe('names that every object has', () => {
  test.each(['__proto__', 'constructor', 'constructor.prototype', 'activity.__proto__', 'activity.constructor'])(
    'open nothing: %s',
    async (path) => {
      const rose = await world.newSubject('household');
      for (const [purpose, actor] of [['self', 'self'] as const, ['provide', 'service:x'] as const]) {
        const opened = await world.gate.open({ subject: rose, purpose, data: [path], actor });
        expect(opened?.effect).toBe('refused');
      }
    },
  );
});

describe('choosing for one of many', () => {
  test('leaves no trace of what was never linked, and has an end', async () => {
    const pia = await world.newSubject('household');
    const choose = (service: string, state: 'on' | 'off') =>
      world.gate.choose({ subject: pia, choice: `music-service/${service}`, state, actor: 'self' });
    const { generation } = (await world.gate.directive(pia, 'product', { registered: true }))!;
    expect(await choose('never-linked', 'off')).toEqual({ kind: 'chosen', generation, changed: false });
    for (let n = 0; n < 200; n += 1) expect(await choose(`service-${n}`, 'on')).toMatchObject({ changed: true });
    expect(await choose('service-200', 'on')).toEqual({ kind: 'too-many-parties' });
    expect(await choose('service-0', 'off')).toMatchObject({ changed: true });
    expect((await world.gate.choices(pia))!.filter(({ choice }) => choice.includes('/'))).toHaveLength(200);
  });

  test('ends a link that another process has made a moment ago', async () => {
    const [quill, other] = [await world.newSubject('household'), await world.another()];
    const link = { subject: quill, choice: 'music-service/hummingbird', actor: 'self' } as const;
    await world.gate.choices(quill);
    await other.gate.choose({ ...link, state: 'on' });
    expect(await world.gate.choose({ ...link, state: 'off' })).toMatchObject({ changed: true });
    await other.close();
  });
});

describe('collecting', () => {
  test('a form is known again by all of it but its secrets', async () => {
    const nora = await world.newSubject('person');
    const form = (password: string, hint: string) =>
      sent(nora, [{ event: 'password-changed', at: at(0), data: { password, hint } }], {
        touchpoint: 'account',
        id: 'nora-1',
      });
    expect(await world.gate.collect(form('correct horse', 'a horse'))).toMatchObject({ repeated: false });
    expect(await world.gate.collect(form('battery staple', 'a horse'))).toMatchObject({ repeated: true });
    expect(await world.gate.collect(form('correct horse', 'another'))).toEqual({ kind: 'conflict' });
  });

  test('what the statement declares is held, sealed, and can be seen again', async () => {
    const ada = await world.newSubject('household');
    const answer = collected(await world.gate.collect(sent(ada, [playing('Lullaby')])));
    expect(answer.books).toEqual({
      received: { events: 1, fields: 2 },
      stored: { 'collect.playback': { events: 1, fields: 2 } },
      withheld: {},
      refused: {},
    });
    expect(await seen(ada)).toMatchObject([
      {
        category: 'activity',
        event: 'playback',
        data: { track: 'Lullaby', room: 'Kitchen' },
        product: 'kitchen',
        ends: '2028-04-01',
      },
    ]);
  });

  test('an undeclared field is refused and counted while the rest of its event is held', async () => {
    const ben = await world.newSubject('household');
    const event = { event: 'system-status', at: at(-1), data: { room: 'Study', mood: 'gloomy', volume: 3 } };
    const { books } = collected(
      await world.gate.collect(sent(ben, [event, { event: 'spying', at: at(-1), data: { a: 1 } }])),
    );
    expect(books.refused).toEqual({
      'undeclared-field': { events: 0, fields: 2 },
      'undeclared-event': { events: 1, fields: 1 },
    });
    expect((await seen(ben)).map((item) => item.data)).toEqual([{ room: 'Study' }]);
  });

  test('of what a batch invents a hundred names are recorded, hashed, and everything is counted', async () => {
    const odile = await world.newSubject('household');
    const invented = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, k) => [`invented-${from + k}`, k]));
    const event = (data: object) => ({ event: 'system-status', at: at(-1), data: { room: 'Study', ...data } });
    // Sixty names, the same again, and ninety more.
    const events = [event(invented(0, 60)), event(invented(0, 60)), event(invented(60, 150))];
    const { books } = collected(await world.gate.collect(sent(odile, events)));
    expect(books.refused).toEqual({ 'undeclared-field': { events: 0, fields: 210 } });
    const client = new pg.Client(world.clusters.vault);
    await client.connect();
    const { rows } = await client.query('select refused from batches where subject = $1', [odile]);
    await client.end();
    const recorded: { reason: string; type: string; n: number; hash: string }[] = rows[0].refused;
    expect(recorded).toHaveLength(100);
    expect(new Set(recorded.map(({ hash }) => hash)).size).toBe(100);
    expect(recorded.map(({ n }) => n)).toEqual([...Array(60).fill(2), ...Array(40).fill(1)]);
    expect(new Set(recorded.map(({ reason, type }) => `${reason} ${type}`))).toEqual(
      new Set(['undeclared-field number']),
    );
    expect(JSON.stringify(rows)).not.toContain('invented');
  });

  test('what has no place in time or form is refused with its reason', async () => {
    const cem = await world.newSubject('household');
    const broken = [
      null,
      7,
      { event: 7 },
      { event: 'playback', at: at(-1), data: [] },
      { event: 'playback', at: 'yesterday', data: {} },
      { event: 'playback', at: '2027', data: { track: 'Some time this year' } },
      { event: 'playback', at: '2027-03-01 09:00', data: { track: 'In the zone of the server' } },
      { event: 'playback', at: at(60 * 48), data: { track: 'Tomorrow' } },
      { event: 'playback', at: at(-1), data: { elapsed: -4 } },
      { event: 'playback', at: at(-1), data: { track: 'nul\0' } },
      { event: 'command', at: at(-1), data: { volume: 10 } },
      { event: 'sign-up', at: at(-1), data: { email: 'cem@home.example' } },
      { event: 'playback', at: at(-1), data: {} },
    ];
    const { books } = collected(await world.gate.collect(sent(cem, broken)));
    expect(Object.fromEntries(Object.entries(books.refused).map(([reason, { events }]) => [reason, events]))).toEqual({
      malformed: 4,
      'bad-time': 3,
      'future-time': 1,
      'bad-value': 2,
      'missing-field': 1,
      'undeclared-touchpoint': 1,
      empty: 1,
    });
    expect(await seen(cem)).toEqual([]);
  });

  test('what would be past its end already is not held', async () => {
    const dora = await world.newSubject('household');
    const old = { event: 'playback', at: '2024-01-01T00:00:00Z', data: { track: 'Long ago' } };
    const { books } = collected(await world.gate.collect(sent(dora, [old])));
    expect(books.withheld).toEqual({ 'keep.activity': { events: 1, fields: 1 } });
    expect(await seen(dora)).toEqual([]);
  });

  test('a batch that comes again is stored once and answered as before; another body under its id is a conflict', async () => {
    const emil = await world.newSubject('household');
    const batch = sent(emil, [playing('Once')]);
    const first = collected(await world.gate.collect(batch));
    const second = collected(await world.gate.collect(batch));
    expect(second).toEqual({ ...first, repeated: true });
    expect(await world.gate.collect({ ...batch, events: [playing('Twice')] })).toEqual({ kind: 'conflict' });
    expect(await seen(emil)).toHaveLength(1);
  });

  test('passing data goes through the decision and is never held', async () => {
    const fay = await world.newSubject('household');
    const relay = { event: 'relay', at: at(-1), data: { track: 'Handed on' } };
    const facts = { registered: true, partnerLinked: true };
    const { books } = collected(await world.gate.collect(sent(fay, [relay], { facts })));
    expect(books.withheld).toEqual({ 'collect.relay': { events: 1, fields: 1 } });
  });

  test('the metrics are the sums of the books', async () => {
    const counts = await world.vault.counts();
    const sum = (start: string) =>
      Object.entries(counts).reduce((so, [name, n]) => (name.startsWith(start) ? so + n : so), 0);
    for (const unit of ['events', 'fields']) {
      expect(sum(`${unit} received`)).toBeGreaterThan(0);
      expect(sum(`${unit} stored`) + sum(`${unit} withheld`) + sum(`${unit} refused`)).toBe(sum(`${unit} received`));
    }
  });
});

describe('choosing', () => {
  test('turning usage data off withholds it at once, and functional data goes on', async () => {
    const gus = await world.newSubject('household');
    await world.gate.choose({ subject: gus, choice: 'usage-data', state: 'off', actor: 'self' });
    const status = { event: 'system-status', at: at(-1), data: { room: 'Attic' } };
    const { books } = collected(await world.gate.collect(sent(gus, [playing('Hush'), status])));
    expect(books.withheld).toEqual({ 'choices.usage-data': { events: 1, fields: 2 } });
    expect(books.stored).toEqual({ 'collect.system-status': { events: 1, fields: 1 } });
  });

  test('a backlog from the time of off does not come in after on', async () => {
    const hanna = await world.newSubject('household');
    const choose = (state: 'on' | 'off') =>
      world.gate.choose({ subject: hanna, choice: 'usage-data', state, actor: 'self' });
    await choose('off');
    world.clock.now += 60_000;
    await choose('on');
    const backlog = [
      { ...playing('While off', 0), generation: 2 },
      playing('While off, without a generation', 0.5),
      { ...playing('While on, under the first directive', 2), generation: 1 },
      playing('Now', 2),
    ];
    world.clock.now += 180_000;
    const { books } = collected(await world.gate.collect(sent(hanna, backlog)));
    expect(books.withheld).toEqual({ 'choices.usage-data': { events: 3, fields: 6 } });
    expect((await seen(hanna)).map((item) => item.data.track)).toEqual(['Now']);
    world.clock.now = TEN_O_CLOCK;
  });

  test('a backlog that names no directive does not come in by a clock that runs ahead', async () => {
    const hans = await world.newSubject('household');
    const choose = (state: 'on' | 'off') =>
      world.gate.choose({ subject: hans, choice: 'usage-data', state, actor: 'self' });
    await choose('off');
    await choose('on');
    const { books } = collected(await world.gate.collect(sent(hans, [playing('While off, an hour ahead', 59)])));
    expect(total(books.withheld).events).toBe(1);
  });

  test('choosing what stands so from the start changes nothing', async () => {
    const ines = await world.newSubject('household');
    const chosen = await world.gate.choose({ subject: ines, choice: 'usage-data', state: 'on', actor: 'self' });
    expect(chosen).toEqual({ kind: 'chosen', generation: 1, changed: false });
  });

  test('a choice made in one process binds another that has decided before', async () => {
    const ida = await world.newSubject('household');
    const other = await world.another();
    collected(await other.gate.collect(sent(ida, [playing('Before')])));
    await world.gate.choose({ subject: ida, choice: 'usage-data', state: 'off', actor: 'self' });
    const { books } = collected(await other.gate.collect(sent(ida, [playing('After')])));
    expect(total(books.withheld).events).toBe(1);
    await other.close();
  });

  test('voice needs usage data on, and says so', async () => {
    const jon = await world.newSubject('household');
    await world.gate.choose({ subject: jon, choice: 'usage-data', state: 'off', actor: 'self' });
    expect(await world.gate.choose({ subject: jon, choice: 'voice-control', state: 'on', actor: 'self' })).toEqual({
      kind: 'needs',
      choice: 'usage-data',
      clause: 'choices.voice-control',
    });
  });

  test('looking into a problem with a music service is for that service by name, and it has to be linked', async () => {
    const mia = await world.newSubject('household');
    const turnOn = (choice: string) => world.gate.choose({ subject: mia, choice, state: 'on', actor: 'self' });
    await turnOn('music-service/nightjar');
    expect((await turnOn('service-troubleshooting')).kind).toBe('undeclared');
    expect(await turnOn('service-troubleshooting/hummingbird')).toEqual({
      kind: 'needs',
      choice: 'music-service/hummingbird',
      clause: 'choices.service-troubleshooting',
    });
    expect((await turnOn('service-troubleshooting/nightjar')).kind).toBe('chosen');
    const stands = async () =>
      (await world.gate.choices(mia))?.find((one) => one.choice === 'service-troubleshooting/nightjar');
    expect(await stands()).toMatchObject({ state: 'on', inForce: true });
    world.clock.now += 15 * 86_400_000;
    expect(await stands()).toMatchObject({ state: 'off' });
    world.clock.now = TEN_O_CLOCK;
  });

  test('a diagnostic is taken once by a permission, usage data with it, and the preference stays off', async () => {
    const kim = await world.newSubject('household');
    await world.gate.choose({ subject: kim, choice: 'usage-data', state: 'off', actor: 'self' });
    await world.gate.choose({ subject: kim, choice: 'diagnostic', state: 'on', actor: 'self' });
    const statement = world.gate.compiled.statement;
    const [name] = Object.entries(statement.collect).find(([, clause]) => clause.takes['diagnostic-usage'])!;
    const snapshot = { event: name, at: at(1), data: { caseNumber: 'C-1', volume: 20 } };
    const touchpoint = statement.collect[name]!.at[0]!;
    const two = [snapshot, { ...snapshot, data: { caseNumber: 'C-1', volume: 21 } }];
    const { books } = collected(await world.gate.collect(sent(kim, two, { touchpoint })));
    expect(total(books.stored).events).toBe(1);
    expect(total(books.withheld).events).toBe(1);
    const choices = await world.gate.choices(kim);
    expect(choices?.find((one) => one.choice === 'usage-data')?.state).toBe('off');
    expect(choices?.find((one) => one.choice === 'diagnostic')?.state).toBe('off');
  });

  test('an undeclared choice, another kind of subject and a stranger are turned away', async () => {
    const lea = await world.newSubject('person');
    const choose = (subject: SubjectId, choice: string) =>
      world.gate.choose({ subject, choice, state: 'off', actor: 'self' });
    expect((await choose(lea, 'constructor')).kind).toBe('undeclared');
    expect((await choose(lea, 'usage-data')).kind).toBe('undeclared');
    expect((await choose(lea, 'marketing/everyone')).kind).toBe('undeclared');
    expect((await choose('00000000-0000-4000-8000-000000000000' as SubjectId, 'marketing')).kind).toBe('gone');
  });
});

describe('opening', () => {
  test('a purpose sees its fields and no others, and each opening is on record', async () => {
    const mia = await world.newSubject('person');
    const form = {
      event: 'sign-up',
      at: at(-1),
      data: { email: 'Mia@Home.example', country: 'DE', postalCode: '10115', password: 'correct horse' },
    };
    collected(await world.gate.collect(sent(mia, [form], { touchpoint: 'registration', product: '' })));
    const opened = await world.gate.open({
      subject: mia,
      purpose: 'communicate',
      data: ['account', 'sign-in'],
      actor: 'service:mail',
    });
    if (opened?.effect !== 'permitted') throw new Error('communicate may see the address');
    expect(opened.facts).toEqual({ account: { '': { email: 'Mia@Home.example' } } });
    const entries = await world.vault.readEntries({ subject: mia });
    expect(entries.at(-1)).toMatchObject({ kind: 'opened', detail: { purpose: 'communicate', actor: 'service:mail' } });
  });

  test('a password is held as a one-way hash, and its owner does not see even that', async () => {
    const nils = await world.newSubject('person');
    const form = {
      event: 'sign-up',
      at: at(-1),
      data: { email: 'nils@home.example', country: 'DE', postalCode: '10115', password: 'battery staple' },
    };
    collected(await world.gate.collect(sent(nils, [form], { touchpoint: 'registration', product: '' })));
    const [held] = await world.vault.readFacts(nils, ['sign-in']);
    expect(held?.values.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const opened = await world.gate.open({
      subject: nils,
      purpose: 'self',
      data: ['sign-in', 'account'],
      actor: 'self',
    });
    expect(opened?.effect === 'permitted' && opened.facts).toEqual({
      account: { '': { email: 'nils@home.example', country: 'DE', postalCode: '10115' } },
    });
  });

  test('two people cannot have one address, however they spell it', async () => {
    const [one, two] = [await world.newSubject('person'), await world.newSubject('person')];
    const form = (email: string) => ({
      event: 'sign-up',
      at: at(-1),
      data: { email, country: 'DE', postalCode: '10115', password: 'staple horse' },
    });
    const signUp = (subject: SubjectId, email: string) =>
      world.gate.collect(sent(subject, [form(email)], { touchpoint: 'registration', product: '' }));
    expect((await signUp(one, 'Olga@home.example')).kind).toBe('collected');
    expect(await signUp(two, 'olga@HOME.example')).toEqual({ kind: 'taken', field: 'account.email' });
    expect(await world.vault.readFacts(two)).toEqual([]);
  });

  test('figures are all that an aggregate purpose gets, and an undeclared purpose gets nothing', async () => {
    const pia = await world.newSubject('household');
    collected(await world.gate.collect(sent(pia, [playing('Private')])));
    const open = (purpose: string) =>
      world.gate.open({ subject: pia, purpose, data: ['activity'], actor: 'service:report' });
    expect(await open('business')).toMatchObject({ effect: 'withheld', because: 'aggregates-only' });
    expect(await open('curiosity')).toMatchObject({ effect: 'refused', because: 'undeclared-purpose' });
  });

  test('history comes in pages, newest first, and each item once', async () => {
    const quinn = await world.newSubject('household');
    for (let n = 0; n < 3; n++) {
      const events = Array.from({ length: 7 }, (_, k) => playing(`track ${n * 7 + k}`, -60 + n * 7 + k));
      collected(await world.gate.collect(sent(quinn, events)));
      world.clock.now += 1000;
    }
    const opened = await world.gate.open({ subject: quinn, purpose: 'self', data: ['activity'], actor: 'self' });
    if (opened?.effect !== 'permitted') throw new Error('own data');
    const tracks: unknown[] = [];
    for (let after: string | undefined, page = 0; page < 10; page++) {
      const { items, next } = await opened.history({ limit: 4, after });
      tracks.push(...items.map((item) => item.data.track));
      if (next === undefined) break;
      after = next;
    }
    expect(tracks).toEqual(Array.from({ length: 21 }, (_, k) => `track ${20 - k}`));
    world.clock.now = TEN_O_CLOCK;
  });
});

test('a figure about fewer than twenty is kept back', async () => {
  const listen = async (service: string) => {
    const one = await world.newSubject('household');
    const event = { event: 'playback', at: '2027-02-10T08:00:00Z', data: { service } };
    collected(await world.gate.collect(sent(one, [event, event])));
  };
  const [popular = '', rare = ''] = (
    world.gate.compiled.statement.words.data.activity!.fields.service as unknown as { values: string[] }
  ).values;
  for (let n = 0; n < 20; n++) await listen(popular);
  for (let n = 0; n < 19; n++) await listen(rare);
  const showing = { period: '2027-02', purpose: 'business', actor: 'staff:analyst' } as const;
  const figure = (name: string, more: object = {}) => world.gate.figure({ ...showing, name, ...more });
  expect(await figure('listeners-by-service', { recipient: 'public' })).toEqual({
    effect: 'permitted',
    clause: 'figures.listeners-by-service',
    counts: [{ value: popular, n: 40, subjects: 20 }],
    withheld: 1,
  });
  expect(await figure('controls', { period: '2027-02-10', recipient: 'public' })).toMatchObject({
    because: 'undeclared-share',
  });
  expect(await figure('gossip')).toMatchObject({ because: 'undeclared-figure' });
  // For another purpose than its own it is not shown, and every showing is on record before a count leaves.
  expect(await figure('listeners-by-service', { purpose: 'improve' })).toMatchObject({ because: 'undeclared-use' });
  const shown = (await world.vault.readEntries({})).filter(({ kind }) => kind === 'figure-shown');
  expect(shown.map(({ detail }) => detail)).toEqual([
    {
      figure: 'listeners-by-service',
      period: '2027-02',
      purpose: 'business',
      actor: 'staff:analyst',
      recipient: 'public',
      clause: 'figures.listeners-by-service',
    },
  ]);
});

test('a statement that was replaced, or is dated earlier, does not come back by an old program', {
  timeout: 60_000,
}, async () => {
  const old = await openTestGate();
  const { statement } = old.gate.compiled;
  const start = (dated: `${number}-${number}-${number}`, title: string) =>
    createGate({ statement: { ...statement, dated, title }, vault: old.vault, notices: silence, clock: old.clock });
  const { hash } = await start('2018-01-01', 'Newer words');
  await expect(start('2017-12-31', 'Older words')).rejects.toThrow(expect.objectContaining({ code: 'storage-newer' }));
  // A program that brings the replaced one goes by the one in force.
  expect((await start(statement.dated, statement.title)).hash).toBe(hash);
  expect((await start('2018-01-01', 'Newer words')).hash).toBe(hash);
  await old.close();
});

test('a directive says what may be sent now, and by which clause the rest is withheld', async () => {
  const rosa = await world.newSubject('household');
  await world.gate.choose({ subject: rosa, choice: 'usage-data', state: 'off', actor: 'self' });
  const directive = await world.gate.directive(rosa, 'product', { registered: true });
  expect(directive).toMatchObject({ generation: 2, until: '2027-03-02T10:00:00.000Z' });
  expect(directive?.withheld.playback).toBe('choices.usage-data');
  expect(Object.keys(directive!.events).sort()).toEqual(['product-error', 'system-status']);
});

test('an opening that can not be recorded reads nothing', async () => {
  keeps('principle.protected');
  const ada = await world.newSubject('household');
  collected(await world.gate.collect(sent(ada, [playing('The Heron')])));
  const { vault, clock } = world;
  const reads: string[] = [];
  const careful = await createGate({
    statement: world.gate.compiled.statement,
    vault: {
      ...vault,
      recordOpening: () => Promise.reject(new Error('the disk is full')),
      readFacts: (...asked) => {
        reads.push('facts');
        return vault.readFacts(...asked);
      },
      readSegments: (...asked) => {
        reads.push('segments');
        return vault.readSegments(...asked);
      },
    },
    notices: silence,
    clock,
  });
  const opening = { subject: ada, purpose: 'self', data: ['activity', 'registration'], actor: 'self' } as const;
  await expect(careful.open(opening)).rejects.toThrow('the disk is full');
  expect(reads).toEqual([]);
});

describe('a purpose that needs data for a time', () => {
  test('sees what is younger, and what is older only its owner sees', async () => {
    const limited = await openTestGate({
      ...reference,
      use: {
        ...reference.use,
        improve: { ...reference.use.improve!, needs: 'while held', needsOf: { activity: '2 days' } },
      },
    });
    const noor = await limited.newSubject('household');
    const days = (count: number) => -count * 24 * 60;
    await limited.gate.collect(sent(noor, [playing('Older', days(3)), playing('Younger', days(1))]));
    const tracks = async (purpose: string, actor: Actor) => {
      const opened = await limited.gate.open({ subject: noor, purpose, data: ['activity'], actor });
      if (opened?.effect !== 'permitted') throw new Error(`\`${purpose}\` may see activity`);
      const { items } = await opened.history({});
      const streamed: Item[] = [];
      for await (const some of opened.stream({})) streamed.push(...some);
      expect(streamed).toEqual(items);
      return items.map(({ data }) => data.track);
    };
    expect(await tracks('improve', 'service:research')).toEqual(['Younger']);
    expect(await tracks('provide', 'service:player')).toEqual(['Younger', 'Older']);
    expect(await tracks('self', 'self')).toEqual(['Younger', 'Older']);
    limited.clock.now += 24 * 60 * 60_000 - 60_001;
    expect(await tracks('improve', 'service:research')).toEqual(['Younger']);
    limited.clock.now += 60_001;
    expect(await tracks('improve', 'service:research')).toEqual([]);
    await limited.close();
  });
});
