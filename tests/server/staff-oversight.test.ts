/** What those who look after it all are told: exact figures, what goes and when, the record to hand over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hire, OWN_PAGE, signInAgain, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;

let house: TestWorld;
let vera: TestStaff;
let ben: TestPerson;
let den: TestProduct;
let cookie: string;
beforeAll(async () => {
  house = await openTestWorld();
  vera = await hire(house, 'vera', 'auditor');
  ben = await house.signUp('Ben');
  den = await ben.product(await ben.household(), 'Den');
});
afterAll(() => house.close());

/** Some weeks pass: she signs in once more. */
const later = async (days: number) => {
  house.clock.now += days * DAY;
  cookie = await signInAgain(house, vera);
};
const ask = async (path: string) =>
  (await house.ask('GET', `/v1/staff/${path}`, { headers: { ...OWN_PAGE, cookie } })).body;
const at = () => new Date(house.clock.now).toISOString();
const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);

describe('what became of what arrived', () => {
  it('is counted by clause or reason, and by version, event by event and field by field', async () => {
    await later(0);
    const before = await ask('collection');
    await ben.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    house.clock.now += 60_000;
    const sent = [
      { event: 'volume', at: at(), data: { volume: 33, room: 'Den' } },
      { event: 'playback', at: at(), data: { track: 'Night Ferry', room: 'Den' } },
      { event: 'system-status', at: at(), data: { softwareVersion: '79.1-51030', birthday: 'nobody asked' } },
      { event: 'weather', at: at(), data: { rain: true } },
    ];
    await den.collect(sent);
    const now = await ask('collection');
    const { version } = now.versions[0];
    const more = (unit: string, effect: string, why: string) => {
      const of = ({ counts }: typeof now) =>
        counts.find(
          (one: { [name: string]: unknown }) =>
            one.unit === unit && one.effect === effect && one.why === why && one.version === version,
        )?.n ?? 0;
      return of(now) - of(before);
    };
    expect(now.received.events - before.received.events).toBe(4);
    expect(now.received.fields - before.received.fields).toBe(7);
    expect([
      more('events', 'stored', 'collect.system-status'),
      more('fields', 'stored', 'collect.system-status'),
    ]).toEqual([1, 1]);
    expect([
      more('events', 'withheld', 'choices.usage-data'),
      more('fields', 'withheld', 'choices.usage-data'),
    ]).toEqual([2, 4]);
    expect([more('events', 'refused', 'undeclared-event'), more('fields', 'refused', 'undeclared-event')]).toEqual([
      1, 1,
    ]);
    expect([more('events', 'refused', 'undeclared-field'), more('fields', 'refused', 'undeclared-field')]).toEqual([
      0, 1,
    ]);
    // No value, and no name that the statement does not have.
    for (const foreign of ['Night Ferry', 'birthday', 'weather']) expect(JSON.stringify(now)).not.toContain(foreign);
    await ben.ask('PUT', '/v1/me/choices/usage-data', { state: 'on' });
  });
});

describe('what is held', () => {
  it('is told with the day on which it goes, is seen coming within a month, and is seen gone', async () => {
    house.clock.now += 60_000;
    const { generation } = (await house.ask('GET', '/v1/directive', { token: den.token })).body;
    const events = [{ event: 'volume', at: at(), data: { volume: 33, room: 'Den' }, generation }];
    expect((await den.collect(events)).body.stored).toBe(1);
    const played = house.clock.now;
    await later(0);
    const { held } = await ask('retention');
    const activity = held.find(({ category }: { category: string }) => category === 'activity');
    expect(activity).toMatchObject({ n: 1, clause: 'keep.activity' });
    const goes = Date.parse(`${activity.next}T00:00:00Z`);
    expect(goes - played).toBeGreaterThan(390 * DAY);
    expect((await ask('collection')).soon.map(({ category }: { category: string }) => category)).not.toContain(
      'activity',
    );

    await later((goes - played) / DAY - 20);
    expect((await ask('collection')).soon).toContainEqual({ category: 'activity', next: activity.next, n: 1 });
    await later(25);
    await house.world.gate.sweep();
    const after = await ask('retention');
    expect(after.held.map(({ category }: { category: string }) => category)).not.toContain('activity');
    expect(after.sweeps[0]).toMatchObject({
      done: expect.any(String),
      through: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(after.sweeps[0].went).toContainEqual({ category: 'activity', clause: 'keep.activity', n: 1 });
    expect(after.sweeps[0].through >= activity.next).toBe(true);
    expect(after.sweeps[0].through <= day(house.clock.now)).toBe(true);
  });
});

describe('the record of processing', () => {
  it('comes as data and as a table, to keep, and says of no person anything', async () => {
    const get = (as: string) => house.ask('GET', `/v1/staff/record?as=${as}`, { headers: { ...OWN_PAGE, cookie } });
    const [json, csv] = [await get('json'), await get('csv')];
    expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="record-\d{4}-\d\d-\d\d\.json"$/);
    const { rows, contacts, measures } = JSON.parse(json.text);
    expect([rows.length > 20, Object.keys(contacts).length > 0, measures.length > 0]).toEqual([true, true, true]);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThanOrEqual(rows.length);
    // No cell is one that a spreadsheet would run.
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+\-@]/);
    for (const { text } of [json, csv]) expect(text).not.toContain(ben.email);
  });
});
