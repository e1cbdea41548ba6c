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
