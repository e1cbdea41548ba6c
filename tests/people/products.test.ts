import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  house = await openTestWorld();
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
});
afterAll(() => house.close());

const body = (serial: string) => ({ serial, productType: 'One', room: 'Kitchen', kind: 'player' });
const status = () => ({
  event: 'system-status',
  at: new Date(house.clock.now).toISOString(),
  data: { softwareVersion: '79.1' },
});

describe('a household', () => {
  it('gets a unique id of letters and digits, by which it is named', async () => {
    keeps('registering.system-id');
    const ids = await Promise.all(Array.from({ length: 20 }, () => ada.household()));
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  });

  it('has with its id the address of its owner, the place, and where it was registered from', async () => {
    keeps('registering.system-id');
    const systemId = await ben.household();
    const lamp = await ben.product(systemId, 'Den');
    const { current } = (await ben.ask('GET', '/v1/me/data?category=registration')).body;
    expect(current).toMatchObject([
      { system: systemId, product: '', data: { systemId, email: ben.email, country: 'DE', ipAddress: '127.0.0.1' } },
      { system: systemId, product: lamp.id, data: { serial: lamp.serial, ipAddress: '127.0.0.1' } },
    ]);
  });

  it('is one of at most fifty that a person registers a day, since each of them is looked into for every page', async () => {
    const kim = await house.signUp('Kim');
    for (let count = 0; count < 50; count += 1) await kim.household();
    const { status, headers, body } = await kim.ask('POST', '/v1/households');
    expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'too-many-attempts', String(24 * 60 * 60)]);
    expect((await kim.ask('GET', '/v1/households')).body.households).toHaveLength(50);
  });

  it('is found by its id as people write it', async () => {
    const cem = await house.signUp('Cem');
    const systemId = await cem.household();
    const written = systemId
      .toLowerCase()
      .replace(/(.{4})(.{4})/, '$1-$2-')
      .replaceAll('0', 'o');
    const registered = await cem.ask('POST', `/v1/households/${written}/products`, body('AS-WRITTEN-1'));
    expect(registered.status).toBe(201);
  });
});

