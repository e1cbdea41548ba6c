/** Ada, Ben and Cem ask what people may ask; each request has its clock, and is over when all of it is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;

let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  house = await openTestWorld();
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  await ada.household();
});
afterAll(() => house.close());

const asks = (person: TestPerson, body: object) => person.ask('POST', '/v1/me/requests', body);
const lettersTo = async (address: string) => {
  await house.world.people.mail.settled();
  return house.outbox.letters.filter(({ to }) => to === address);
};
const later = async (milliseconds: number) => {
  house.clock.now += milliseconds;
  await house.world.people.carryOutDue();
};
/** Signs in again: a session of long ago is over. */
const again = async ({ email, password }: TestPerson) =>
  (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body.token as string;
const metric = async (name: string, kind: string) =>
  Number(
    (await house.ask('GET', '/metrics')).text
      .split('\n')
      .find((line) => line.startsWith(`sotto_requests_${name}{kind="${kind}"}`))
      ?.split(' ')[1],
  );

describe('what a program can do is done at once', () => {
  it('to see what is held', async () => {
    const asked = await asks(ada, { kind: 'access' });
    expect([asked.status, asked.body]).toEqual([
      201,
      {
        id: expect.any(String),
        kind: 'access',
        says: 'see what we hold about you',
        status: 'done',
        received: new Date(house.clock.now).toISOString(),
        due: new Date(house.clock.now + 30 * DAY).toISOString(),
        closed: new Date(house.clock.now).toISOString(),
        parts: [{ part: 'vault', says: 'what we hold', state: 'done', answer: '/v1/me/data' }],
        notes: [],
      },
    ]);
    expect((await lettersTo(ada.email)).at(-1)).toMatchObject({
      subject: 'Your request is answered',
      text: expect.stringContaining('You asked to see what we hold about you.'),
    });
  });

  it('to take it along', async () => {
    const { body } = await asks(ada, { kind: 'export' });
    expect(body.status).toBe('done');
    const { answer } = body.parts[0];
    expect((await ada.ask('GET', answer)).body).toMatchObject({ id: body.id, state: 'ready' });
    expect((await ben.ask('GET', answer)).status).toBe(404);
  });

  it('to have the account put right', async () => {
    keeps('rights.view-edit-delete');
    const right = await asks(ada, { kind: 'correction', profile: { name: 'Ada Lovelace', postalCode: '10117' } });
    expect(right.body).toMatchObject({ status: 'done', parts: [{ part: 'vault', state: 'done' }] });
    expect((await ada.ask('GET', '/v1/me/data?category=account')).body.current[0].data).toMatchObject({
      name: 'Ada Lovelace',
      postalCode: '10117',
    });
    const nonsense = await asks(ada, { kind: 'correction', profile: { phone: 'call me' } });
    expect([nonsense.status, nonsense.body.code]).toEqual([422, 'not-accepted']);
    expect((await asks(ada, { kind: 'correction' })).body.detail).toBe('`profile`');
  });

  it('to have another address, which is done once the letter there was answered, and refused if it is not', async () => {
    const later = async (id: string) => {
      house.clock.now += 60 * 60_000;
      await house.world.people.carryOutDue();
      return (await cleo.ask('GET', `/v1/me/requests/${id}`)).body;
    };
    const cleo = await house.signUp('Cleo');
    const asked = await asks(cleo, { kind: 'correction', profile: { email: 'cleo@sea.example', name: 'Cleopatra' } });
    expect(asked.body).toMatchObject({ status: 'open', parts: [{ state: 'waiting', for: 'us' }] });
    expect((await cleo.ask('GET', '/v1/me/data?category=account')).body.current[0].data).toMatchObject({
      email: cleo.email,
      name: 'Cleopatra',
    });
    expect((await later(asked.body.id)).status).toBe('open');
    // It is looked at again and again, and asked for once.
    const letters = await lettersTo('cleo@sea.example');
    expect(letters).toHaveLength(1);
    const { pathname } = new URL(/https:\/\/\S+\/addresses\/confirm\/\S+/.exec(letters[0]!.text)![0]);
    expect((await house.ask('POST', pathname, { body: new URLSearchParams() })).status).toBe(200);
    expect((await later(asked.body.id)).status).toBe('done');

    const stale = await asks(cleo, { kind: 'correction', profile: { email: 'cleo@desert.example' } });
    expect(stale).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
  });
});

describe('having a use stopped', () => {
  const limitsOf = async (person: TestPerson) =>
    ((await person.ask('GET', '/v1/me/limits')).body.limits as { kind: string; purpose?: string }[]).map(
      ({ kind, purpose = '' }) => `${kind} ${purpose}`.trim(),
    );
  const done = { status: 'done', parts: [{ part: 'vault', state: 'done', answer: '/v1/me/limits' }] };
  const improving = async (person: TestPerson) => {
    const { subject: owner } = (await house.world.people.personOf(person.token))!;
    const [household] = await house.world.people.householdsOf(owner);
    const opening = { purpose: 'improve', data: ['activity.volume'], actor: 'service:test' } as const;
    return (await house.world.gate.open({ subject: household!.subject, ...opening }))?.effect;
  };

  it('restricts all of it at once, still tells by letter, and is lifted as any other', async () => {
    keeps('rights.account');
    const hal = await house.signUp('Hal');
    await hal.household();
    expect(await improving(hal)).toBe('permitted');
    expect((await asks(hal, { kind: 'restriction' })).body).toMatchObject(done);
    expect(await limitsOf(hal)).toEqual(['restriction']);
    expect(await improving(hal)).toBe('withheld');
    expect((await lettersTo(hal.email)).at(-1)?.subject).toBe('Your request is answered');
    await hal.ask('PUT', '/v1/me/restriction', { state: 'off' });
    expect(await improving(hal)).toBe('permitted');
    expect((await asks(hal, { kind: 'restriction' })).body).toMatchObject(done);
    expect(await limitsOf(hal)).toEqual(['restriction']);
  });

  it('denies the purposes that an objection names, or all to which one may object', async () => {
    keeps('rights.account');
    const ida = await house.signUp('Ida');
    await ida.household();
    expect((await asks(ida, { kind: 'objection', purposes: ['business'] })).body).toMatchObject(done);
    expect(await limitsOf(ida)).toEqual(['objection business']);
    expect(await improving(ida)).toBe('permitted');
    expect((await asks(ida, { kind: 'objection' })).body).toMatchObject(done);
    expect(await limitsOf(ida)).toEqual(['objection improve', 'objection business', 'objection communicate']);
    expect(await improving(ida)).toBe('withheld');
    await ida.ask('PUT', '/v1/me/objections/improve', { state: 'off' });
    expect(await improving(ida)).toBe('permitted');
  });

  it('says of a purpose to which one can’t object what it rests on, and denies the others', async () => {
    const jan = await house.signUp('Jan');
    const alone = (await asks(jan, { kind: 'objection', purposes: ['provide'] })).body;
    expect(alone).toMatchObject({
      status: 'refused',
      parts: [{ state: 'refused', because: 'this does not rest on an interest of ours (use.provide)' }],
    });
    expect(await limitsOf(jan)).toEqual([]);
    const mixed = (await asks(jan, { kind: 'objection', purposes: ['provide', 'improve'] })).body;
    expect(mixed.parts[0].because).toMatch(/\(use\.provide\); the other uses have ended$/);
    expect(await limitsOf(jan)).toEqual(['objection improve']);
    for (const unfit of [
      { kind: 'objection', purposes: ['dreams'] },
      { kind: 'restriction', purposes: ['improve'] },
    ]) {
      const answer = await asks(jan, unfit);
      expect([answer.status, answer.body.detail]).toEqual([422, '`purposes`']);
    }
  });

  it('stays as it is when the request is taken back that people still look at', async () => {
    const kim = await house.signUp('Kim');
    const { id } = (await asks(kim, { kind: 'restriction', text: 'until we agree' })).body;
    expect((await kim.ask('POST', `/v1/me/requests/${id}/cancel`)).body.status).toBe('cancelled');
    expect(await limitsOf(kim)).toEqual(['restriction']);
  });
});

describe('what people have to look at', () => {
  it('says that it waits for them, and is not done before they have answered', async () => {
    keeps('rights.within-30-days');
    for (const kind of ['restriction', 'objection']) {
      const { body } = await asks(ben, { kind, text: 'not for improving things' });
      expect(body).toMatchObject({
        status: 'open',
        parts: [
          { part: 'vault', state: 'done' },
          { part: 'staff', state: 'waiting', for: 'staff' },
        ],
      });
      await later(60_000);
      expect((await ben.ask('GET', `/v1/me/requests/${body.id}`)).body.status).toBe('open');
    }
    const both = await asks(ben, { kind: 'correction', profile: { name: 'Ben Bell' }, text: 'and on my last parcel' });
    expect(both.body).toMatchObject({
      status: 'open',
      parts: [
        { part: 'vault', state: 'done' },
        { part: 'staff', state: 'waiting', for: 'staff' },
      ],
    });
    expect((await lettersTo(ben.email)).at(-1)).toMatchObject({
      subject: 'We have your request',
      text: expect.stringMatching(/by \d{4}-\d\d-\d\d at the latest/),
    });
  });

  it('asked again while it is open is the same request; asked otherwise it is another', async () => {
    const [first, second] = [
      await asks(ada, { kind: 'objection', text: 'no' }),
      await asks(ada, { kind: 'objection', text: 'no' }),
    ];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    const atOnce = await Promise.all([...Array(5)].map(() => asks(ada, { kind: 'restriction', text: 'for now' })));
    expect(new Set(atOnce.map(({ body }) => body.id)).size).toBe(1);
    expect((await asks(ada, { kind: 'objection', text: 'not this either' })).body.id).not.toBe(first.body.id);
  });

  it('can be taken back while it is open, by whoever asked alone', async () => {
    const { id } = (await asks(ada, { kind: 'objection', text: 'on second thoughts' })).body;
    expect((await ben.ask('POST', `/v1/me/requests/${id}/cancel`)).status).toBe(404);
    expect((await ada.ask('POST', `/v1/me/requests/${id}/cancel`)).body.status).toBe('cancelled');
    const twice = await ada.ask('POST', `/v1/me/requests/${id}/cancel`);
    expect([twice.status, twice.body.code]).toEqual([409, 'request-closed']);
    for (const other of [id, 'nonsense']) expect((await ben.ask('GET', `/v1/me/requests/${other}`)).status).toBe(404);
    expect((await ben.ask('GET', '/v1/me/requests')).body.requests.map((one: { id: string }) => one.id)).not.toContain(
      id,
    );
  });
});

describe('the clock of a request', () => {
  it('reminds a week before its end, and raises an alarm once it is over', async () => {
    keeps('rights.within-30-days');
    const dina = await house.signUp('Dina');
    const { id } = (await asks(dina, { kind: 'objection', text: 'Dina does not want it' })).body;
    const toStaff = async () => (await lettersTo('privacy@sonos.com')).filter(({ text }) => text.includes(id));
    await later(22 * DAY);
    expect(await toStaff()).toEqual([]);
    await later(DAY);
    await later(DAY);
    expect(await toStaff()).toMatchObject([{ subject: 'A request has to be answered soon' }]);
    expect((await toStaff())[0]?.text).not.toMatch(/dina/i);

    const before = await metric('overdue', 'objection');
    await later(5 * DAY);
    expect([await toStaff(), await metric('overdue', 'objection')]).toEqual([[expect.anything()], before]);
    await later(DAY);
    await later(DAY);
    expect((await toStaff()).map(({ subject }) => subject)).toEqual([
      'A request has to be answered soon',
      'A request was not answered in time',
    ]);
    expect(await metric('overdue', 'objection')).toBeGreaterThan(before);
    expect(await metric('open', 'objection')).toBeGreaterThanOrEqual(await metric('overdue', 'objection'));
  });
});

describe('being erased on request', () => {
  it('takes a word, and a sign-in of a moment ago', async () => {
    const cem = await house.signUp('Cem');
    expect((await asks(cem, { kind: 'erasure' })).status).toBe(400);
    house.clock.now += 11 * 60_000;
    const stale = await asks(cem, { kind: 'erasure', confirm: 'erase' });
    expect([stale.status, stale.body.code]).toEqual([403, 'sign-in-again']);
    expect((await cem.ask('GET', '/v1/me/requests')).body.requests).toEqual([]);
  });

  it('erases, answers with the receipt, and takes all that was asked along', async () => {
    keeps('rights.account');
    const eli = await house.signUp('Eli');
    await eli.household();
    await asks(eli, { kind: 'objection', text: 'Eli objects' });
    const erased = await asks(eli, { kind: 'erasure', confirm: 'erase' });
    expect(erased.body).toMatchObject({ status: 'done', parts: [{ part: 'vault', state: 'done' }] });
    const { answer } = erased.body.parts[0];
    expect((await house.ask('GET', answer)).body.moments.gone).toEqual(expect.any(String));
    expect((await eli.ask('GET', '/v1/me/requests')).status).toBe(401);
    const left = await house.world.database.query('select from requests where id = $1', [erased.body.id]);
    expect(left).toEqual([]);
    expect((await lettersTo(eli.email)).map(({ subject }) => subject).at(-1)).toBe('Your data is erased');
  });
});

it('a part that fails is tried again by itself, and its request stays open meanwhile', async () => {
  keeps('rights.within-30-days');
  const fay = await house.signUp('Fay');
  await house.world.database.query('alter table exports rename to exports_away');
  const { body } = await asks(fay, { kind: 'export' });
  expect(body).toMatchObject({ status: 'open', parts: [{ state: 'failed', because: 'storage-failed' }] });
  await house.world.database.query('alter table exports_away rename to exports');
  await later(59_000);
  expect((await fay.ask('GET', `/v1/me/requests/${body.id}`)).body.status).toBe('open');
  await later(1_000);
  expect((await fay.ask('GET', `/v1/me/requests/${body.id}`)).body).toMatchObject({
    status: 'done',
    parts: [{ state: 'done', answer: `/v1/me/exports/${body.id}` }],
  });
});

it('a request whose process died is taken up by another', async () => {
  const gil = await house.signUp('Gil');
  const { subject } = (await house.world.people.personOf(gil.token))!;
  const { body } = await asks(gil, { kind: 'access' });
  // As if it had died right after it was received.
  await house.world.database.query('delete from request_events where request = $1 and n > 1', [body.id]);
  await house.world.database.query(
    `update requests set version = 1, status = 'open', closed_at = null, next_at = $2 where id = $1 and subject = $3`,
    [body.id, new Date(house.clock.now + 5 * 60_000), subject],
  );
  await later(60_000);
  expect((await gil.ask('GET', `/v1/me/requests/${body.id}`)).body.status).toBe('open');
  await later(4 * 60_000);
  expect((await gil.ask('GET', `/v1/me/requests/${body.id}`)).body.status).toBe('done');
});

it('each step of a request is in the ledger of its person, in words and without what was written', async () => {
  const token = await again(ada);
  const entries: { kind: string; says: string }[] = [];
  for (let after = 0; ; ) {
    const page = (await house.ask('GET', `/v1/me/ledger?after=${after}&limit=100`, { token })).body.entries;
    entries.push(...page);
    if (page.length < 100) break;
    after = page.at(-1).leaf;
  }
  const said = entries.filter(({ kind }) => kind === 'request').map(({ says }) => says);
  expect(said).toContain('Your request to see what we hold about you: you asked for it.');
  expect(said).toContain('Your request to see what we hold about you: a part of it was looked at (done).');
  expect(said).toContain('Your request to see what we hold about you: it was answered.');
  expect(JSON.stringify(entries)).not.toContain('second thoughts');
});
