/** What people who work here find on a usual day: some requests, one of them late, and a few things that were kept out. */
import type { TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;

/** The clock of the house is moved on by two months. */
export async function workingHouse(house: TestWorld): Promise<void> {
  const ben = await house.signUp('Ben');
  const player = await ben.product(await ben.household(), 'Den');
  await ben.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'The den is a pantry' });
  await ben.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
  house.clock.now += 20 * DAY;
  const cem = await house.signUp('Cem');
  const sent = { email: cem.email, password: cem.password };
  const { token } = (await house.ask('POST', '/v1/sessions', { body: sent })).body;
  await house.ask('POST', '/v1/me/requests', { token, body: { kind: 'correction', text: 'My name has one m' } });
  house.clock.now += 15 * DAY;
  const at = new Date(house.clock.now).toISOString();
  await player.collect([
    { event: 'volume', at, data: { volume: 33, room: 'Den' } },
    { event: 'playback', at, data: { track: 'Night Ferry', room: 'Den' } },
    { event: 'system-status', at, data: { softwareVersion: '79.1-51030', birthday: 'nobody asked' } },
    { event: 'weather', at, data: { rain: true } },
  ]);
  await house.world.gate.sweep();
}
