import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/device/event-stream.ts';
import type { Directive } from '../../src/gate/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let systemId: string;
beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  systemId = await ada.household();
});
afterAll(() => house.close());

const choose = (state: 'on' | 'off') => ada.ask('PUT', '/v1/me/choices/usage-data', { state });

/** Listens to a product's stream: directives one by one, `undefined` once it has ended. */
async function listen({ token }: TestProduct, { url }: TestWorld = house) {
  const leaving = new AbortController();
  const response = await fetch(`${url}/v1/directive/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const events = eventsOf(response.body!, () => {});
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    async next(): Promise<Directive | undefined> {
      const { value, done } = await events.next();
      return done ? undefined : JSON.parse(value.data);
    },
    leave: () => leaving.abort(),
  };
}

describe('a directive', () => {
  it('says what a product may send, and which clause withholds the rest', async () => {
    const lamp = await ada.product(systemId, 'Kitchen');
    const ask = () => house.ask('GET', '/v1/directive', { token: lamp.token });
    expect((await ask()).body).toMatchObject({ events: { volume: expect.any(Array) }, withheld: {} });
    await choose('off');
    const { body } = await ask();
    expect(Object.keys(body.events)).toContain('system-status');
    expect(body.events).not.toHaveProperty('volume');
    expect(body.withheld).toMatchObject({ volume: 'choices.usage-data' });
    await choose('on');
  });

  it('is not sent twice: what is held stands until the end that the answer tells', async () => {
    const lamp = await ada.product(systemId, 'Hall');
    const first = await house.ask('GET', '/v1/directive', { token: lamp.token });
    const headers = { 'if-none-match': first.headers.get('etag')! };
    house.clock.now += 60_000;
    const again = await house.ask('GET', '/v1/directive', { token: lamp.token, headers });
    expect([again.status, again.text]).toEqual([304, '']);
    const end = Date.parse(again.headers.get('directive-until')!);
    expect(end).toBe(house.clock.now + 24 * 60 * 60_000);
    await choose('off');
    expect((await house.ask('GET', '/v1/directive', { token: lamp.token, headers })).status).toBe(200);
    await choose('on');
  });

  it('for the app is another than for a player', async () => {
    const [player, app] = [await ada.product(systemId, 'Attic'), await ada.product(systemId, 'Phone', 'app')];
    const [one, other] = await Promise.all(
      [player, app].map(async ({ token }) => (await house.ask('GET', '/v1/directive', { token })).body.events),
    );
    expect(one).toHaveProperty('system-status');
    expect(other).not.toHaveProperty('system-status');
    expect(other).toHaveProperty('app-status');
  });
});

describe('a stream', () => {
  it('tells a connected product within a second that usage data is off, whichever process was told', async () => {
    keeps('usage.opt-out-any-time');
    const other = await house.another();
    const lamp = await ada.product(systemId, 'Bath');
    const stream = await listen(lamp, other);
    expect([stream.status, stream.contentType]).toEqual([200, 'text/event-stream']);
    const first = await stream.next();
    expect(first?.events).toHaveProperty('volume');

    await choose('off');
    const acknowledged = performance.now();
    const second = await stream.next();
    expect(performance.now() - acknowledged).toBeLessThan(1000);
    expect(second?.events).not.toHaveProperty('volume');
    expect(second!.generation).toBe(first!.generation + 1);
    await choose('on');
    expect((await stream.next())?.events).toHaveProperty('volume');
    stream.leave();
    await other.close();
  });

  it('ends when the product is revoked, and is not opened again', async () => {
    keeps('registering.required');
    const lamp = await ada.product(systemId, 'Cellar');
    const stream = await listen(lamp);
    await stream.next();
    await ada.ask('DELETE', `/v1/products/${lamp.id}`);
    expect(await stream.next()).toBeUndefined();
    const again = await house.ask('GET', '/v1/directive/stream', { token: lamp.token });
    expect([again.status, again.body.code]).toEqual([401, 'revoked']);
  });

  it('ends when the service stops, and does not keep it from stopping', async () => {
    const other = await house.another();
    const lamp = await ada.product(systemId, 'Shed');
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(lamp, other)));
    await Promise.all(streams.map((stream) => stream.next()));
    const ended = Promise.all(streams.map((stream) => stream.next()));
    const before = performance.now();
    await other.close();
    expect(performance.now() - before).toBeLessThan(2000);
    expect(new Set(await ended)).toEqual(new Set([undefined]));
  });

  it('that was left is forgotten', async () => {
    const lamp = await ada.product(systemId, 'Porch');
    const stream = await listen(lamp);
    await stream.next();
    stream.leave();
    await choose('off');
    await choose('on');
    expect((await lamp.collect([])).status).toBe(200);
  });
});

describe('a product that opens streams without end', () => {
  it('has four at most: for another the oldest ends', async () => {
    const lamp = await ada.product(systemId, 'Attic');
    const streams = [];
    for (let count = 0; count < 5; count += 1) {
      const stream = await listen(lamp);
      expect((await stream.next())?.generation).toEqual(expect.any(Number));
      streams.push(stream);
    }
    expect(await streams[0]!.next()).toBeUndefined();
    await choose('off');
    for (const stream of streams.slice(1)) expect((await stream.next())?.withheld).toHaveProperty('volume');
    await choose('on');
    for (const stream of streams) stream.leave();
  });

  it('gets no stream for the head of one', async () => {
    const lamp = await ada.product(systemId, 'Cellar');
    expect((await house.ask('HEAD', '/v1/directive/stream', { token: lamp.token })).status).toBe(404);
  });
});