describe('a product', () => {
  it('is served once it is registered, and refused service before and after', async () => {
    keeps('registering.required');
    const lamp = await ada.product(await ada.household(), 'Hall');
    expect((await lamp.collect([status()])).body).toMatchObject({ stored: 1 });
    const unknown = await house.ask('POST', '/v1/collect', {
      token: `product_${'x'.repeat(43)}`,
      body: { batch: 'a', events: [status()] },
    });
    expect([unknown.status, unknown.body.code]).toEqual([401, 'not-registered']);

    expect((await ada.ask('DELETE', `/v1/products/${lamp.id}`)).status).toBe(204);
    const refused = await lamp.collect([status()]);
    expect([refused.status, refused.body.code]).toEqual([401, 'revoked']);
    expect((await house.ask('GET', '/v1/directive', { token: lamp.token })).body.code).toBe('revoked');
  });

  it('is served once, however many register it at the same moment', async () => {
    const hers = await ada.household();
    const at = `/v1/households/${hers}/products`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => ada.ask('POST', at, body('SAME-MOMENT-1'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('has a serial number that nobody else can register meanwhile, nor its owner twice', async () => {
    const [hers, his] = [await ada.household(), await ben.household()];
    const lamp = await ada.product(hers, 'Hall');
    for (const answered of [
      await ben.ask('POST', `/v1/households/${his}/products`, body(lamp.serial)),
      await ada.ask('POST', `/v1/households/${hers}/products`, body(lamp.serial.toLowerCase())),
    ]) {
      expect([answered.status, answered.body.code]).toEqual([409, 'serial-in-use']);
    }
  });

  it('that changes hands starts without a history', async () => {
    const [hers, his] = [await ada.household(), await ben.household()];
    const lamp = await ada.product(hers, 'Observatory');
    await lamp.collect([status()]);
    await ada.ask('DELETE', `/v1/products/${lamp.id}`);
    const registered = await ben.ask('POST', `/v1/households/${his}/products`, body(lamp.serial));
    expect(registered.status).toBe(201);
    const { items } = (await ben.ask('GET', `/v1/me/data?product=${registered.body.id}`)).body;
    expect(items.map(({ event }: { event: string }) => event)).toEqual(['product-registered']);
    // Her own history is hers still.
    expect((await ada.ask('GET', `/v1/me/data?product=${lamp.id}`)).body.items).toHaveLength(2);
  });

  it('stands in a room that can be renamed', async () => {
    const lamp = await ada.product(await ada.household(), 'Study');
    expect((await ada.ask('PATCH', `/v1/products/${lamp.id}`, { room: 'Nursery' })).status).toBe(204);
    const { items } = (await ada.ask('GET', `/v1/me/data?product=${lamp.id}&category=system`)).body;
    expect(items[0]).toMatchObject({
      event: 'room-renamed',
      data: { room: 'Nursery' },
      clause: 'collect.room-renamed',
    });
  });
});

describe('the products of a household', () => {
  it('are listed for their owner alone, as they were registered, are called now, and were last heard of', async () => {
    const dora = await house.signUp('Dora');
    const systemId = await dora.household();
    const kitchen = await dora.product(systemId, 'Kitchen');
    const since = new Date(house.clock.now).toISOString();
    house.clock.now += 60_000;
    const phone = await dora.product(systemId, 'Hall', 'app');
    const later = new Date(house.clock.now).toISOString();
    await dora.ask('PATCH', `/v1/products/${kitchen.id}`, { room: 'Pantry' });
    await kitchen.collect([status()]);
    const heard = new Date(house.clock.now).toISOString();
    house.clock.now += 60_000;
    await dora.ask('DELETE', `/v1/products/${phone.id}`);
    const path = `/v1/households/${systemId}/products`;
    expect((await dora.ask('GET', path)).body.products).toEqual([
      { id: kitchen.id, kind: 'player', productType: 'One', serial: kitchen.serial, room: 'Pantry', since, heard },
      {
        id: phone.id,
        kind: 'app',
        productType: 'Controller',
        serial: phone.serial,
        room: 'Hall',
        since: later,
        heard: later,
        ended: new Date(house.clock.now).toISOString(),
      },
    ]);
    expect((await ben.ask('GET', path)).status).toBe(404);
  });

  it('have confirmed the choices as they stand, or not: neither an older directive counts, nor one that there isn’t', async () => {
    const eve = await house.signUp('Eve');
    const systemId = await eve.household();
    const kitchen = await eve.product(systemId, 'Kitchen');
    const confirm = async (generation: number) =>
      (await house.ask('PUT', '/v1/directive/confirmed', { token: kitchen.token, body: { generation } })).status;
    const confirmed = async () =>
      (await eve.ask('GET', `/v1/households/${systemId}/products`)).body.products[0].confirmed;
    expect(await confirmed()).toBeUndefined();
    expect(await confirm(1)).toBe(204);
    const first = new Date(house.clock.now).toISOString();
    house.clock.now += 60_000;
    expect(await confirm(1)).toBe(204);
    expect(await confirmed()).toBe(first);
    await eve.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    expect(await confirmed()).toBeUndefined();
    expect(await confirm(1)).toBe(204);
    expect(await confirmed()).toBeUndefined();
    expect(await confirm(3)).toBe(422);
    expect(await confirm(2)).toBe(204);
    expect(await confirmed()).toBe(new Date(house.clock.now).toISOString());
  });

  it('and their choices are followed by a stream that tells when to look again, in any process, until its session ends', async () => {
    const lia = await house.signUp('Lia');
    const systemId = await lia.household();
    const kitchen = await lia.product(systemId, 'Kitchen');
    const other = await house.another();
    const response = await fetch(`${other.url}/v1/me/standing`, { headers: { authorization: `Bearer ${lia.token}` } });
    let heard = '';
    const ended = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) heard += chunk;
    })();
    const told = () => heard.split('event: changed').length - 1;
    await expect.poll(() => heard).toContain(': following');
    await ben.ask('GET', '/v1/households');
    await lia.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    await expect.poll(told).toBe(1);
    await house.ask('PUT', '/v1/directive/confirmed', { token: kitchen.token, body: { generation: 2 } });
    await expect.poll(told).toBe(2);
    await lia.ask('DELETE', '/v1/sessions');
    // It is looked at before anything more is told.
    await house.ask('PUT', '/v1/me/choices/usage-data', { token: await anew(lia), body: { state: 'on' } });
    await ended;
    expect(told()).toBe(2);
    await other.close();
  });
});

const anew = async ({ email, password }: TestPerson): Promise<string> =>
  (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body.token;
