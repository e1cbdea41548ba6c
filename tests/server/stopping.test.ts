import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let lamp: TestProduct;
beforeAll(async () => {
  house = await openTestWorld({ people: { evenly: 300 } });
  ada = await house.signUp('Ada');
  lamp = await ada.product(await ada.household(), 'Kitchen');
});
afterAll(() => house.close());

describe('a service that stops', () => {
  it('answers what it has begun, and then lets go of who asked', async () => {
    const other = await house.another();
    await other.ask('GET', '/healthz');
    const underway = other.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } });
    await wait(100);
    const before = performance.now();
    await other.close();
    expect(performance.now() - before).toBeLessThan(2000);
    expect((await underway).status).toBe(201);
    await expect(other.ask('GET', '/healthz')).rejects.toThrow();
  });

  it('under load acknowledges nothing that is not held', async () => {
    const other = await house.another();
    const at = new Date(house.clock.now).toISOString();
    const events = [{ event: 'system-status', at, data: { softwareVersion: '1.0' } }];
    let acknowledged = 0;
    let isOver = false;
    const send = async (worker: number) => {
      for (let k = 0; !isOver; k += 1) {
        const body = { batch: `load-${worker}-${k}`, events };
        const { status } = await other.ask('POST', '/v1/collect', { token: lamp.token, body });
        if (status === 200) acknowledged += 1;
        else return;
      }
    };
    const workers = Array.from({ length: 8 }, (_, worker) => send(worker).catch(() => {}));
    await wait(300);
    await other.close();
    isOver = true;
    await Promise.all(workers);
    expect(acknowledged).toBeGreaterThan(0);
    const counts = await house.world.counts();
    expect(counts['events stored collect.system-status']).toBeGreaterThanOrEqual(acknowledged);
  });
});
