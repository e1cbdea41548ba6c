/** People have their data left alone, object to a use, and pause what is collected; and take it back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld();
});
afterAll(() => house.close());

async function withKitchen(name: string): Promise<{ person: TestPerson; kitchen: TestProduct }> {
  const person = await house.signUp(name);
  const kitchen = await person.product(await person.household(), 'Kitchen');
  await kitchen.collect([volume(1)]);
  return { person, kitchen };
}

const volume = (volume: number, at = house.clock.now) => ({
  event: 'volume',
  at: new Date(at).toISOString(),
  data: { volume, room: 'Kitchen' },
});

async function opened(kitchen: TestProduct, purpose: string) {
  const product = await house.world.people.productOf(kitchen.token);
  if (typeof product === 'string') throw new Error(product);
  const opening = { subject: product.household, purpose, data: ['activity.volume'], actor: 'service:test' } as const;
  const answer = await house.world.gate.open(opening);
  return answer?.effect === 'permitted' ? answer.effect : answer;
}

const directive = async (kitchen: TestProduct) =>
  (await house.ask('GET', '/v1/directive', { token: kitchen.token })).body as {
    events: Record<string, string[]>;
    withheld: Record<string, string>;
  };

describe('who has their data restricted', () => {
  it('sees all of it, and nobody else does; products work, and send nothing more than they need for it', async () => {
    keeps('rights.account');
    const { person, kitchen } = await withKitchen('Ada');
    expect(await opened(kitchen, 'improve')).toBe('permitted');
    expect((await person.ask('PUT', '/v1/me/restriction', { state: 'on' })).status).toBe(204);

    const restricted = { effect: 'withheld', because: 'restricted', clause: 'requests.restriction' };
    expect(await opened(kitchen, 'improve')).toMatchObject(restricted);
    const { items } = (await person.ask('GET', '/v1/me/data?category=activity')).body;
    expect(items).toHaveLength(1);
    expect((await person.ask('GET', '/v1/households')).text).toContain('systemId');
    expect((await person.ask('GET', '/v1/me/limits')).body.limits).toMatchObject([{ kind: 'restriction' }]);
    const { events, withheld } = await directive(kitchen);
    expect(events).toHaveProperty('system-status');
    expect(withheld).toMatchObject({ volume: 'requests.restriction' });
    expect((await kitchen.collect([volume(2)])).body.clauses.withheld).toMatchObject({ 'requests.restriction': 1 });
    // Whoever keeps strangers out of the account goes on.
    const login = { email: person.email, password: person.password };
    expect((await house.ask('POST', '/v1/sessions', { body: login })).status).toBe(201);

    house.clock.now += 60_000;
    await person.ask('PUT', '/v1/me/restriction', { state: 'off' });
    expect(await opened(kitchen, 'improve')).toBe('permitted');
    // What was recorded meanwhile is not kept after all.
    const late = await kitchen.collect([volume(3, house.clock.now - 1000), volume(4)]);
    expect(late.body).toMatchObject({ stored: 1, withheld: 1 });
  });
});

describe('who objects', () => {
  it('to a use that rests on our interest has it denied, and no other', async () => {
    keeps('rights.account');
    const { person, kitchen } = await withKitchen('Ben');
    expect((await person.ask('PUT', '/v1/me/objections/improve', { state: 'on' })).status).toBe(204);
    expect(await opened(kitchen, 'improve')).toMatchObject({ because: 'objected', clause: 'requests.objection' });
    expect((await kitchen.collect([volume(2)])).body.stored).toBe(1);

    const needed = await person.ask('PUT', '/v1/me/objections/provide', { state: 'on' });
    expect(needed.body).toMatchObject({ code: 'no-limit', clause: 'use.provide' });
    expect((await person.ask('PUT', '/v1/me/objections/dreams', { state: 'on' })).status).toBe(404);
    await person.ask('PUT', '/v1/me/objections/improve', { state: 'off' });
    expect(await opened(kitchen, 'improve')).toBe('permitted');
    const { entries } = (await person.ask('GET', '/v1/me/ledger?limit=500')).body;
    const said = (entries as { says: string }[]).map(({ says }) => says);
    expect(said).toContain('You objected to this use: to make products and services better.');
  });
});

describe('who pauses a category', () => {
  it('has nothing of it collected until they go on, and can’t pause what the products need', async () => {
    keeps('rights.account');
    const { person, kitchen } = await withKitchen('Cleo');
    expect((await person.ask('PUT', '/v1/me/pauses/activity', { state: 'on' })).status).toBe(204);
    expect((await directive(kitchen)).withheld).toMatchObject({ volume: 'requests.restriction' });
    expect((await kitchen.collect([volume(2)])).body).toMatchObject({ stored: 0, withheld: 1 });
    expect(await opened(kitchen, 'improve')).toBe('permitted');
    expect((await person.ask('PUT', '/v1/me/pauses/system', { state: 'on' })).body).toMatchObject({
      code: 'no-limit',
      clause: 'keep.system',
    });
    await person.ask('PUT', '/v1/me/pauses/activity', { state: 'off' });
    expect((await kitchen.collect([volume(3)])).body.stored).toBe(1);
    expect((await person.ask('GET', '/v1/me/limits')).body.limits).toEqual([]);
  });
});
