/** A server's clock that jumps, a year ahead or a year back, as clocks do that lose their battery or their time server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
const YEAR = 365 * DAY;

let house: TestWorld;
let begun: number;
beforeAll(async () => {
  house = await openTestWorld();
  begun = house.clock.now;
});
afterAll(() => house.close());

const now = () => new Date(house.clock.now).toISOString();
const playing = (track: string) => ({ event: 'playback', at: now(), data: { track, room: 'Kitchen' } });

/** At home at the right time: a person, and a speaker that has told of one track. */
async function home(name: string): Promise<{ person: TestPerson; speaker: TestProduct; systemId: string }> {
  house.clock.now = begun;
  const person = await house.signUp(name);
  const systemId = await person.household();
  const speaker = await person.product(systemId, 'Kitchen');
  expect((await speaker.collect([playing('Before')], 1)).body).toMatchObject({ stored: 1 });
  return { person, speaker, systemId };
}

const signIn = async ({ email, password }: TestPerson) =>
  (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body.token as string;

const tracksSeenBy = async (token: string) => {
  const { body } = await house.ask('GET', '/v1/me/data?category=activity', { token });
  return (body.items as { data: { track: string } }[]).map(({ data }) => data.track).sort();
};

describe.each([
  ['a year ahead', YEAR],
  ['a year back', -YEAR],
] as const)('a clock that jumps %s, and returns', (where, by) => {
  const name = by > 0 ? 'Ada' : 'Ben';

  it('loses nothing that was taken before, meanwhile or afterwards', async () => {
    const { person, speaker } = await home(name);
    house.clock.now = begun + by;
    expect((await speaker.collect([playing('Meanwhile')], 1)).body).toMatchObject({ stored: 1, generation: 1 });
    expect(await tracksSeenBy(await signIn(person))).toEqual(['Before', 'Meanwhile']);
    house.clock.now = begun;
    expect((await speaker.collect([playing('After')], 1)).body).toMatchObject({ stored: 1 });
    expect(await tracksSeenBy(person.token)).toEqual(['After', 'Before', 'Meanwhile']);
  });

  it('makes directives that stand for a day, and for the choice as it is', async () => {
    const { person, speaker } = await home(`${name}-at-noon`);
    house.clock.now = begun + by;
    const directive = () => house.ask('GET', '/v1/directive', { token: speaker.token });
    expect(Date.parse((await directive()).body.until) - house.clock.now).toBe(DAY);
    const token = await signIn(person);
    const off = { token, body: { state: 'off' } };
    expect((await house.ask('PUT', '/v1/me/choices/usage-data', off)).status).toBe(200);
    house.clock.now = begun;
    const { until, events, generation } = (await directive()).body;
    expect(Date.parse(until) - begun).toBe(DAY);
    expect([generation, 'playback' in events]).toEqual([2, false]);
    expect((await speaker.collect([playing('Withheld')], generation)).body).toMatchObject({ stored: 0, withheld: 1 });
  });

  it('ends the sessions that began meanwhile, whose age can’t be told, and no others', async () => {
    const { person } = await home(`${name}-abroad`);
    house.clock.now = begun + by;
    const token = await signIn(person);
    const statusOf = async (token: string) => (await house.ask('GET', '/v1/me/choices', { token })).status;
    expect(await statusOf(token)).toBe(200);
    house.clock.now = begun;
    expect([await statusOf(token), await statusOf(person.token)]).toEqual([401, 200]);
  });

  it('keeps nobody out: who failed to sign in meanwhile may try again when its time is over', async () => {
    const { person } = await home(`${name}-by-night`);
    house.clock.now = begun + by;
    const { email, password } = person;
    for (let k = 0; k < 12; k++) await house.ask('POST', '/v1/sessions', { body: { email, password: `guess ${k}` } });
    expect((await house.ask('POST', '/v1/sessions', { body: { email, password } })).status).toBe(401);
    house.clock.now = begun;
    expect((await house.ask('POST', '/v1/sessions', { body: { email, password } })).status).toBe(201);
  });

  it(`ends a permission for one act: given ${where}, it is not in force for a year`, async () => {
    const { person, systemId } = await home(`${name}-in-need`);
    house.clock.now = begun + by;
    const token = await signIn(person);
    const on = { token, body: { state: 'on' } };
    expect((await house.ask('PUT', `/v1/me/choices/diagnostic?system=${systemId}`, on)).status).toBe(200);
    house.clock.now = begun;
    const { body } = await house.ask('GET', '/v1/me/choices', { token: await signIn(person) });
    const choices = body.choices as { choice: string }[];
    expect(choices.find(({ choice }) => choice === 'diagnostic')).toMatchObject({ state: 'off', inForce: false });
  });
});
